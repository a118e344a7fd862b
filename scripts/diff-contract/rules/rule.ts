import type { Document } from "../../contract/document.js";

/** What a rule says of a difference. */
export interface Finding {
  /** The part of the base that no longer holds. */
  part: object;
  /** What changed: a sentence without its full stop. */
  what: string;
}

/** Finds what breaks users and is not found by Redocly. */
export type Rule = (base: Document, revision: Document) => Finding[];
