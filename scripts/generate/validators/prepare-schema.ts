import { at, type Document, type Schema } from "../../contract/document.js";
import { forbiddenPattern, leaves } from "./keywords.js";

/** A schema that means the same and compiles to less: complete in itself, and in simpler words. */
export const prepareSchema = (document: Document, schema: Schema): Schema =>
  rewrite(inline(document, schema), gatherLeaves);

const annotations = ["title", "description", "examples", "default"];

/** A schema with its references replaced by what they point at, and without words for people. */
function inline(document: Document, schema: Schema, seen: string[] = []): Schema {
  const { $ref } = schema;
  if ($ref !== undefined) {
    if (seen.includes($ref))
      throw new Error(`${$ref} contains itself; validators cannot inline it`);
    return inline(document, at(document, $ref) as Schema, [...seen, $ref]);
  }
  const keywords = Object.entries(schema).filter(([keyword]) => !annotations.includes(keyword));
  const inlined = withChildren(Object.fromEntries(keywords), (child) =>
    inline(document, child, seen),
  );
  return mergePatterns(mergeObjects(inlined));
}

/** Changes every schema in a schema, the innermost first. */
const rewrite = (schema: Schema, change: (schema: Schema) => Schema): Schema =>
  change(withChildren(schema, (child) => rewrite(child, change)));

function withChildren(schema: Schema, change: (child: Schema) => Schema): Schema {
  const { properties, items, not, allOf, anyOf } = schema;
  const changed = Object.entries(properties ?? {}).map(([name, child]) => [name, change(child)]);
  return {
    ...schema,
    ...(properties && { properties: Object.fromEntries(changed) }),
    ...(items && { items: change(items) }),
    ...(not && { not: change(not) }),
    ...(allOf && { allOf: allOf.map(change) }),
    ...(anyOf && { anyOf: anyOf.map(change) }),
  };
}

/** `allOf` of nothing but plain objects without a property in common is one object. */
function mergeObjects({ allOf, ...rest }: Schema): Schema {
  if (allOf === undefined) return rest;
  const names = allOf.flatMap(({ properties = {} }) => Object.keys(properties));
  const isPlain = (part: Schema) =>
    part.type === "object" &&
    Object.keys(part).every((keyword) => ["type", "required", "properties"].includes(keyword));
  const isOverlapping = new Set(names).size < names.length || Object.keys(rest).length > 0;
  if (isOverlapping || !allOf.every(isPlain)) return { ...rest, allOf };
  return {
    type: "object",
    required: allOf.flatMap(({ required = [] }) => required),
    properties: Object.assign({}, ...allOf.map(({ properties }) => properties)),
  };
}

/** `anyOf` of nothing but patterns is one pattern; `not` of a pattern has a keyword of ours. */
function mergePatterns({ anyOf, not, ...rest }: Schema): Schema {
  if (not !== undefined) {
    return { ...rest, ...(isPattern(not) ? { [forbiddenPattern]: not.pattern } : { not }) };
  }
  if (anyOf === undefined) return rest;
  if (!anyOf.every(isPattern) || "pattern" in rest) return { ...rest, anyOf };
  const patterns = anyOf.map(({ pattern }) => String(pattern));
  const isAnchored = patterns.every((pattern) => /^\^[^|]*$/.test(pattern));
  const merged = isAnchored
    ? `^(?:${patterns.map((one) => one.slice(1)).join("|")})`
    : patterns.join("|");
  return { ...rest, pattern: merged };
}

const isPattern = (schema: Schema) => Object.keys(schema).join() === "pattern";

/** What is required, and every type that `typeof` tells, is checked by one call for an object. */
function gatherLeaves({ properties, required = [], ...rest }: Schema): Schema {
  if (properties === undefined) return rest;
  const types: Record<string, string> = {};
  const others: Record<string, Schema> = {};
  for (const [name, { type, ...more }] of Object.entries(properties)) {
    const isLeaf = type === "string" || type === "boolean";
    if (isLeaf) types[name] = type;
    const left = isLeaf ? more : { type, ...more };
    if (Object.keys(left).length > 0) others[name] = left as Schema;
  }
  return { ...rest, properties: others, [leaves]: { types, required } };
}
