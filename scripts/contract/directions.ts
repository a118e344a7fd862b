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
    const { properties, required } = schema;
    if (!Array.isArray(required) || typeof properties !== "object") return schema;
    return { ...schema, required: required.filter((name) => !properties[name]?.[keyword]) };
  }) as T;
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
