import type { Schema } from "./document.js";
import { getAt } from "./json-pointer.js";

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
