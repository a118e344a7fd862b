import { describe, expect, it } from "vitest";
import { parseDocument } from "yaml";
import { writeYaml } from "./write-yaml.js";

/** Adds a property to a document, and writes it. */
function withAddition(source: string): string {
  const document = parseDocument(source);
  const before: unknown = document.toJS();
  document.set("added", 1);
  return writeYaml(document, source, before);
}

describe("writeYaml", () => {
  it("returns the text as it is if nothing has changed", () => {
    const source = "a:    {b:  1}\nc: >-\n  folded\n  text\n";
    const document = parseDocument(source);
    expect(writeYaml(document, source, document.toJS())).toBe(source);
  });

  it.each([
    ["comments where they stood", "a:   # of a\n  b: 1      # of b\n\n# of c\nc: 2\n"],
    ["the indentation of four spaces", "a:\n    b:\n        - 1\n"],
    ["lists that are not indented", "a:\n- 1\n- 2\n"],
    ["spaces in brackets", "a: [ 1, 2 ]\n"],
    ["brackets without spaces", "a: [1, 2]\n"],
    ["long lines", `a: ${"long ".repeat(40)}end\n`],
  ])("keeps %s", (_, source) => {
    expect(withAddition(source)).toBe(`${source}added: 1\n`);
  });

  it("never changes a value to keep a comment", () => {
    const source = 'a: "x  #1"\nb:\n  a: "x #1"\nc:\n  a: "x   #1"\n';
    expect(parseDocument(withAddition(source)).toJS()).toEqual({
      ...parseDocument(source).toJS(),
      added: 1,
    });
  });
});
