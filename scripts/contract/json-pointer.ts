/**
 * Reads and edits a document by JSON pointers (RFC 6901), such as `#/components/schemas/Webhook`.
 * An edit changes a copy and leaves the document as it was.
 */
type Container = Record<string, unknown>;

export const escapeToken = (token: string) => token.replaceAll("~", "~0").replaceAll("/", "~1");
export const unescapeToken = (token: string) => token.replaceAll("~1", "/").replaceAll("~0", "~");

/** The pointer to what is below a pointer, by keys or indices. */
export const pointerBelow = (pointer: string, ...keys: (string | number)[]) =>
  [pointer, ...keys.map((key) => escapeToken(String(key)))].join("/");

/** The keys that a pointer goes through, from the root on. */
export const keysOf = (pointer: string) => pointer.split("/").slice(1).map(unescapeToken);

/** The value at a pointer; undefined if there is none. */
export function getAt(document: unknown, pointer: string): unknown {
  let value = document;
  for (const key of keysOf(pointer)) value = (value as Container | null | undefined)?.[key];
  return value;
}

/** A copy of the document with this value at the pointer; `-` as the last token appends to a list. */
export function setAt<T>(document: T, pointer: string, value: unknown): T {
  return edit(document, pointer, (container, key) => {
    if (Array.isArray(container) && key === "-") container.push(value);
    else container[key] = value;
  });
}

/** A copy of the document without the property or list entry at the pointer. */
export function removeAt<T>(document: T, pointer: string): T {
  return edit(document, pointer, (container, key) => {
    if (Array.isArray(container)) container.splice(Number(key), 1);
    else delete container[key];
  });
}

/** A copy of the document with the property at the pointer under another name, at the same place. */
export function renameAt<T>(document: T, pointer: string, name: string): T {
  return edit(document, pointer, (container, key) => {
    const entries = Object.entries(container);
    for (const [old] of entries) delete container[old];
    for (const [old, value] of entries) container[old === key ? name : old] = value;
  });
}

function edit<T>(
  document: T,
  pointer: string,
  change: (container: Container, key: string) => void,
): T {
  const copy = structuredClone(document);
  const end = pointer.lastIndexOf("/");
  const container = getAt(copy, pointer.slice(0, end));
  if (end < 0 || typeof container !== "object" || container === null) {
    throw new Error(`${pointer} cannot be edited: nothing is there that could contain it`);
  }
  change(container as Container, unescapeToken(pointer.slice(end + 1)));
  return copy;
}
