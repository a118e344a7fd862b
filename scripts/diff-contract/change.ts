/**
 * What a change does to those who rely on the contract: breaks them, gives them more, or tells them
 * the same in other words.
 */
export const impacts = ["breaking", "additive", "editorial"] as const;
export type Impact = (typeof impacts)[number];

/** A difference between two contracts. */
export interface Change {
  impact: Impact;
  /** JSON pointer of what changed, in the document that still or already has it. */
  pointer: string;
  /** Where that is, for people: an operation, a delivery, a schema. */
  place: string;
  /** What changed there: a sentence without its full stop. */
  what: string;
}

/** Whether one of two JSON pointers leads to where the other does, or into it. */
export function isWithin(a: string, b: string): boolean {
  return `${a}/`.startsWith(`${b}/`) || `${b}/`.startsWith(`${a}/`);
}
