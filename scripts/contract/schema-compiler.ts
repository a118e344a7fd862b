import { Ajv2020, type Options } from "ajv/dist/2020.js";
import { fullFormats } from "ajv-formats/dist/formats.js";
import { ScriptError } from "../script-error.js";
import type { Schema } from "./document.js";

/**
 * An Ajv that knows the schemas of a document, as JSON Schema 2020-12 reads them: keywords and
 * formats that it does not define are annotations. A schema's key is `contract` and its pointer:
 * `contract#/components/schemas/Webhook`.
 *
 * @throws ScriptError for schemas that are wrong in a way that no other tool has noticed
 */
export function schemaCompiler(document: object, options: Options = {}): Ajv2020 {
  const ajv = new Ajv2020({ strict: false, logger: false, formats: fullFormats, ...options });
  return orScriptError("a schema", () =>
    ajv.addSchema({ ...asAjvReads(document), $id: "contract" }),
  );
}

/** Does something with Ajv; what it throws is about this schema. */
export function orScriptError<T>(schema: string, compile: () => T): T {
  try {
    return compile();
  } catch (error) {
    throw new ScriptError(`${schema} cannot be compiled: ${(error as Error).message}`);
  }
}

const consequence = "then";

/** A schema, or a document of schemas, in which Ajv finds what JSON Schema 2020-12 does. */
export const asAjvReads = (node: object): object => mapSchemas(node, forAjv) as object;

/**
 * The points in which Ajv is not JSON Schema 2020-12: it gives `nullable` a meaning, reads an `$id`
 * in an example, refuses an empty `enum`, which no value matches, and for `unevaluated…` forgets
 * what an `if` without `then` has evaluated.
 */
function forAjv({ nullable, example, examples, ...schema }: Schema): Schema {
  if (schema.if !== undefined && !("then" in schema)) {
    return { ...schema, [consequence]: { minProperties: 0 } };
  }
  if (!Array.isArray(schema.enum) || schema.enum.length > 0) return schema;
  const { enum: _, ...others } = schema;
  return { ...others, not: {} };
}

/** Objects whose keys are names, not keywords. */
export const maps = (
  "properties patternProperties $defs dependentSchemas paths webhooks content encoding callbacks " +
  "schemas parameters headers requestBodies responses links pathItems securitySchemes variables"
).split(" ");

/** Whether a keyword has values in it, which may look like schemas. */
export const isData = (key: string) => /^(const|enum|default|examples?)$/.test(key);

/** A document with each of its schemas, and what looks like one, replaced, the innermost first. */
export function mapSchemas(
  node: unknown,
  replace: (schema: Schema) => Schema,
  isMap = false,
): unknown {
  if (Array.isArray(node)) return node.map((item) => mapSchemas(item, replace));
  if (typeof node !== "object" || node === null) return node;
  const copy = Object.fromEntries(
    Object.entries(node).map(([key, value]) => [
      key,
      !isMap && isData(key) ? value : mapSchemas(value, replace, !isMap && maps.includes(key)),
    ]),
  );
  return isMap ? copy : replace(copy);
}
