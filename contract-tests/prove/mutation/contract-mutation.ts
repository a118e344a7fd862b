import type { Document } from "../../../scripts/contract/document.js";
import { removeAt, renameAt, setAt } from "../../../scripts/contract/json-pointer.js";

/** One change to the contract. */
export interface Mutation {
  /** JSON pointer to what is changed. */
  pointer: string;
  /** Such as "property dropped". */
  kind: string;
  /** What it becomes; empty where it is dropped. */
  detail: string;
  /** Makes a changed copy. */
  apply(document: Document): Document;
}

export const dropped = (pointer: string, thing: string): Mutation => ({
  pointer,
  kind: `${thing} dropped`,
  detail: "",
  apply: (document) => removeAt(document, pointer),
});

export const altered = (pointer: string, thing: string, value: unknown): Mutation => ({
  pointer,
  kind: `${thing} altered`,
  detail: JSON.stringify(value),
  apply: (document) => setAt(document, pointer, value),
});

export const renamed = (pointer: string, thing: string, name: string): Mutation => ({
  pointer,
  kind: `${thing} renamed`,
  detail: name,
  apply: (document) => renameAt(document, pointer, name),
});
