import fc, { type Arbitrary } from "fast-check";
import { at, type Document, type Schema } from "../../../scripts/contract/document.js";
import { anyText, stringsOf } from "./strings.js";

const annotations = ["title", "description", "examples", "default", "readOnly", "writeOnly"];

/** What each type understands; any other keyword stops the generation, so that it is noticed. */
const keywords: Record<string, readonly string[]> = {
  string: ["format", "pattern", "minLength", "maxLength", "not"],
  integer: ["format", "minimum", "maximum"],
  boolean: [],
  array: ["items", "minItems", "maxItems", "uniqueItems"],
  object: ["properties", "required", "additionalProperties"],
};

/**
 * Values that keep a schema, in the dialect of the contract as far as the contract uses it.
 *
 * @param free - strings of which the schema demands nothing
 * @throws for a keyword that nobody has taught it
 */
export function arbitraryOf(
  document: Document,
  schema: Schema,
  free: Arbitrary<string> = anyText,
): Arbitrary<unknown> {
  const { $ref, allOf, type } = schema;
  if ($ref !== undefined) {
    refuseOthers(schema, ["$ref"]);
    return arbitraryOf(document, at(document, $ref) as Schema, free);
  }
  if (allOf !== undefined) return arbitraryOf(document, merged(document, schema), free);
  if (schema.const !== undefined || schema.enum !== undefined) {
    refuseOthers(schema, ["type", "const", "enum"]);
    return fc.constantFrom(...((schema.enum as unknown[]) ?? [schema.const]));
  }
  const understood = keywords[type ?? ""];
  if (understood === undefined) throw new Error(`not supported: type ${type}`);
  refuseOthers(schema, ["type", ...understood]);
  if (type === "string") return stringsOf(schema, free);
  if (type === "integer") return integers(schema);
  if (type === "boolean") return fc.boolean();
  return type === "array" ? arrays(document, schema, free) : objects(document, schema, free);
}

function refuseOthers(schema: Schema, understood: readonly string[]): void {
  const other = Object.keys(schema).find((key) => ![...understood, ...annotations].includes(key));
  if (other !== undefined) throw new Error(`not supported: ${other}`);
}

/** One object schema that demands what all parts of an `allOf` demand. */
function merged(document: Document, schema: Schema): Schema {
  refuseOthers(schema, ["allOf"]);
  const parts = (schema.allOf ?? []).map((part) => {
    const resolved = part.$ref === undefined ? part : (at(document, part.$ref) as Schema);
    refuseOthers(resolved, ["type", "properties", "required"]);
    return resolved;
  });
  const names = parts.flatMap(({ properties = {} }) => Object.keys(properties));
  if (new Set(names).size < names.length)
    throw new Error("not supported: allOf with one name twice");
  return {
    type: "object",
    properties: Object.assign({}, ...parts.map(({ properties }) => properties)),
    required: parts.flatMap(({ required = [] }) => required),
  };
}

/** Numbers that arrive as they were sent: beyond these JavaScript rounds. */
function integers({ format, minimum, maximum }: Schema): Arbitrary<number> {
  const isSmall = format === "int32";
  if (format !== undefined && !isSmall) throw new Error(`not supported: format ${format}`);
  const min = Number(minimum ?? (isSmall ? -(2 ** 31) : Number.MIN_SAFE_INTEGER));
  const max = Number(maximum ?? (isSmall ? 2 ** 31 - 1 : Number.MAX_SAFE_INTEGER));
  return fc.integer({ min, max });
}

function arrays(document: Document, schema: Schema, free: Arbitrary<string>): Arbitrary<unknown[]> {
  const { items, minItems = 0, maxItems, uniqueItems } = schema;
  const item = items === undefined ? fc.jsonValue() : arbitraryOf(document, items, free);
  const limits = {
    minLength: Number(minItems),
    ...(maxItems !== undefined && { maxLength: Number(maxItems) }),
  };
  if (uniqueItems !== true) return fc.array(item, limits);
  return fc.uniqueArray(item, { ...limits, selector: (value) => JSON.stringify(value) });
}

function objects(document: Document, schema: Schema, free: Arbitrary<string>): Arbitrary<object> {
  const { properties = {}, required = [], additionalProperties = true } = schema;
  const unknown = required.find((name) => properties[name] === undefined);
  if (unknown !== undefined) throw new Error(`not supported: required ${unknown} without a schema`);
  const known = fc.record(
    Object.fromEntries(
      Object.entries(properties).map(([name, child]) => [name, arbitraryOf(document, child, free)]),
    ),
    { requiredKeys: [...required] },
  );
  return fc
    .tuple(additional(additionalProperties, Object.keys(properties)), known)
    .map(([more, values]) => ({ ...more, ...values }));
}

/** Properties that the schema does not name, mostly none. */
function additional(allowed: unknown, names: readonly string[]): Arbitrary<object> {
  if (allowed === false) return fc.constant({});
  if (allowed !== true) throw new Error("not supported: additionalProperties with a schema");
  // Not `toString`: the comparison behind Ajv's uniqueItems calls it.
  const name = fc
    .oneof(fc.string(), fc.constantFrom("__proto__", "constructor", "hasOwnProperty", "length"))
    .filter((one) => !names.includes(one));
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: fc.dictionary(name, fc.jsonValue(), { maxKeys: 3 }) },
  );
}
