import { describe, expect, it } from "vitest";
import type { Parameter } from "../../generated/operations.js";
import { convertTexts, readParameters } from "./parameter-values.js";

type Described = Omit<Parameter, "name" | "in" | "required">;

const parameterIn = (place: Parameter["in"], described: Described, name = "p"): Parameter => ({
  ...{ name, in: place, required: false },
  ...described,
});

describe("readParameters", () => {
  it.each<[text: string, described: Described, value: unknown]>([
    ["a%20b%2Fc", { type: "string" }, "a b/c"],
    ["100%", { type: "string" }, "100%"],
    ["a,b%2Cc", { type: "array" }, ["a", "b,c"]],
    ["x,1,y,2", { type: "object" }, { x: "1", y: "2" }],
    ["x=1,y=2", { type: "object", explode: true }, { x: "1", y: "2" }],
    [".a", { type: "string", style: "label" }, "a"],
    [".a,b", { type: "array", style: "label" }, ["a", "b"]],
    [".a.b", { type: "array", style: "label", explode: true }, ["a", "b"]],
    [".x=1.y=2", { type: "object", style: "label", explode: true }, { x: "1", y: "2" }],
    [";p=a", { type: "string", style: "matrix" }, "a"],
    [";p=a,b", { type: "array", style: "matrix" }, ["a", "b"]],
    [";p=a;p=b", { type: "array", style: "matrix", explode: true }, ["a", "b"]],
    [";p=x,1,y,2", { type: "object", style: "matrix" }, { x: "1", y: "2" }],
    [";x=1;y=2", { type: "object", style: "matrix", explode: true }, { x: "1", y: "2" }],
    ["%7B%22x%22:1%7D", { type: "json" }, { x: 1 }],
    ["%7B", { type: "json" }, "{"],
  ])("reads %s in a path as %j", (text, described, value) => {
    const request = { path: { p: text }, query: "", headers: new Headers() };
    expect(readParameters([parameterIn("path", described)], request).path).toEqual({ p: value });
  });

  it.each<[query: string, described: Described, value: unknown]>([
    ["p=a+b%26c", { type: "string" }, "a b&c"],
    ["p=a=b", { type: "string" }, "a=b"],
    ["p=", { type: "string" }, ""],
    ["p=a&p=b", { type: "string" }, ["a", "b"]],
    ["p=a", { type: "array" }, ["a"]],
    ["p=a&p=b,c", { type: "array" }, ["a", "b,c"]],
    ["p=a,b%2Cc", { type: "array", explode: false }, ["a", "b,c"]],
    ["p=a%20b", { type: "array", style: "spaceDelimited" }, ["a", "b"]],
    ["p=a+b", { type: "array", style: "spaceDelimited" }, ["a", "b"]],
    ["p=a|b%7Cc", { type: "array", style: "pipeDelimited" }, ["a", "b", "c"]],
    ["p=x,1,y,2", { type: "object", explode: false }, { x: "1", y: "2" }],
    ["x=1&other=2&y=3", { type: "object" }, { x: "1", y: "3" }],
    ["p[x]=1&p%5By%5D=2", { type: "object", style: "deepObject" }, { x: "1", y: "2" }],
    ["p=%7B%22x%22:1%7D", { type: "json" }, { x: 1 }],
    ["other=1", { type: "string" }, undefined],
    ["other=1", { type: "array" }, undefined],
    ["other=1", { type: "object" }, undefined],
    ["x=1", { type: "object", style: "deepObject" }, undefined],
  ])("reads the query %s as %j", (query, described, value) => {
    const parameters = [
      parameterIn("query", described),
      parameterIn("query", { type: "string" }, "other"),
    ];
    const request = { path: {}, query, headers: new Headers() };
    expect(readParameters(parameters, request).query.p).toEqual(value);
  });

  it.each<[text: string, described: Described, value: unknown]>([
    ["a%20b", { type: "string" }, "a%20b"],
    ["a, b", { type: "array" }, ["a", "b"]],
    ["x=1,y=2", { type: "object", explode: true }, { x: "1", y: "2" }],
    ['{"x":1}', { type: "json" }, { x: 1 }],
  ])("reads the header %s as %j", (text, described, value) => {
    const request = { path: {}, query: "", headers: new Headers({ "x-labels": text }) };
    const parameters = [parameterIn("header", described, "X-Labels")];
    expect(readParameters(parameters, request).header).toEqual({ "X-Labels": value });
  });

  it.each<[text: string, described: Described, value: unknown]>([
    ["p=a%20b; q=c", { type: "string" }, "a b"],
    ["q=c;p=a%2Cb", { type: "array" }, ["a", "b"]],
    ["p=x,1,y,2", { type: "object" }, { x: "1", y: "2" }],
    ["p=x%3D1%2Cy%3D2", { type: "object", explode: true }, { x: "1", y: "2" }],
    ["p=a%3Bb%2525", { type: "string" }, "a;b%25"],
    ["q=c", { type: "string" }, undefined],
  ])("reads the cookie %s as %j", (cookie, described, value) => {
    const request = { path: {}, query: "", headers: new Headers({ cookie }) };
    expect(readParameters([parameterIn("cookie", described)], request).cookie.p).toEqual(value);
  });
});

describe("convertTexts", () => {
  it.each([
    ["5", { type: "integer" }, 5],
    ["-0.5", { type: "number" }, -0.5],
    ["1e-7", { type: "number" }, 1e-7],
    ["1.5", { type: "integer" }, "1.5"],
    ["false", { type: ["boolean", "null"] }, false],
    ["2", { allowedValues: [1, 2] }, 2],
    ["3", { allowedValue: 3 }, 3],
    ["3", { allowedValues: [1, 2] }, "3"],
    ["5", { type: "boolean" }, "5"],
    ["five", { type: "integer" }, "five"],
    ["", { type: "integer" }, ""],
    ["null", { type: "null" }, "null"],
    ["{}", { type: "object" }, "{}"],
    ['"a"', { allowedValues: ["a"] }, '"a"'],
    ["5", { limit: 2 }, "5"],
  ])("makes of %j, which violates %j, %j", (text, params, value) => {
    const values = { path: {}, query: { "a/b": { list: ["0", text] } }, header: {}, cookie: {} };
    const violation = { instancePath: "/query/a~1b/list/1", keyword: "", params };
    convertTexts(values, [], [violation]);
    expect(values.query["a/b"].list).toEqual(["0", value]);
  });

  it("leaves JSON as it is", () => {
    const values = { path: {}, query: { p: { x: "1" } }, header: {}, cookie: {} };
    const params = { type: "integer" };
    const violation = { instancePath: "/query/p/x", keyword: "type", params };
    convertTexts(values, [parameterIn("query", { type: "json" })], [violation]);
    expect(values.query.p).toEqual({ x: "1" });
  });
});
