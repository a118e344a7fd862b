import { at, type Document, unescapeToken } from "../../contract/document.js";

/** One change of the contract: what it is, in words, and how to make it. */
export type Mutation = [name: string, change: (document: Document) => void];

const shared = "#/components";
export const schema = (name: string, rest = "") => `${shared}/schemas/${name}${rest}`;
export const property = (of: string, name: string, rest = "") =>
  `${shared}/schemas/${of}/properties/${name}${rest}`;
export const parameter = (name: string, rest = "") => `${shared}/parameters/${name}${rest}`;
export const response = (name: string, rest = "") => `${shared}/responses/${name}${rest}`;

const paths = {
  list: "~1apps~1{app-id}~1webhooks/get",
  create: "~1apps~1{app-id}~1webhooks/post",
  get: "~1apps~1{app-id}~1webhooks~1{webhook-id}/get",
  update: "~1apps~1{app-id}~1webhooks~1{webhook-id}/put",
  delete: "~1apps~1{app-id}~1webhooks~1{webhook-id}/delete",
};
export const operation = (name: keyof typeof paths, rest = "") => `#/paths/${paths[name]}${rest}`;
export const delivery = (name: string, rest = "") => `#/webhooks/${name}/post${rest}`;

/** Writes a value; what stood there may be missing, but not the same. */
export const set = (pointer: string, value: unknown) =>
  changing(pointer, (owner, key) => {
    owner[key] = value;
  });

export const remove = (pointer: string) =>
  changing(pointer, (owner, key) => {
    if (Array.isArray(owner)) owner.splice(Number(key), 1);
    else delete owner[key];
  });

/** Puts a value at the end of a list. */
export const append = (pointer: string, ...values: unknown[]) =>
  changing(pointer, (owner, key) => {
    owner[key] = [...listAt(owner, key), ...values];
  });

/** Takes a value out of a list. */
export const drop = (pointer: string, value: unknown) =>
  changing(pointer, (owner, key) => {
    owner[key] = listAt(owner, key).filter((one) => one !== value);
  });

/** Gives a member another name, in its place. */
export const rename = (pointer: string, name: string) =>
  changing(parentOf(pointer), (owner, key) => {
    const old = keyOf(pointer);
    const entries = Object.entries(Object(owner[key]));
    owner[key] = Object.fromEntries(entries.map(([k, v]) => [k === old ? name : k, v]));
  });

/** Turns the order of a list's or an object's members round. */
export const reverse = (pointer: string) =>
  changing(pointer, (owner, key) => {
    const value = owner[key];
    owner[key] = Array.isArray(value)
      ? value.toReversed()
      : Object.fromEntries(Object.entries(Object(value)).toReversed());
  });

/** Several edits that make one change. */
export const together =
  (...changes: ((document: Document) => void)[]) =>
  (document: Document) => {
    for (const change of changes) change(document);
  };

type Owner = Record<string, unknown>;

/** A change that changes nothing would prove nothing. */
function changing(pointer: string, edit: (owner: Owner, key: string) => void) {
  return (document: Document) => {
    const owner = at(document, parentOf(pointer));
    const before = JSON.stringify(document);
    edit(Object(owner), keyOf(pointer));
    if (JSON.stringify(document) === before) throw new Error(`${pointer} is as it was`);
  };
}

const parentOf = (pointer: string) => pointer.slice(0, pointer.lastIndexOf("/"));
const keyOf = (pointer: string) => unescapeToken(pointer.slice(pointer.lastIndexOf("/") + 1));

function listAt(owner: Owner, key: string): unknown[] {
  const list = owner[key];
  if (!Array.isArray(list)) throw new Error(`${key} is no list`);
  return list;
}
