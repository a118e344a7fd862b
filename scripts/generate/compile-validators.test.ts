import { describe, expect, it } from "vitest";
import { schemaCompiler } from "../contract/schema-compiler.js";
import { compileValidators } from "./compile-validators.js";

describe("compileValidators", () => {
  it("joins patterns under `not` and writes them without case, and their meaning stays", async () => {
    const patterns = ["^[kK][eE][yY]$", "^[sS]-", "^([xX])?[aB]$", "^([cC])\\1$", "^[pP]"];
    const lists = [patterns.slice(0, 2), patterns.slice(0, 3), patterns];
    const schemas = Object.fromEntries(
      lists.map((list, index) => [
        `schema${index}`,
        { not: { anyOf: list.map((pattern) => ({ pattern })) } },
      ]),
    );
    const code = await compileValidators({}, schemas);
    expect(code).toContain("/(?:^key$)|(?:^s-)/i");
    const validators: Record<string, (value: unknown) => boolean> = await import(
      `data:text/javascript,${encodeURIComponent(code)}`
    );
    const texts = [
      "KEY",
      "\u212aey",
      "keys",
      "S-",
      "\u017f-",
      "B",
      "b",
      "A",
      "xa",
      "cC",
      "Cc",
      "cc",
      "p",
    ];
    for (const [name, schema] of Object.entries(schemas)) {
      const isValid = schemaCompiler({}).compile(schema);
      const verdicts = texts.map((text) => [text, isValid(text)]);
      expect(texts.map((text) => [text, validators[name]?.(text)])).toEqual(verdicts);
    }
  });

  it.each<[string, object, valid: unknown[], invalid: unknown[]]>([
    [
      "names that every object has",
      { required: ["toString"], properties: { constructor: { type: "number" } } },
      [{ toString: 1 }],
      [{}, { toString: 1, constructor: "a" }],
    ],
    [
      "names with a comma or a quotation mark, and recursion",
      { properties: { "a,b": { $ref: "#/exports/schemas/größe200" }, 'c", d': { type: "null" } } },
      [{ "a,b": {} }],
      [{ "a,b": { "a,b": { 'c", d': 1 } } }],
    ],
    [
      "an `if` without `then`, in what is evaluated",
      { if: { properties: { a: true }, required: ["a"] }, unevaluatedProperties: false },
      [{ a: 1 }, {}],
      [{ b: 1 }, { a: 1, b: 1 }],
    ],
    [
      "what looks like a schema in a value",
      { const: { nullable: true, example: 1 }, example: { $id: "x" }, examples: [{ $id: "x" }] },
      [{ nullable: true, example: 1 }],
      [{}],
    ],
  ])("reads %s as JSON Schema does", async (_, schema, valid, invalid) => {
    const code = await compileValidators({}, { größe200: schema });
    const { größe200 } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
    expect(valid.map((value) => größe200(value))).toEqual(valid.map(() => true));
    expect(invalid.map((value) => größe200(value))).toEqual(invalid.map(() => false));
  });
});
