import { expect, it } from "vitest";
import { compileValidators } from "./compile-validators.js";

const tree = { $ref: "#/components/schemas/Tree" };
const components = {
  schemas: {
    Tree: { required: ["name"], properties: { name: { type: "string" }, parts: { items: tree } } },
  },
};
const annotated = { type: "string", nullable: true, format: "unheard-of", "x-ours": 1 };

/** Each with a value that it allows, one that it forbids, and where and why it does. */
type Case = [name: string, schema: object, valid: unknown, invalid: unknown, violation: string];
const cases: Case[] = [
  ["recursion", tree, { name: "a", parts: [] }, { name: "a", parts: [{}] }, "/parts/0 required"],
  ["again", tree, { name: "a" }, { name: 1 }, "/name type"],
  ["emptyEnum", { properties: { a: { enum: [] } } }, {}, { a: 1 }, "/a not"],
  ["dateTime", { format: "date-time" }, "2024-02-29T12:00:00Z", "2023-02-29T12:00:00Z", " format"],
  ["length", { maxLength: 1 }, "😀", "ab", " maxLength"],
  ["annotations", annotated, "a", null, " type"],
];

const schemas = Object.fromEntries(cases.map(([name, schema]) => [name, schema]));
const code = await compileValidators({ components }, schemas);
const validators = await import(`data:text/javascript,${encodeURIComponent(code)}`);

it.each(cases)("compiles a validator for %s", (name, _schema, valid, invalid, violation) => {
  const validate = validators[name];
  expect(validate(valid)).toBe(true);
  expect(validate(invalid)).toBe(false);
  const found = validate.errors.map(
    (error: { instancePath: string; keyword: string }) => `${error.instancePath} ${error.keyword}`,
  );
  expect(found).toContain(violation);
});

it("shares a validator among equal schemas, and leaves out the formats that none uses", () => {
  expect(validators.again).toBe(validators.recursion);
  expect(code).not.toContain("hostname");
});
