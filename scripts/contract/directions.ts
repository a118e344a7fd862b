import { resolve, type Schema } from "./document.js";
import { getAt } from "./json-pointer.js";
import { mapSchemas } from "./schema-compiler.js";

/** Whether a body travels in a request or in a response. */
export type Direction = "request" | "response";

/**
 * A document whose schemas hold for one direction: a `readOnly` property is not required in a
 * request, a `writeOnly` one not in a response (OpenAPI 3.1, 4.8.24.3). It is the document itself
 * where no schema has such a property.
 */
export function schemasFor<T extends object>(document: T, direction: Direction): T {
  const keyword = direction === "request" ? "readOnly" : "writeOnly";
  if (!JSON.stringify(document).includes(`"${keyword}":true`)) return document;
  return mapSchemas(document, (schema) => {
    const { allOf } = schema;
    const isDemanded = (name: string) => !isMarked(document, schema, name, keyword);
    const demanding = (part: Schema): Schema =>
      Array.isArray(part.required) ? { ...part, required: part.required.filter(isDemanded) } : part;
    return { ...demanding(schema), ...(Array.isArray(allOf) && { allOf: allOf.map(demanding) }) };
  }) as T;
}

/** Whether a property has a keyword, wherever in the schema of its object it stands. */
function isMarked(
  document: object,
  whole: Schema,
  name: string,
  keyword: string,
  depth = 0,
): boolean {
  const { properties = {}, allOf = [] } = resolve<Schema>(document, whole);
  const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
  if (property !== undefined && resolve<Schema>(document, property)[keyword] === true) return true;
  return depth < 5 && allOf.some((part) => isMarked(document, part, name, keyword, depth + 1));
}

/** Whether a part of a document, or what it refers to, has a property for one direction alone. */
export function hasDirections(
  document: object,
  part: unknown = document,
  seen = new Set<unknown>(),
): boolean {
  if (part === undefined || seen.has(part)) return false;
  seen.add(part);
  const text = JSON.stringify(part);
  if (/"(?:readOnly|writeOnly)":true/.test(text)) return true;
  const references = [...text.matchAll(/"\$ref":"(#[^"]*)"/g)].map(([, pointer = ""]) => pointer);
  return references.some((pointer) => hasDirections(document, getAt(document, pointer), seen));
}
