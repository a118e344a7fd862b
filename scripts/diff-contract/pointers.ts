import { type Document, escapeToken } from "../contract/document.js";

/** Tells where an object of a document stands. */
export type PointerOf = (part: object) => string;

/** Finds the place of every object of a document, as a JSON pointer. */
export function pointersOf(document: Document): PointerOf {
  const pointers = new Map<object, string>();
  const visit = (part: unknown, pointer: string): void => {
    if (typeof part !== "object" || part === null || pointers.has(part)) return;
    pointers.set(part, pointer);
    for (const [key, value] of Object.entries(part)) visit(value, `${pointer}/${escapeToken(key)}`);
  };
  visit(document, "#");
  return (part) => pointers.get(part) ?? "#";
}
