import type { Schema } from "./document.js";
import { getAt, pointerBelow } from "./json-pointer.js";
import type { Problem } from "./locate.js";
import { isData, maps } from "./schema-compiler.js";

/** What is wrong with the schemas of a bundled document, or not supported, by its place. */
export function schemaProblems(document: object): Problem[] {
  const problems: Problem[] = [];
  const visit = (node: unknown, pointer: string, isMap = false): void => {
    if (typeof node !== "object" || node === null) return;
    const isSchema = !isMap && !Array.isArray(node);
    const reasons = isSchema ? reasonsAgainst(document, node as Schema) : [];
    problems.push(...reasons.map((reason) => ({ pointer, reason })));
    for (const [key, value] of Object.entries(node)) {
      if (isSchema && (isData(key) || key.startsWith("x-"))) continue;
      visit(value, pointerBelow(pointer, key), isSchema && maps.includes(key));
    }
  };
  visit(document, "#");
  return problems;
}

function reasonsAgainst(document: object, schema: Schema): string[] {
  const { $ref = "#/", pattern, patternProperties } = schema;
  const patterns = [
    ...(typeof pattern === "string" ? [pattern] : []),
    ...keysOf(patternProperties),
  ];
  const isEndless = inPlace(document, schema).some((part) => leadsTo(document, part, schema));
  const unevaluated = schema.unevaluatedItems === undefined ? "" : JSON.stringify(schema);
  return [
    ...patterns.flatMap(reasonAgainstPattern),
    ...(`${$ref}`.startsWith("#/") || typeof $ref !== "string"
      ? []
      : [`the reference ${$ref} has to be a JSON pointer, #/…`]),
    ...("$dynamicRef" in schema
      ? ["$dynamicRef is not supported; refer to the schema by $ref"]
      : []),
    ...(isEndless ? ["this schema contains itself without end"] : []),
    ...(unevaluated.includes('"contains":')
      ? ["contains in unevaluatedItems is not supported"]
      : []),
  ];
}

const keysOf = (value: unknown) => Object.keys(Object(value));

/** A pattern that JSON Schema 2020-12 does not read is no use to anyone (ECMA-262 with the flag u). */
function reasonAgainstPattern(pattern: string): string[] {
  try {
    new RegExp(pattern, "u");
    return [];
  } catch (error) {
    return [(error as Error).message];
  }
}

/** The schemas that a value has to match, or not to match, because it has to match a schema. */
function inPlace(document: object, schema: Schema): Schema[] {
  const { $ref, allOf, anyOf, oneOf, not } = schema;
  const target = typeof $ref === "string" ? getAt(document, $ref) : undefined;
  const { if: condition, then: consequence, else: alternative } = schema;
  return [target, allOf, anyOf, oneOf, not, condition, consequence, alternative]
    .flat()
    .filter((part): part is Schema => typeof part === "object" && part !== null);
}

function leadsTo(document: object, from: Schema, to: Schema, seen = new Set<Schema>()): boolean {
  if (from === to) return true;
  if (seen.has(from)) return false;
  seen.add(from);
  return inPlace(document, from).some((part) => leadsTo(document, part, to, seen));
}
