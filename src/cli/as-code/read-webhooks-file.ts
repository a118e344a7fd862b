import { dirname } from "node:path";
import { type Document, isMap, isNode, type Node } from "yaml";
import { routes } from "../../../generated/routes.js";
import type { Violation } from "../../../generated/validators/requests.js";
import { webhooksFile as isWebhooksFile } from "../../../generated/validators/webhooks-file.js";
import type { Header, WebhookInput } from "../../index.js";
import { toInvalidParams } from "../../shared/invalid-params.js";
import { isSecretProperty } from "../../shared/redaction.js";
import { parseText, readText, resolveReference } from "../read-data.js";
import { CommandError, type Terminal } from "../terminal.js";

/** The properties of a webhook as the file has them: references in place of secrets. */
export type FileWebhook = Readonly<Record<string, unknown>> & {
  headers?: Readonly<Record<string, string>>;
};

export interface FileApp {
  label?: string;
  webhooks: Readonly<Record<string, FileWebhook>>;
}

type Path = readonly string[];

/** Something that is wrong in the file, and the keys that lead to it. */
interface Problem {
  path: Path;
  text: string;
}

/** A file with webhooks as code, after its validation. */
export interface WebhooksFile {
  path: string;
  source: string;
  content: unknown;
  /** The file with its comments and positions. */
  document: Document;
  defaults: FileWebhook;
  apps: Readonly<Record<string, FileApp>>;
  /** Makes an error with a line for each problem, in the order of the file. */
  toError(problems: readonly Problem[]): CommandError;
}

/** More problems say nothing new. */
const shownProblems = 20;

/** Reads a file with webhooks as code. @throws CommandError with file, line and column */
export const readWebhooksFile = async (path: string): Promise<WebhooksFile> =>
  parseWebhooksFile(await readText(path), path);

export async function parseWebhooksFile(source: string, path: string): Promise<WebhooksFile> {
  const { document, content, place } = await parseText(source, path);
  const toError: WebhooksFile["toError"] = (problems) => {
    const lines = problems.map(
      (problem) => `${place(keyAt(document, problem.path)?.range?.[0] ?? 0)}: ${problem.text}`,
    );
    const shown = [...new Set(lines)].sort(byPosition);
    const rest = shown.splice(shownProblems).length;
    return new CommandError([...shown, ...(rest > 0 ? [`and ${rest} more`] : [])].join("\n"));
  };
  if (!isWebhooksFile(content)) {
    throw toError((isWebhooksFile.errors ?? []).flatMap(describeViolation));
  }
  // The schema has been checked.
  const { defaults = {}, apps } = content as Pick<WebhooksFile, "apps"> & {
    defaults?: FileWebhook;
  };
  // UUIDs are the same in upper and lower case (RFC 9562, section 4).
  const ids = Object.keys(apps);
  const lower = ids.map((id) => id.toLowerCase());
  const repeated = ids.filter((_, index) => lower.indexOf(lower[index] ?? "") !== index);
  const text = "this app is there twice, in upper and in lower case";
  if (repeated.length > 0) throw toError(repeated.map((id) => ({ path: ["apps", id], text })));
  return { path, source, content, document, defaults, apps, toError };
}

const byPosition = new Intl.Collator("en", { numeric: true }).compare;

/** The key at the end of a path; the nearest outer one if there is no such key. */
function keyAt(document: Document, path: Path): Node | null {
  if (path.length === 0) return document.contents;
  const outer = document.getIn(path.slice(0, -1), true);
  const pair = isMap(outer) ? outer.items.find(({ key }) => `${key}` === path.at(-1)) : undefined;
  return isNode(pair?.key) ? pair.key : keyAt(document, path.slice(0, -1));
}

/** The properties of a webhook that can be set, without its name; a contract change adds to them. */
export const webhookProperties: readonly string[] = Object.keys(
  routes.updateWebhook.accepts,
).filter((property) => property !== "name");

/** The properties of a webhook that a file can have, without its name and headers. */
export const settableOf = (webhook: object): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(webhook).filter(
      ([property]) => property !== "headers" && webhookProperties.includes(property),
    ),
  );

/**
 * Says in the words of the file what breaks a rule of its schema, and never the value.
 *
 * @param violation - of a name if it has a `propertyName`
 */
function describeViolation(violation: Violation & { propertyName?: string }): Problem[] {
  const { instancePath, keyword, params, propertyName } = violation;
  // What is wrong with a name is a violation of its own.
  if (keyword === "propertyNames") return [];
  const outer = instancePath.split("/").slice(1).map(unescapeToken);
  const key = propertyName ?? params.additionalProperty;
  const path = key === undefined ? outer : [...outer, `${key}`];
  const name = path.at(-1) ?? "the file";
  if (keyword === "additionalProperties") {
    return [{ path, text: `'${name}' is not known here, only ${propertiesAt(outer).join(", ")}` }];
  }
  if (keyword === "required") return [{ path, text: `'${params.missingProperty}' is missing` }];
  if (keyword === "const") return [{ path, text: `'${name}' must be ${params.allowedValue}` }];
  if (keyword !== "not" && (isSecretProperty(name) || path.at(-2) === "headers")) {
    return [{ path, text: `'${name}' must be env:NAME or file:PATH, never the secret itself` }];
  }
  const [{ reason = "" } = {}] = toInvalidParams([violation]);
  return [{ path, text: `'${name}' ${reason}` }];
}

function propertiesAt({ length }: Path): readonly string[] {
  if (length === 0) return ["version", "defaults", "apps"];
  return length === 2 ? ["label", "webhooks"] : webhookProperties;
}

const unescapeToken = (token: string) => token.replaceAll("~1", "/").replaceAll("~0", "~");

/** An app as it is to be, secrets included. */
export interface DesiredApp {
  id: string;
  label?: string;
  /** By their names. */
  webhooks: ReadonlyMap<string, WebhookInput>;
}

/** Returns what a webhook has, its own properties before those of the defaults. */
export const effective = ({ defaults }: WebhooksFile, own: FileWebhook): FileWebhook => ({
  isActive: true,
  ...defaults,
  ...own,
});

/**
 * Puts the secrets in place of the references, and checks each webhook against the contract.
 *
 * @throws CommandError for everything that is missing or invalid
 */
export async function resolveWebhooks(
  file: WebhooksFile,
  terminal: Terminal,
): Promise<DesiredApp[]> {
  const read = createSecretReader(file, terminal);
  const invalid: Problem[] = [];
  const apps: DesiredApp[] = [];
  for (const [id, { webhooks, ...label }] of Object.entries(file.apps)) {
    const bodies = new Map<string, WebhookInput>();
    for (const [name, own] of Object.entries(webhooks)) {
      const path = ["apps", id, "webhooks", name];
      const pathOf = (property: string) =>
        !Object.hasOwn(own, property) && Object.hasOwn(file.defaults, property)
          ? ["defaults", property]
          : [...path, property];
      const body = { name, ...(await read.withSecrets(effective(file, own), pathOf)) };
      invalid.push(...problemsOf(body, path, pathOf));
      // The contract has been checked, unless there are problems.
      bodies.set(name, body as WebhookInput);
    }
    apps.push({ id, ...label, webhooks: bodies });
  }
  // A secret that is not there is no secret that the contract allows.
  if (read.missing.length > 0) throw file.toError(read.missing);
  if (invalid.length > 0) throw file.toError(invalid);
  return apps;
}

function createSecretReader({ path: file }: WebhooksFile, terminal: Terminal) {
  const secrets = new Map<string, string>();
  const missing: Problem[] = [];

  async function secretAt(reference: string, path: Path): Promise<string> {
    const known = secrets.get(reference);
    if (known !== undefined) return known;
    const secret = await resolveReference(reference, terminal, dirname(file)).catch((error) => {
      if (!(error instanceof CommandError)) throw error;
      missing.push({ path, text: error.message });
      return "";
    });
    secrets.set(reference, secret);
    return secret;
  }

  async function withSecrets(webhook: FileWebhook, pathOf: (property: string) => Path) {
    const resolved: Record<string, unknown> = { ...webhook };
    for (const [property, value] of Object.entries(webhook)) {
      if (!isSecretProperty(property)) continue;
      resolved[property] = await secretAt(`${value}`, pathOf(property));
    }
    const headers: Header[] = [];
    for (const [key, reference] of Object.entries(webhook.headers ?? {})) {
      headers.push({ key, value: await secretAt(reference, [...pathOf("headers"), key]) });
    }
    return { ...resolved, ...(webhook.headers && { headers }) };
  }

  return { missing, withSecrets };
}

/** What in a complete webhook violates the contract. */
function problemsOf(body: object, path: Path, pathOf: (property: string) => Path): Problem[] {
  const { body: isWebhook } = routes.createWebhook;
  if (isWebhook(body)) return [];
  return toInvalidParams(isWebhook.errors).map(({ name, reason }) => {
    const [property = ""] = name.split(/[.[]/, 1);
    if (Object.hasOwn(body, property))
      return { path: pathOf(property), text: `'${name}' ${reason}` };
    return { path, text: `'${path.at(-1)}' has no '${property}', and neither have the defaults` };
  });
}
