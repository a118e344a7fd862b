import { generateSync, type JsonSchema } from "json-schema-faker";
import { type Direction, schemasFor } from "./directions.js";
import type { Schema } from "./document.js";
import { getAt } from "./json-pointer.js";
import { mapSchemas, orScriptError, schemaCompiler } from "./schema-compiler.js";

/** Ways to make values up, in the order in which they are tried: with optional properties first. */
const attempts = [
  { optionalsProbability: 1, maxDepth: 3 },
  ...[3, 6, 10].map((maxDepth) => ({ optionalsProbability: 0, maxDepth })),
].flatMap((options) => [1, 2, 3].map((seed) => ({ ...options, seed, maxDefaultItems: 1 })));

/**
 * Derives valid values from the schemas of a document, always the same ones: from the examples of
 * a schema and of the schemas in it where they have some, otherwise made up.
 *
 * @returns a function that gives `undefined` where no valid value was found
 */
export function createDeriveValue(document: object) {
  const prepared: { [D in Direction]?: ReturnType<typeof prepare> } = {};

  function prepare(direction: Direction) {
    const whole = schemasFor(document, direction);
    return {
      ajv: schemaCompiler(whole),
      shown: mapSchemas(whole, (schema) => exampleOrSchema(schema, direction)) as object,
    };
  }

  /** @param pointer - JSON pointer of the schema in the document, such as `#/components/schemas/A` */
  return (pointer: string, direction: Direction, schema: Schema): unknown => {
    // Most contracts show an example of everything, so nothing is prepared before it is needed.
    prepared[direction] ??= prepare(direction);
    const { ajv, shown } = prepared[direction];
    const isValid = orScriptError(pointer, () => ajv.getSchema(`contract${pointer}`));
    if (isValid === undefined) return undefined;
    for (const value of [...listOf(schema.examples), schema.example, schema.default]) {
      if (value !== undefined && isValid(value)) return value;
    }
    // References lead into the components, so they go along.
    const { components } = shown as { components?: unknown };
    const self = { ...(getAt(shown, pointer) as object), components } as JsonSchema;
    for (const options of attempts) {
      const value = madeUp(self, options);
      if (value !== undefined && isValid(value)) return value;
    }
    return undefined;
  };
}

function madeUp(schema: JsonSchema, options: Parameters<typeof generateSync>[1]): unknown {
  try {
    return generateSync(schema, options);
  } catch {
    // It has met a construct that it does not know; another way may avoid that.
    return undefined;
  }
}

/**
 * A schema that only allows the example that a schema shows, where it shows one, and only the
 * properties that travel in this direction.
 */
function exampleOrSchema({ example, examples, ...schema }: Schema, direction: Direction): Schema {
  const [value = example] = listOf(examples);
  const { readOnly, writeOnly, properties } = schema;
  if (value !== undefined) return { const: value, readOnly, writeOnly };
  if (properties === undefined) return schema;
  const other = direction === "request" ? "readOnly" : "writeOnly";
  const travelling = Object.entries(properties).filter(
    ([, property]) => property?.[other] !== true,
  );
  return { ...schema, properties: Object.fromEntries(travelling) };
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
