import { describe, expect, it } from "vitest";
import { toInvalidParams } from "./invalid-params.js";

const violation = (instancePath: string, keyword: string, expected: unknown = true) => ({
  instancePath,
  keyword,
  expected,
});

describe("toInvalidParams", () => {
  it.each([
    ["", "body"],
    ["/name", "name"],
    ["/app-id", "app-id"],
    ["/headers/0/key", "headers[0].key"],
    ["/webhooks/12/eventTypes/3", "webhooks[12].eventTypes[3]"],
    ["/cursors/next", "cursors.next"],
  ])("names the place %j as %s", (instancePath, name) => {
    expect(toInvalidParams([violation(instancePath, "required")])).toEqual([
      { name, reason: "is required" },
    ]);
  });

  it.each([
    ["required", true, "is required"],
    ["not", undefined, "is reserved"],
    ["type", "string", "must have type string"],
    ["minLength", 1, "must have minLength 1"],
    ["maxLength", 65_536, "must have maxLength 65536"],
    ["pattern", "^a$", "must have pattern ^a$"],
    ["format", "uuid", "must have format uuid"],
  ])("says %s as a sentence", (keyword, expected, reason) => {
    expect(toInvalidParams([violation("/name", keyword, expected)])).toEqual([
      { name: "name", reason },
    ]);
  });

  it("keeps the order of several, and has none for none", () => {
    const violations = [violation("/b", "required"), violation("/a", "required")];
    expect(toInvalidParams(violations).map(({ name }) => name)).toEqual(["b", "a"]);
    for (const none of [[], null, undefined]) expect(toInvalidParams(none)).toEqual([]);
  });
});
