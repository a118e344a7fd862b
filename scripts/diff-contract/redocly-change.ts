import { keysOf } from "../contract/json-pointer.js";

/** A difference that `redocly diff` reports. */
export interface RedoclyChange {
  /** Where it is, from an operation through all references. */
  path: string;
  /** The kind of OpenAPI object that changed, such as `Schema` or `ParameterList`. */
  typeName: string;
  kind: "added" | "removed" | "modified";
  /** The keyword that changed; `key` for an entry that has another name. */
  property?: string;
  /** Why Redocly calls the change breaking; empty if it does not. */
  verdicts: { ruleId: string; message: string }[];
  base?: Side;
  revision?: Side;
}

interface Side {
  /** Where it stands in the document; for something shared, below `#/components`. */
  pointer: string;
  value?: unknown;
}

/** Where a change is: the longer pointer, since what is missing on one side has none of its own. */
export function pointerOf({ base, revision }: RedoclyChange): string {
  const [a = "", b = ""] = [base?.pointer, revision?.pointer];
  return b.length > a.length ? b : a;
}

/** Names the operation, delivery or shared part at a JSON pointer. */
export function placeOf(pointer: string): string {
  const [section, name = "", part = "", ...rest] = keysOf(pointer);
  if (section === "paths") return inOperation(`${part.toUpperCase()} ${name}`.trim(), rest);
  if (section === "webhooks") return `delivery ${inOperation(name, rest)}`;
  if (section !== "components") return section ? `\`${section}\`` : "the document";
  const properties = rest.filter((_, index) => rest[index - 1] === "properties");
  const noun = wordsOf(name.replace(/ies$/, "y").replace(/s$/, ""));
  return [`${noun} \`${part}\``, ...properties.map((one) => `\`${one}\``)].join(", ");
}

function inOperation(name: string, [part = "", status]: string[]): string {
  if (part === "responses" && status) return `\`${name}\`, response \`${status}\``;
  return /^(parameters|requestBody|security)$/.test(part)
    ? `\`${name}\`, ${wordsOf(part)}`
    : `\`${name}\``;
}

/** `requestBodies` → `request bodies` */
const wordsOf = (name: string) => name.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();

/** What changed, in Redocly's words where it has some. */
export function sentenceOf(change: RedoclyChange): string {
  const { verdicts, kind, property, base, revision } = change;
  if (verdicts.length > 0) {
    return verdicts.map(({ message }) => message.replace(/\.$/, "")).join("; ");
  }
  if (kind !== "modified") return `${nameOf(change)} was ${kind}`;
  if (property === "key") return `\`${base?.value}\` became \`${revision?.value}\``;
  return `\`${property}\` ${difference(base?.value, revision?.value)}`;
}

const nouns: Record<string, string> = {
  paths: "path",
  webhooks: "delivery",
  properties: "property",
};

function nameOf({ path, typeName, base, revision }: RedoclyChange): string {
  const [section = "", last = ""] = keysOf(path).slice(-2);
  const { name, url } = Object((base ?? revision)?.value) as Record<string, unknown>;
  const isListEntry = /^\d+$/.test(last) && typeName !== "Response";
  return `${nouns[section] ?? wordsOf(typeName)} \`${isListEntry ? (name ?? url ?? last) : last}\``;
}

function difference(before: unknown, after: unknown): string {
  const [from, to] = [before, after].map((value) => JSON.stringify(value));
  if (to === undefined) return "was removed";
  const isShort = `${from}${to}`.length <= 80;
  if (from === undefined) return isShort ? `was set to \`${to}\`` : "was added";
  return isShort ? `changed from \`${from}\` to \`${to}\`` : "changed";
}
