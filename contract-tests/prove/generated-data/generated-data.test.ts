import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc, { type Arbitrary } from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { examples } from "../../../generated/examples.js";
import { deliverAlertBody } from "../../../generated/validators/events.js";
import { listWebhooksParameters } from "../../../generated/validators/requests.js";
import { setAt } from "../../../scripts/contract/json-pointer.js";
import { apiOperations, deliveries, type Operation } from "../../../scripts/contract/operations.js";
import { startPrism } from "../../../scripts/mock/prism.js";
import { sign, unwrap } from "../../../src/receiver/index.js";
import { checkAccepted, checkRefused } from "../../checks/expectations.js";
import { contract } from "../../contract.js";
import { deliveryPath } from "../../derive/invalid-response-mock.js";
import { exchange, type Request } from "../../oracle/http-exchange.js";
import { createOracle } from "../../oracle/oracle.js";
import { createPrismTarget } from "../../targets/prism-target.js";
import { createSandboxTarget } from "../../targets/sandbox-target.js";
import type { Target } from "../../targets/target.js";
import { changedRequests, validRequests } from "./generated-requests.js";

const { CONTRACT_SEED = "20230222", CONTRACT_RUNS = "50" } = process.env;
const parameters = {
  seed: Number(CONTRACT_SEED),
  numRuns: Number(CONTRACT_RUNS),
  includeErrorInReport: true,
};

const oracle = createOracle(contract);
const context = { contract, oracle };
const prism = startPrism();
const mock = createPrismTarget(prism, [], contract);
const sandbox = await createSandboxTarget();
afterAll(async () => {
  await Promise.all([sandbox.close(), mock.close()]);
  await prism.close();
});

/** Rejects if an implementation does not treat a request as the oracle says. */
type Agreement = (operation: Operation, request: Request) => Promise<void>;

const targetAgrees =
  (target: Target): Agreement =>
  (operation, request) => {
    const isValid = oracle.validateRequest(operation, request).length === 0;
    return (isValid ? checkAccepted : checkRefused)(context, target, operation, request);
  };

/** Prism in the place of a receiver. */
const mockedReceiverAgrees: Agreement = async (delivery, request) => {
  const isValid = oracle.validateRequest(delivery, request).length === 0;
  const url = await mock.url("invalid responses");
  const response = await exchange(url, deliveryPath(delivery.path), request);
  assert.equal(response.status < 300, isValid);
  assert.deepEqual(oracle.validateResponse(delivery, response), []);
};

/** The receiver: an event has the type of the first delivery whose schema its body matches. */
const receiverAgrees: Agreement = async (_, { body }) => {
  if (body === undefined) return;
  const headers = { "content-type": "application/json" };
  const request = { method: "post", path: {}, query: {}, headers, body };
  const matching = deliveries(contract).find((delivery) =>
    oracle.validateRequest(delivery, request).every(({ place }) => !place.startsWith("body")),
  );
  const secrets = "PMJhiGo1nTL6wlNyZVFh5v9rLZdcLsG2O";
  const signed = await sign({ id: "msg_1", body, secrets });
  const { event } = await unwrap({ headers: signed, body }, { secrets, strict: true });
  assert.equal(event.type, matching?.path ?? "unknown");
};

/**
 * Fails with the smallest request that an implementation does not treat as the oracle says.
 *
 * @returns how many requests violated the contract
 */
async function countInvalid(
  operation: Operation,
  requests: Arbitrary<Request>,
  agreements: Agreement[],
): Promise<number> {
  let count = 0;
  const property = fc.asyncProperty(requests, async (request) => {
    if (oracle.validateRequest(operation, request).length > 0) count += 1;
    for (const agrees of agreements) await agrees(operation, request);
  });
  await fc.assert(property, parameters);
  return count;
}

const ofTargets = [targetAgrees(mock), targetAgrees(sandbox)];
const subjects: [Operation, Agreement[]][] = [
  ...apiOperations(contract).map((one): [Operation, Agreement[]] => [one, ofTargets]),
  ...deliveries(contract).map((one): [Operation, Agreement[]] => [
    one,
    [mockedReceiverAgrees, receiverAgrees],
  ]),
];

describe.concurrent.each(subjects)(
  "all implementations agree on $operationId",
  (operation, all) => {
    it("with valid requests", async () => {
      expect(await countInvalid(operation, validRequests(context, operation), all)).toBe(0);
    });

    it("with requests that were changed in one place", async () => {
      const requests = changedRequests(context, operation);
      const count = await countInvalid(operation, requests, all);
      expect(count).toBeGreaterThan(parameters.numRuns / 4);
    });
  },
);

describe("a disagreement", () => {
  it.each([
    ["more", "createWebhook", "schemas/WebhookInput/properties/isActive/const", true, "const"],
    ["less", "listWebhooks", "parameters/Limit/schema", { type: "integer" }, "limit minimum"],
  ])("is found where the mock demands %s", async (_, operationId, place, value, found) => {
    const changed = setAt(contract, `#/components/${place}`, value);
    const target = createPrismTarget(prism, [], changed);
    const operation = apiOperations(contract).find((one) => one.operationId === operationId);
    assert.ok(operation);
    const requests = changedRequests(context, operation);
    await expect(countInvalid(operation, requests, [targetAgrees(target)])).rejects.toThrow(found);
  });
});

/** The generated validators, at a place of the contract that has the format. */
const validators: Record<string, (text: string) => boolean> = {
  "date-time": (text) => deliverAlertBody({ ...examples.criticalAlert, timestamp: text }),
  uuid: (text) => listWebhooksParameters({ path: { "app-id": text } }),
};

describe.each(Object.entries(validators))("the format %s", (format, isValid) => {
  // One string a line. What is valid is decided by ajv-formats, which Prism uses as well.
  it.each(["valid", "invalid"])("has the same %s strings everywhere", (verdict) => {
    const file = join(import.meta.dirname, "format-strings", `${format}.${verdict}.txt`);
    for (const line of readFileSync(file, "utf8").trimEnd().split("\n")) {
      expect(isValid(line), line).toBe(verdict === "valid");
      const findings = oracle.validateValue({ type: "string", format }, line);
      expect(findings.length === 0, line).toBe(verdict === "valid");
    }
  });
});
