import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { examples } from "../../../generated/examples.js";
import { deliverAlertBody } from "../../../generated/validators/events.js";
import { listWebhooksParameters } from "../../../generated/validators/requests.js";
import { contract } from "../../contract.js";
import { createOracle } from "../../oracle/oracle.js";

const { validateValue } = createOracle(contract);

/** The generated validators, at a place of the contract that has the format. */
const validators: Record<string, (text: string) => boolean> = {
  "date-time": (text) => deliverAlertBody({ ...examples.criticalAlert, timestamp: text }),
  uuid: (text) => listWebhooksParameters({ path: { "app-id": text } }),
};

/** One string a line. What is valid is decided by ajv-formats, which Prism uses as well. */
const linesOf = (name: string) =>
  readFileSync(join(import.meta.dirname, "format-strings", name), "utf8")
    .trimEnd()
    .split("\n");

describe.each(Object.entries(validators))("the format %s", (format, isValid) => {
  it.each(["valid", "invalid"])("has the same %s strings everywhere", (verdict) => {
    const lines = linesOf(`${format}.${verdict}.txt`);
    const expected = verdict === "valid";
    const schema = { type: "string", format };
    expect(lines.filter((line) => isValid(line) !== expected)).toEqual([]);
    expect(lines.filter((line) => (validateValue(schema, line).length === 0) !== expected)).toEqual(
      [],
    );
  });
});
