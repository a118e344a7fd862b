import { describe, expect, it } from "vitest";
import { createSerializer } from "./serialization.js";

describe("createSerializer", () => {
  it.each([
    ["deepObject", true, "q[a%26b%3D]=1"],
    ["form", true, "a%26b%3D=1"],
    ["form", false, "q=a%26b%3D,1"],
  ])(
    "encodes the names of an object in the style %s, and leaves out what is not there",
    (...row) => {
      const [style, explode, text] = row;
      const serialize = createSerializer([
        { name: "q", in: "query", type: "object", style, explode },
      ]);
      const query = { q: { none: undefined, "a&b=": 1, nothing: null } };
      expect(serialize({ query }).querySerializer(query)).toBe(text);
    },
  );
});
