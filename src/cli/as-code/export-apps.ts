import { existsSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { type Document, isAlias, isMap, isScalar, isSeq, visit } from "yaml";
import type { WebhookDetailed } from "../../index.js";
import { isSecretProperty } from "../../shared/redaction.js";
import { toJson } from "../output.js";
import { readText, replaceFile } from "../read-data.js";
import { CommandError, exitCodes, type Terminal, writeLine } from "../terminal.js";
import { type AsCodeOptions, connectPatiently, readApps, requireNoProblem } from "./read-apps.js";
import {
  effective,
  type FileApp,
  type FileWebhook,
  parseWebhooksFile,
  readWebhooksFile,
  settableOf,
  type WebhooksFile,
} from "./read-webhooks-file.js";
import { describeProblem } from "./render.js";

const emptyFile = `# yaml-language-server: $schema=./node_modules/mendix-webhooks/webhooks-file.schema.json
version: 1
apps: {}
`;

interface ExportOptions extends AsCodeOptions {
  into?: string;
  reveal?: true;
}

export async function runExport(
  appIds: readonly string[],
  options: ExportOptions,
  terminal: Terminal,
): Promise<void> {
  const { into, reveal } = options;
  const { stdout, stderr } = terminal;
  const file =
    into !== undefined && existsSync(into)
      ? await readWebhooksFile(into)
      : await parseWebhooksFile(emptyFile, into ?? "webhooks.yaml");
  const connected = await connectPatiently(options, terminal);
  // UUIDs are the same in upper and lower case; the file has one of them.
  const known = new Map([...appIds, ...Object.keys(file.apps)].map((id) => [id.toLowerCase(), id]));
  const ids = new Set(appIds.map((id) => known.get(id.toLowerCase()) ?? id));
  const apps = [...ids].map((id) => ({ id }));
  const { results, problems } = await readApps(apps, connected, ({ id }, { detailed }) => ({
    id,
    webhooks: detailed.values(),
  }));
  const references = createReferences(file);
  const described = results.map(
    ({ id, webhooks }) => [id, describeApp(file, id, webhooks, references)] as const,
  );
  const text = toSource(file, Object.fromEntries(described));
  if (into === undefined) await writeLine(stdout, text.trimEnd());
  else await updateFile(into, file, text);
  const names = [...references.secrets].map(([value, reference]) => {
    const name = reference.replace("env:", "");
    return reveal ? `${name}='${value.replaceAll("'", "'\\''")}'` : name;
  });
  // The assignments are for `node --env-file` and the shell.
  if (reveal) for (const assignment of names) await writeLine(stderr, assignment);
  else if (names.length > 0) {
    const more = names.length > 10 ? `, and ${names.length - 10} more` : "";
    const hint = "--reveal prints their values to standard error";
    await writeLine(stderr, `The file refers to ${names.slice(0, 10).join(", ")}${more}: ${hint}.`);
  }
  // A shell that reads the assignments is not to run what a service says.
  const start = reveal ? "# " : "";
  for (const problem of problems) await writeLine(stderr, start + describeProblem(problem));
  requireNoProblem(problems);
}

/** @throws CommandError if somebody has edited the file since it was read */
async function updateFile(path: string, { source }: WebhooksFile, text: string): Promise<void> {
  if (existsSync(path) && (await readText(path)) !== source) {
    throw new CommandError(`${path}: it has changed meanwhile; export again`, exitCodes.failed);
  }
  await replaceFile(path, text);
}

/** Chooses references: one for each secret, named after the webhook that first had it. */
function createReferences({ source }: WebhooksFile) {
  const taken = new Set(source.match(/env:\w+/g));
  /** The new references, by their secrets. */
  const secrets = new Map<string, string>();
  function referenceTo(secret: string, ...words: string[]): string {
    const known = secrets.get(secret);
    if (known !== undefined) return known;
    // The name of a variable begins with no digit.
    const name = words.join("_").toUpperCase().replace(/\W+/g, "_").replace(/^\d/, "_$&");
    const base = `env:${name}`;
    let reference = base;
    for (let number = 2; taken.has(reference); number += 1) reference = `${base}_${number}`;
    taken.add(reference);
    secrets.set(secret, reference);
    return reference;
  }
  return { secrets, referenceTo };
}

/** Describes an app as it is, in the words of the file. */
function describeApp(
  file: WebhooksFile,
  appId: string,
  webhooks: Iterable<WebhookDetailed>,
  { referenceTo }: ReturnType<typeof createReferences>,
): FileApp {
  const app = file.apps[appId] ?? { webhooks: {} };
  const inherited: FileWebhook = { headers: {}, ...effective(file, {}) };
  const described: [string, FileWebhook][] = [];
  for (const { name, headers = [], ...others } of webhooks) {
    const isKnown = Object.hasOwn(app.webhooks, name);
    const own: FileWebhook = (isKnown && app.webhooks[name]) || {};
    // A reference in the file stays, because only `plan` compares secrets.
    const current: FileWebhook = isKnown ? { ...inherited, ...own } : {};
    const properties = settableOf(others);
    const webhook: Record<string, unknown> = { ...own, ...properties };
    for (const [property, value] of Object.entries(properties)) {
      if (!isSecretProperty(property)) continue;
      webhook[property] = current[property] ?? referenceTo(`${value}`, name, "SECRET");
    }
    const kept = new Map(
      Object.entries(current.headers ?? {}).map((header) => [header[0].toLowerCase(), header]),
    );
    webhook.headers = Object.fromEntries(
      headers.map(
        ({ key, value }) => kept.get(key.toLowerCase()) ?? [key, referenceTo(value, name, key)],
      ),
    );
    // What a webhook inherits is left out, unless the file says it nevertheless.
    const entries = Object.entries(webhook).filter(([property, value]) => {
      const isSaid = property !== "headers" && Object.hasOwn(own, property);
      return isSaid || !isDeepStrictEqual(value, inherited[property]);
    });
    described.push([name, Object.fromEntries(entries)]);
  }
  return { ...app, webhooks: Object.fromEntries(described) };
}

/** Puts apps into a file, and keeps its order and comments. @returns its text */
function toSource(file: WebhooksFile, apps: Readonly<Record<string, FileApp>>): string {
  const { document, path, source, content } = file;
  mergeAt(document, [], { ...Object(content), apps: { ...file.apps, ...apps } });
  if (isDeepStrictEqual(document.toJS(), content) && source !== emptyFile) return source;
  if (path.endsWith(".json")) return `${toJson(document)}\n`;
  const text = document.toString({
    lineWidth: 0,
    flowCollectionPadding: /[[{] +\S/.test(source),
    indent: /^( +)[^\s#-]/m.exec(source)?.[1]?.length ?? 2,
  });
  return source.includes("\r\n") ? text.replaceAll("\n", "\r\n") : text;
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
    // In the order of the document, because an alias follows its anchor.
    for (const key of new Set([...node.items.map(({ key }) => `${key}`), ...entries.keys()])) {
      mergeAt(document, [...path, key], entries.get(key));
    }
  } else if (!isAliasOf(document, node, value)) {
    document.setIn(path, isObject(value) ? createNode(document, value) : value);
  }
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

const isAliasOf = (document: Document, node: unknown, value: unknown) =>
  isAlias(node) && node.resolve(document) && isDeepStrictEqual(node.toJS(document), value);

/** Lists are in brackets, maps are blocks. */
function createNode(document: Document, value: object) {
  const node = document.createNode(value, { aliasDuplicateObjects: false });
  visit(node, {
    Seq(_, list) {
      list.flow = true;
    },
  });
  return node;
}
