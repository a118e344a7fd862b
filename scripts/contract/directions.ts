import type { Schema } from "./document.js";

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
  return relax(document, keyword) as T;
}

/** Whether any schema of a document has a property for one direction alone. */
export const hasDirections = (document: object): boolean =>
  /"(?:readOnly|writeOnly)":true/.test(JSON.stringify(document));

function relax(node: unknown, keyword: "readOnly" | "writeOnly"): unknown {
  if (Array.isArray(node)) return node.map((item) => relax(item, keyword));
  if (typeof node !== "object" || node === null) return node;
  const copy = Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, relax(value, keyword)]),
  );
  const { properties, required } = node as Schema;
  if (Array.isArray(required) && typeof properties === "object") {
    copy.required = required.filter((name) => properties[name]?.[keyword] !== true);
  }
  return copy;
}
