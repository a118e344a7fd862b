import { describe, expect, it } from "vitest";
import type { Parameter } from "../../generated/operations.js";
import { readParameters } from "./parameter-values.js";

type Described = Omit<Parameter, "name" | "required">;

describe("readParameters", () => {
  it.each<[text: string, described: Described, value: unknown]>([
    ["a%20b%2Fc", { in: "path", type: "string" }, "a b/c"],
    ["100%", { in: "path", type: "string" }, "100%"],
    ["a,b%2Cc", { in: "path", type: "array" }, ["a", "b,c"]],
    ["p=a+b%26c=d", { in: "query", type: "string" }, "a b&c=d"],
    ["q=1", { in: "query", type: "string" }, undefined],
    ["p=a&q=1&p=b", { in: "query", type: "string" }, ["a", "b"]],
    ["p=a", { in: "query", type: "array" }, ["a"]],
    ["p=a&p=b,c", { in: "query", type: "array" }, ["a", "b,c"]],
    ["p=a,b%2Cc", { in: "query", type: "array", explode: false }, ["a", "b,c"]],
    ["q=1", { in: "query", type: "array" }, undefined],
    ["p[x]=1&p%5By%5D=b", { in: "query", type: "object", style: "deepObject" }, { x: 1, y: "b" }],
    ["p=%7B%22x%22:1%7D", { in: "query", type: "json" }, { x: 1 }],
    ["p=%7B", { in: "query", type: "json" }, "{"],
    ["p=5", { in: "query", type: "integer" }, 5],
    ["p=1.5", { in: "query", type: "integer" }, 1.5],
    ["p=5", { in: "query", type: "boolean" }, "5"],
    ["p=false", { in: "query", type: "boolean" }, false],
    ["p=1&p=b", { in: "query", type: "array", items: "integer" }, [1, "b"]],
    ["a%20b", { in: "header", type: "string" }, "a%20b"],
    ["a, b", { in: "header", type: "array" }, ["a", "b"]],
    ["p=a%20b; q=c", { in: "cookie", type: "string" }, "a b"],
  ])("reads %s of %j as %j", (text, described, value) => {
    const headers = new Headers({ p: text, cookie: text });
    const texts = { path: { p: text }, query: text, headers };
    const values = readParameters([{ name: "p", required: false, ...described }], texts);
    expect(values[described.in].p).toEqual(value);
  });
});
