import { describe, expect, it } from "vitest";
import type { Violation } from "../../generated/validators/requests.js";
import { toInvalidParams } from "./invalid-params.js";

const violation = (
  instancePath: string,
  keyword: string,
  params: Record<string, unknown> = {},
): Violation => ({ instancePath, keyword, params });

describe("toInvalidParams", () => {
  it.each([
    ["", "body"],
    ["/name", "name"],
    ["/app-id", "app-id"],
    ["/headers/0/key", "headers[0].key"],
    ["/webhooks/12/eventTypes/3", "webhooks[12].eventTypes[3]"],
    ["/cursors/next", "cursors.next"],
  ])("names the place %j as %s", (instancePath, name) => {
    expect(toInvalidParams([violation(instancePath, "not")])).toEqual([
      { name, reason: "is reserved" },
    ]);
  });

  it.each([
    ["not", {}, "is reserved"],
    ["type", { type: "string" }, "must have type string"],
    ["minLength", { limit: 1 }, "must have minLength 1"],
    ["maximum", { comparison: "<=", limit: 100 }, "must have maximum 100"],
    ["pattern", { pattern: "^a$" }, "must have pattern ^a$"],
    ["format", { format: "uuid" }, "must have format uuid"],
  ])("says %s as a sentence", (keyword, params, reason) => {
    expect(toInvalidParams([violation("/name", keyword, params)])).toEqual([
      { name: "name", reason },
    ]);
  });

  it("names a missing property, not the object that lacks it", () => {
    const violations = [
      violation("", "required", { missingProperty: "name" }),
      violation("/headers/0", "required", { missingProperty: "key" }),
    ];
    expect(toInvalidParams(violations)).toEqual([
      { name: "name", reason: "is required" },
      { name: "headers[0].key", reason: "is required" },
    ]);
  });
});
