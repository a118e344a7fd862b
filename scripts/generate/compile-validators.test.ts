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
});
