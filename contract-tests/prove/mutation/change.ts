import {
  at,
  type Document,
  escapeToken,
  unescapeToken,
} from "../../../scripts/contract/document.js";

/** One thing of the contract, dropped or altered. */
export interface Change {
  /** Where, as a JSON pointer into the contract. */
  pointer: string;
  /** What is dropped or altered, for the table. */
  kind: string;
  /** What becomes of it; empty where it is dropped. */
  detail: string;
  apply(document: Document): void;
}

type Holder = Record<string, unknown>;

export const below = (pointer: string, ...tokens: (string | number)[]) =>
  [pointer, ...tokens.map((token) => escapeToken(`${token}`))].join("/");

/** A copy of the contract without what stands at the pointer. */
export function dropped(pointer: string, thing: string): Change {
  const apply = (document: Document) => {
    const [holder, key] = placeOf(document, pointer);
    if (Array.isArray(holder)) holder.splice(Number(key), 1);
    else delete holder[key];
  };
  return { pointer, kind: `${thing} dropped`, detail: "", apply };
}

/** A copy of the contract with another value there. */
export function altered(pointer: string, thing: string, value: unknown): Change {
  const apply = (document: Document) => {
    const [holder, key] = placeOf(document, pointer);
    holder[key] = value;
  };
  return { pointer, kind: `${thing} altered`, detail: JSON.stringify(value), apply };
}

/** A copy of the contract that has the same under another key, in the same order. */
export function renamed(pointer: string, thing: string, name: string): Change {
  const apply = (document: Document) => {
    const [holder, key] = placeOf(document, pointer);
    const entries = Object.entries(holder);
    for (const [old] of entries) delete holder[old];
    for (const [old, value] of entries) holder[old === key ? name : old] = value;
  };
  return { pointer, kind: `${thing} renamed`, detail: name, apply };
}

function placeOf(document: Document, pointer: string): [Holder, string] {
  const end = pointer.lastIndexOf("/");
  return [at(document, pointer.slice(0, end)) as Holder, unescapeToken(pointer.slice(end + 1))];
}
