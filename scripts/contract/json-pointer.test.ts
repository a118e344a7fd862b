import { describe, expect, it } from "vitest";
import { getAt, pointerBelow, removeAt, renameAt, setAt } from "./json-pointer.js";

const document = { paths: { "/a/{b}": { get: { tags: ["x", "y"] } } }, info: { "~": 1 } };
const tags = pointerBelow("#/paths", "/a/{b}", "get", "tags");

describe("a JSON pointer", () => {
  it("leads through escaped keys and indices", () => {
    expect(tags).toBe("#/paths/~1a~1{b}/get/tags");
    expect(getAt(document, `${tags}/1`)).toBe("y");
    expect(getAt(document, "#/info/~0")).toBe(1);
    expect(getAt(document, "#")).toBe(document);
    expect(getAt(document, "#/no/such/place")).toBeUndefined();
  });

  it("edits a copy", () => {
    const original = structuredClone(document);
    expect(getAt(setAt(document, `${tags}/0`, "z"), tags)).toEqual(["z", "y"]);
    expect(getAt(setAt(document, `${tags}/-`, "z"), tags)).toEqual(["x", "y", "z"]);
    expect(getAt(removeAt(document, `${tags}/0`), tags)).toEqual(["y"]);
    expect(removeAt(document, "#/info/~0").info).toEqual({});
    expect(Object.keys(renameAt(document, "#/paths", "routes"))).toEqual(["routes", "info"]);
    expect(document).toEqual(original);
  });

  it("cannot edit what is not there", () => {
    expect(() => setAt(document, "#/no/such", 1)).toThrow("#/no/such cannot be edited");
    expect(() => setAt(document, "#", 1)).toThrow("cannot be edited");
  });
});
