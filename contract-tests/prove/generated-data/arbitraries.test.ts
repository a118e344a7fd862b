import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Schema } from "../../../scripts/contract/document.js";
import { contract } from "../../contract.js";
import { createOracle } from "../../oracle/oracle.js";
import { arbitraryOf } from "./arbitraries.js";

const oracle = createOracle(contract);
const sample = { numRuns: 100, seed: 1 };
const samplesOf = (schema: Schema) => fc.sample(arbitraryOf(contract, schema), sample);

describe("arbitraryOf", () => {
  it.each(Object.keys(contract.components.schemas))("makes values that keep %s", (name) => {
    const schema = { $ref: `#/components/schemas/${name}` };
    const values = samplesOf(schema);
    expect(values.flatMap((value) => oracle.validateValue(schema, value))).toEqual([]);
    expect(new Set(values.map((value) => JSON.stringify(value))).size).toBeGreaterThan(3);
  });

  it("adds properties that the schema does not name, unless it forbids them", () => {
    const schema = { type: "object", properties: { a: { type: "boolean" } } };
    const isOther = (value: unknown) => Object.keys(Object(value)).some((name) => name !== "a");
    expect(samplesOf(schema).some(isOther)).toBe(true);
    expect(samplesOf({ ...schema, additionalProperties: false }).some(isOther)).toBe(false);
  });

  it("makes strings, arrays and numbers as short, long, small and large as may be", () => {
    const list = { type: "array", items: { type: "boolean" }, minItems: 1, maxItems: 2 };
    const lengths = samplesOf(list).map((value) => (value as boolean[]).length);
    expect(new Set(lengths)).toEqual(new Set([1, 2]));
    const number = { type: "integer", minimum: 3, maximum: 4 };
    expect(new Set(samplesOf(number))).toEqual(new Set([3, 4]));
  });

  it.each([
    [{ type: "object", patternProperties: {} }, "patternProperties"],
    [{ type: "object", additionalProperties: { type: "string" } }, "additionalProperties"],
    [{ type: "string", format: "email" }, "email"],
    [{ type: "number" }, "number"],
    [{ type: "integer", multipleOf: 2 }, "multipleOf"],
    [{ oneOf: [] }, "type undefined"],
    [{ $ref: "#/components/schemas/Webhook", required: ["id"] }, "required"],
  ])("stops at what it has not been taught: %j", (schema, word) => {
    expect(() => arbitraryOf(contract, schema)).toThrow(`not supported: `);
    expect(() => arbitraryOf(contract, schema)).toThrow(word);
  });
});
