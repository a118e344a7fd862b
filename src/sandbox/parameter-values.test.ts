import { describe, expect, it } from "vitest";
import type { Parameter } from "../../generated/operations.js";
import { convertTexts, readParameters } from "./parameter-values.js";

type Described = Omit<Parameter, "name" | "required">;

const parameterOf = (described: Described): Parameter => ({
  ...{ name: "p", required: false },
  ...described,
});

describe("readParameters", () => {
  it.each<[text: string, described: Described, value: unknown]>([
    ["a%20b%2Fc", { in: "path", type: "string" }, "a b/c"],
    ["100%", { in: "path", type: "string" }, "100%"],
    ["a,b%2Cc", { in: "path", type: "array" }, ["a", "b,c"]],
    ["p=a+b%26c=d", { in: "query", type: "string" }, "a b&c=d"],
    ["p=", { in: "query", type: "string" }, ""],
    ["q=1", { in: "query", type: "string" }, undefined],
    ["p=a&q=1&p=b", { in: "query", type: "string" }, ["a", "b"]],
    ["p=a", { in: "query", type: "array" }, ["a"]],
    ["p=a&p=b,c", { in: "query", type: "array" }, ["a", "b,c"]],
    ["p=a,b%2Cc", { in: "query", type: "array", explode: false }, ["a", "b,c"]],
    ["q=1", { in: "query", type: "array" }, undefined],
    ["p[x]=1&p%5By%5D=2", { in: "query", type: "object", style: "deepObject" }, { x: "1", y: "2" }],
    ["x=1", { in: "query", type: "object", style: "deepObject" }, undefined],
    ["p=%7B%22x%22:1%7D", { in: "query", type: "json" }, { x: 1 }],
    ["p=%7B", { in: "query", type: "json" }, "{"],
    ["a%20b", { in: "header", type: "string" }, "a%20b"],
    ["a, b", { in: "header", type: "array" }, ["a", "b"]],
    ["p=a%20b; q=c", { in: "cookie", type: "string" }, "a b"],
    ["q=c", { in: "cookie", type: "string" }, undefined],
  ])("reads %s of %j as %j", (text, described, value) => {
    const headers = new Headers({ p: text, cookie: text });
    const texts = { path: { p: text }, query: text, headers };
    const values = readParameters([parameterOf(described)], texts);
    expect(values[described.in].p).toEqual(value);
  });
});

describe("convertTexts", () => {
  it.each([
    ["5", { type: "integer" }, 5],
    ["-0.5", { type: "number" }, -0.5],
    ["1.5", { type: "integer" }, "1.5"],
    ["false", { type: ["boolean", "null"] }, false],
    ["2", { allowedValues: [1, 2] }, 2],
    ["3", { allowedValues: [1, 2] }, "3"],
    ["3", { allowedValue: 3 }, 3],
    ["5", { type: "boolean" }, "5"],
    ["", { type: "integer" }, ""],
    ["{}", { type: "object" }, "{}"],
    ["5", { limit: 2 }, "5"],
  ])("makes of %j, which violates %j, %j", (text, params, value) => {
    const values = { path: {}, query: { "a/b": { list: ["0", text] } }, header: {}, cookie: {} };
    const violation = { instancePath: "/query/a~1b/list/1", schemaPath: "", keyword: "", params };
    convertTexts(values, [], [violation]);
    expect(values.query["a/b"].list).toEqual(["0", value]);
  });

  it("leaves JSON as it is", () => {
    const values = { path: {}, query: { p: { x: "1" } }, header: {}, cookie: {} };
    const params = { type: "integer" };
    const violation = { instancePath: "/query/p/x", schemaPath: "", keyword: "type", params };
    convertTexts(values, [parameterOf({ in: "query", type: "json" })], [violation]);
    expect(values.query.p).toEqual({ x: "1" });
  });
});
