import { isDeepStrictEqual } from "node:util";
import { type Document, isAlias, isMap, isScalar, isSeq } from "yaml";
import type { WebhookDetailed } from "../../index.js";
import { isSecretProperty } from "../../shared/redaction.js";
import { toJson } from "../output.js";
import type { FileApp, FileWebhook, WebhooksFile } from "./read-webhooks-file.js";
import { effective } from "./resolve-webhooks.js";

/** Chooses references: one for each secret, named after the webhook that first had it. */
export function createReferences(file: WebhooksFile) {
  const taken = new Set(file.source.match(/env:\w+/g));
  const byValue = new Map<string, string>();
  return {
    /** The secrets of new references. */
    byValue,
    referenceTo(value: string, ...words: string[]): string {
      const base = `env:${words.join("_").toUpperCase().replace(/\W+/g, "_")}`;
      let reference = byValue.get(value) ?? base;
      for (let number = 2; !byValue.has(value) && taken.has(reference); number += 1) {
        reference = `${base}_${number}`;
      }
      taken.add(reference);
      byValue.set(value, reference);
      return reference;
    },
  };
}

/** Describes an app as it is, in the words of the file. */
export function describeApp(
  file: WebhooksFile,
  appId: string,
  webhooks: Iterable<WebhookDetailed>,
  { referenceTo }: ReturnType<typeof createReferences>,
): FileApp {
  const app = file.apps[appId] ?? { webhooks: {} };
  const inherited: FileWebhook = { headers: {}, ...effective(file, {}) };
  const described: Record<string, FileWebhook> = {};
  for (const { id: _, name, headers = [], ...properties } of webhooks) {
    const own = app.webhooks[name];
    // A reference in the file stays, because only `plan` compares secrets.
    const current: FileWebhook = own === undefined ? {} : { ...inherited, ...own };
    const { headers: references = {} } = current;
    const keys = new Map(Object.keys(references).map((key) => [key.toLowerCase(), key]));
    const webhook: Record<string, unknown> = { ...own, ...properties };
    for (const [property, value] of Object.entries(properties)) {
      if (!isSecretProperty(property)) continue;
      webhook[property] = current[property] ?? referenceTo(`${value}`, name, "SECRET");
    }
    webhook.headers = Object.fromEntries(
      headers.map(({ key, value }) => {
        const kept = keys.get(key.toLowerCase()) ?? key;
        return [kept, references[kept] ?? referenceTo(value, name, key)];
      }),
    );
    described[name] = withoutDefaults(webhook, inherited, own);
  }
  return { ...app, webhooks: described };
}

/** Leaves out what a webhook inherits, unless the file says it nevertheless. */
const withoutDefaults = (webhook: object, inherited: FileWebhook, own: object = {}): FileWebhook =>
  Object.fromEntries(
    Object.entries(webhook).filter(([property, value]) => {
      const isSaid = property !== "headers" && Object.hasOwn(own, property);
      return isSaid || !isDeepStrictEqual(value, inherited[property]);
    }),
  );

/** Puts apps into a file, and keeps its order and comments. @returns its text */
export function toSource(file: WebhooksFile, apps: ReadonlyMap<string, FileApp>): string {
  const { document, path, source, content } = file;
  const changed = { ...Object(content), apps: { ...file.apps, ...Object.fromEntries(apps) } };
  mergeAt(document, [], changed);
  if (path.endsWith(".json")) return `${toJson(document)}\n`;
  if (isDeepStrictEqual(document.toJS(), content)) return source;
  return document.toString({
    lineWidth: 0,
    flowCollectionPadding: /[[{] +\S/.test(source),
    indent: /^( +)[^\s#-]/m.exec(source)?.[1]?.length ?? 2,
  });
}

/** Makes a part of a document equal to a value, and keeps the order and comments of what stays. */
function mergeAt(document: Document, path: readonly string[], value: unknown): void {
  const node = document.getIn(path, true);
  if (isSeq(node) && Array.isArray(value)) {
    const known = node.items.map((item) => (isScalar(item) ? item.value : item));
    node.items = [
      ...node.items.filter((_, index) => value.includes(known[index])),
      ...value.filter((item) => !known.includes(item)).map((item) => document.createNode(item)),
    ];
  } else if (isMap(node) && isObject(value)) {
    const entries = new Map(Object.entries(value));
    node.items = node.items.filter(({ key }) => entries.has(`${key}`));
    // `{}` becomes a block; other maps keep their style.
    if (node.items.length === 0) node.flow = entries.size === 0;
    for (const [key, inner] of entries) mergeAt(document, [...path, key], inner);
  } else if (!isAliasOf(document, node, value)) setAt(document, path, value);
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

const isAliasOf = (document: Document, node: unknown, value: unknown) =>
  isAlias(node) &&
  node.resolve(document) !== undefined &&
  isDeepStrictEqual(node.toJS(document), value);

/** Sets a value: lists in brackets, maps as blocks. */
function setAt(document: Document, path: readonly string[], value: unknown): void {
  const isMapping = isObject(value) && !Array.isArray(value);
  const options = { flow: !isMapping };
  document.setIn(
    path,
    isObject(value) ? document.createNode(isMapping ? {} : value, options) : value,
  );
  if (isMapping) mergeAt(document, path, value);
}
