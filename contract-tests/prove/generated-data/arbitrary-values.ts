import fc, { type Arbitrary } from "fast-check";
import { resolve, type Schema } from "../../../scripts/contract/document.js";
import { valuesFor } from "../../derive/boundary-values.js";
import type { SuiteContext } from "../../run/check.js";

/** Any text: Unicode, an empty one, a very long one, and what programs stumble over. */
export const anyText: Arbitrary<string> = fc.oneof(
  { weight: 8, arbitrary: fc.string({ unit: "grapheme" }) },
  { weight: 4, arbitrary: fc.string({ unit: "binary" }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom("", " ", "__proto__", '"\\', "'", "\0", "\u2028", "null", "\ud800"),
  },
  { weight: 1, arbitrary: fc.nat({ max: 8_000 }).map((length) => "é".repeat(length)) },
);

/**
 * Values that match a schema. A keyword that is not implemented here yields values that do not
 * match, which fails the test of valid requests.
 *
 * @param text - for strings without a pattern and a format
 */
export function arbitraryOf(
  context: SuiteContext,
  schema: Schema,
  text: Arbitrary<string> = anyText,
): Arbitrary<unknown> {
  const of = (child: Schema) => arbitraryOf(context, child, text);
  if (schema.$ref !== undefined)
    return of(resolve<Schema>(context.contract, { $ref: schema.$ref }));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...(schema.enum as unknown[]));
  if (schema.allOf !== undefined) {
    const parts = schema.allOf.map((part) => of(part) as Arbitrary<object>);
    return fc.tuple(...parts).map((values) => Object.assign({}, ...values));
  }
  switch (schema.type) {
    case "string":
      return strings(context, schema, text);
    case "integer":
      return integers(schema);
    case "boolean":
      return fc.boolean();
    case "array":
      return arrays(schema, schema.items === undefined ? fc.jsonValue() : of(schema.items));
    case "object":
      return objects(schema, of);
  }
  throw new Error(`cannot generate values of the type '${schema.type}'`);
}

function strings(
  { oracle }: SuiteContext,
  schema: Schema,
  text: Arbitrary<string>,
): Arbitrary<string> {
  const { pattern, format, not } = schema;
  const isValid = (value: string) => oracle.validateValue(schema, value).length === 0;
  if (typeof pattern === "string")
    return fc.stringMatching(new RegExp(pattern, "u")).filter(isValid);
  if (format !== undefined) return formatted(format).filter(isValid);
  const forbidden = (not?.anyOf ?? []).map((one) => new RegExp(String(one.pattern), "u"));
  const almostForbidden = forbidden.map((one) => fc.stringMatching(one).map((name) => `${name}x`));
  return fc.oneof(text, ...almostForbidden).filter(isValid);
}

function formatted(format: string): Arbitrary<string> {
  const arbitrary = formats[format];
  if (arbitrary === undefined) throw new Error(`cannot generate strings of the format '${format}'`);
  const constraint = { place: [], keyword: "format", detail: "", pointer: "", schema: { format } };
  const edges = valuesFor(constraint, "").keeping.map(String);
  return fc.oneof({ weight: 4, arbitrary }, { weight: 1, arbitrary: fc.constantFrom(...edges) });
}

const formats: Record<string, Arbitrary<string>> = {
  uuid: fc.oneof(
    fc.uuid(),
    fc.uuid().map((id) => id.toUpperCase()),
  ),
  uri: fc.webUrl({
    validSchemes: ["http", "HTTPS", "ws", "a+b-c.1"],
    authoritySettings: { withUserInfo: true, withPort: true, withIPv4: true, withIPv6: true },
    withQueryParameters: true,
    withFragments: true,
  }),
  "date-time": fc
    .tuple(
      fc.date({ min: new Date(0), max: new Date("9999-12-31T23:59:59Z"), noInvalidDate: true }),
      fc.stringMatching(/^(\.[0-9]{1,9})?$/),
      fc.stringMatching(/^([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$/),
    )
    .map(([date, fraction, offset]) => date.toISOString().slice(0, 19) + fraction + offset),
};

/** Numbers that JavaScript does not round. */
function integers({ format, minimum, maximum }: Schema): Arbitrary<number> {
  const isInt32 = format === "int32";
  const min = Number(minimum ?? (isInt32 ? -(2 ** 31) : Number.MIN_SAFE_INTEGER));
  const max = Number(maximum ?? (isInt32 ? 2 ** 31 - 1 : Number.MAX_SAFE_INTEGER));
  return fc.integer({ min, max });
}

function arrays(schema: Schema, item: Arbitrary<unknown>): Arbitrary<unknown[]> {
  const { minItems = 0, maxItems, uniqueItems } = schema;
  const limits = {
    minLength: Number(minItems),
    ...(maxItems !== undefined && { maxLength: Number(maxItems) }),
  };
  if (uniqueItems !== true) return fc.array(item, limits);
  return fc.uniqueArray(item, { ...limits, selector: (value) => JSON.stringify(value) });
}

function objects(schema: Schema, of: (child: Schema) => Arbitrary<unknown>): Arbitrary<object> {
  const { properties = {}, required = [], additionalProperties } = schema;
  const values = Object.fromEntries(
    Object.entries(properties).map(([name, child]) => [name, of(child)]),
  );
  const documented = fc.record(values, { requiredKeys: [...required] });
  if (additionalProperties === false) return documented;
  const name = fc
    .oneof(fc.string(), fc.constantFrom("__proto__", "constructor", "hasOwnProperty", "length"))
    // Ajv calls `toString` of the items that it compares for `uniqueItems`.
    .filter((one) => properties[one] === undefined && one !== "toString");
  const others = fc.oneof(
    { weight: 3, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: fc.dictionary(name, fc.jsonValue(), { maxKeys: 3 }) },
  );
  return fc.tuple(others, documented).map(([more, known]) => ({ ...more, ...known }));
}
