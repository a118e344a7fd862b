import { isDeepStrictEqual } from "node:util";
import { type Document, isAlias, isMap, isScalar, isSeq, type Pair, YAMLMap } from "yaml";
import type { WebhooksFile } from "./read-webhooks-file.js";
import { effective } from "./resolve-webhooks.js";
import { isSatisfied, webhookProperties } from "./webhook-properties.js";

/** Brings the webhooks of an app in a document to what they are, and leaves everything else. */
export function updateApp(
  file: WebhooksFile,
  appId: string,
  webhooks: ReadonlyMap<string, Record<string, unknown>>,
): void {
  const { document } = file;
  const { webhooks: known = {} } = file.apps[appId] ?? {};
  const mapAt = (...path: string[]) =>
    path.reduce((map, key) => mapIn(document, map, key), rootOf(document));
  const path = ["apps", appId, "webhooks"];
  if (webhooks.size === 0 || Object.keys(known).some((name) => !webhooks.has(name))) {
    const all = mapAt(...path);
    all.items = all.items.filter((pair) => webhooks.has(nameOf(pair)));
  }
  const inherited: Record<string, unknown> = effective(file, {});
  for (const [name, wanted] of webhooks) {
    const current = { ...inherited, ...known[name] };
    for (const property of webhookProperties) {
      if (isSame(property, current[property], wanted[property])) continue;
      const webhook = mapAt(...path, name);
      const isDefault = isSame(property, inherited[property], wanted[property]);
      if (isDefault && property === "headers") deleteIn(webhook, property);
      else setIn(document, webhook, property, wanted[property]);
    }
  }
}

/** Whether a property stays as the file has it: one that the service does not have does. */
function isSame(property: string, current: unknown, actual: unknown): boolean {
  if (actual === undefined) return true;
  if (property === "headers") return isDeepStrictEqual(current ?? {}, actual);
  return current !== undefined && isSatisfied(property, actual, current);
}

const nameOf = ({ key }: Pair) => `${isScalar(key) ? key.value : key}`;

const pairIn = (map: YAMLMap, key: string) => map.items.find((pair) => nameOf(pair) === key);

function deleteIn(map: YAMLMap, key: string): void {
  map.items = map.items.filter((pair) => nameOf(pair) !== key);
}

function rootOf({ contents }: Document): YAMLMap {
  if (isMap(contents)) return contents;
  throw new TypeError("the file has been validated: it is a map");
}

/** Returns a map within a map, added if it is not there, and copied if it is an alias. */
function mapIn(document: Document, map: YAMLMap, key: string): YAMLMap {
  const pair = pairIn(map, key);
  if (isMap(pair?.value)) return pair.value;
  const target = isAlias(pair?.value) ? pair.value.resolve(document)?.clone() : undefined;
  const inner = isMap(target) ? target : new YAMLMap();
  delete inner.anchor;
  if (pair) pair.value = inner;
  else addTo(map, document.createPair(key, inner));
  return inner;
}

function addTo(map: YAMLMap, pair: Pair): void {
  // `{}` becomes a block; other maps keep their style.
  if (map.items.length === 0) map.flow = false;
  map.items.push(pair);
}

/** Sets a value, and keeps the comments in and around the one before. */
function setIn(document: Document, map: YAMLMap, key: string, value: unknown): void {
  const pair = pairIn(map, key);
  const node = pair?.value;
  if (isMap(node) && typeof value === "object" && value !== null && !Array.isArray(value)) {
    const entries = new Map<string, unknown>(Object.entries(value));
    node.items = node.items.filter((inner) => entries.has(nameOf(inner)));
    for (const [name, inner] of entries) setIn(document, node, name, inner);
  } else if (isSeq(node) && Array.isArray(value)) {
    const kept = node.items.filter((item) => value.includes(isScalar(item) ? item.value : item));
    const known = kept.map((item) => (isScalar(item) ? item.value : item));
    const added = value.filter((item) => !known.includes(item));
    node.items = [...kept, ...added.map((item) => document.createNode(item))];
  } else if (isScalar(node) && typeof value !== "object") node.value = value;
  else {
    const isFlow = Array.isArray(value) || Object.keys(Object(value)).length === 0;
    const created = document.createNode(value, { flow: isFlow });
    if (pair) pair.value = created;
    else addTo(map, document.createPair(key, created));
  }
}
