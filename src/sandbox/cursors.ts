/** Where a page lies: on one side of a webhook, which need not exist any more. */
export interface Cursor {
  /** Whether the page comes after the webhook in the list's order, or before it. */
  side: "after" | "before";
  sequence: number;
  isAscending: boolean;
}

const prefix = "iterator_";
const form = /^([ab])([ad])(\d{1,15})$/;

/** Opaque on purpose: what stands in a cursor is nobody's business but the list's. */
export function writeCursor({ side, sequence, isAscending }: Cursor): string {
  const text = `${side[0]}${isAscending ? "a" : "d"}${sequence}`;
  return prefix + Buffer.from(text).toString("base64url");
}

/** Undefined for what was never a cursor. */
export function readCursor(text: string): Cursor | undefined {
  if (!text.startsWith(prefix)) return undefined;
  const decoded = Buffer.from(text.slice(prefix.length), "base64url").toString();
  const [, side, order, digits] = decoded.match(form) ?? [];
  if (digits === undefined) return undefined;
  const cursor: Cursor = {
    side: side === "a" ? "after" : "before",
    sequence: Number(digits),
    isAscending: order === "a",
  };
  return writeCursor(cursor) === text ? cursor : undefined;
}
