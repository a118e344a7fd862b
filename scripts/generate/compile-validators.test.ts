import { expect, it } from "vitest";
import { compileValidators } from "./compile-validators.js";

const components = {
  schemas: {
    Tree: {
      type: "object",
      required: ["name"],
      properties: {
        name: { type: "string", example: "root" },
        children: { type: "array", items: { $ref: "#/components/schemas/Tree" } },
      },
    },
    Cat: { required: ["purrs"], properties: { kind: { const: "cat" } } },
    Dog: { required: ["barks"], properties: { kind: { const: "dog" } } },
  },
};

const pets = [{ $ref: "#/components/schemas/Cat" }, { $ref: "#/components/schemas/Dog" }];
const cat = { kind: "cat", purrs: true };
const catDog = { purrs: true, barks: true };

/** Each with a value that it allows, one that it forbids, and where and why it does. */
type Case = [name: string, schema: object, valid: unknown, invalid: unknown, violation: string];
const cases: Case[] = [
  [
    "reference",
    { $ref: "#/components/schemas/Tree" },
    { name: "a", children: [{ name: "b" }] },
    { name: "a", children: [{ name: "b", children: [{}] }] },
    "/children/0/children/0 required",
  ],
  ["again", { $ref: "#/components/schemas/Tree" }, { name: "a" }, { name: 1 }, "/name type"],
  ["oneOf", { oneOf: pets, discriminator: { propertyName: "kind" } }, cat, catDog, " oneOf"],
  ["anyOf", { anyOf: [{ required: ["a"] }, { required: ["b"] }] }, { b: 1 }, {}, " anyOf"],
  [
    "notBesideAnyOf",
    { anyOf: [{ pattern: "^a" }, { pattern: "^B" }], not: { pattern: "z$" } },
    "Bz!",
    "az",
    " not",
  ],
  ["typeList", { type: ["string", "null"] }, null, 1, " type"],
  [
    "additionalProperties",
    { properties: { a: {} }, additionalProperties: false },
    { a: 1 },
    { b: 1 },
    " additionalProperties",
  ],
  [
    "unevaluatedProperties",
    { allOf: [{ properties: { a: {} } }], unevaluatedProperties: false },
    { a: 1 },
    { b: 1 },
    " unevaluatedProperties",
  ],
  [
    "prefixItems",
    { prefixItems: [{ type: "string" }, { type: "integer" }], items: false },
    ["a", 1],
    ["a", "b"],
    "/1 type",
  ],
  [
    "ifThen",
    // As text, because an object with `then` looks like a promise.
    JSON.parse(
      '{ "if": { "properties": { "a": { "const": 1 } } }, "then": { "required": ["b"] } }',
    ),
    { a: 2 },
    { a: 1 },
    " required",
  ],
  ["constant", { const: { deep: [1] } }, { deep: [1] }, { deep: [2] }, " const"],
  ["uuid", { format: "uuid" }, "80a28d6e-c5fc-43d9-87c2-d7d56b07542e", "80a28d6e", " format"],
  ["dateTime", { format: "date-time" }, "2024-02-29T12:00:00Z", "2023-02-29T12:00:00Z", " format"],
  ["int32", { format: "int32" }, 2 ** 31 - 1, 2 ** 31, " format"],
  ["length", { maxLength: 1 }, "😀", "ab", " maxLength"],
  ["annotations", { type: "string", format: "unheard-of", "x-ours": 1, xml: {} }, "a", 1, " type"],
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

it("leaves out the formats that no schema uses", () => {
  expect(code).not.toContain("hostname");
});
