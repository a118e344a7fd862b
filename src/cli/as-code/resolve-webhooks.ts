import { dirname, resolve } from "node:path";
import { routes } from "../../../generated/routes.js";
import type { Header, WebhookInput } from "../../index.js";
import { toInvalidParams } from "../../shared/invalid-params.js";
import { isSecretProperty } from "../../shared/redaction.js";
import { resolveReference } from "../read-data.js";
import { CommandError, type Terminal } from "../terminal.js";
import type { Problem } from "./describe-violation.js";
import { type FileWebhook, problemsError, type WebhooksFile } from "./read-webhooks-file.js";

/** An app as it is to be, secrets included. */
export interface DesiredApp {
  id: string;
  label?: string;
  webhooks: WebhookInput[];
}

/** What a webhook has that neither it nor the defaults of the file mention. */
const builtIn: FileWebhook = { isActive: true };

/** Returns what a webhook has, its own properties before those of the defaults. */
export const effective = ({ defaults }: Pick<WebhooksFile, "defaults">, own: FileWebhook) => ({
  ...builtIn,
  ...defaults,
  ...own,
});

/** Returns the value of a reference in a file; a path is relative to the folder of the file. */
export type ReadReference = (reference: string) => Promise<string>;

export function referenceReader(file: string, terminal: Terminal): ReadReference {
  const known = new Map<string, Promise<string>>();
  return (reference) => {
    const [, path] = /^file:(.+)$/s.exec(reference) ?? [];
    const absolute = path === undefined ? reference : `file:${resolve(dirname(file), path)}`;
    const value = known.get(reference) ?? resolveReference(absolute, terminal);
    known.set(reference, value);
    return value;
  };
}

/**
 * Puts the secrets in place of the references, and checks each webhook against the contract.
 *
 * @throws CommandError for everything that is missing or invalid
 */
export async function resolveWebhooks(
  file: WebhooksFile,
  terminal: Terminal,
): Promise<DesiredApp[]> {
  const read = referenceReader(file.path, terminal);
  // A reference that stands in many places is reported once.
  const reported = new Set<unknown>();
  const problems: Problem[] = [];
  const apps: DesiredApp[] = [];
  for (const [id, { label, webhooks }] of Object.entries(file.apps)) {
    const bodies: WebhookInput[] = [];
    for (const [name, own] of Object.entries(webhooks)) {
      const { body, problems: found } = await resolveWebhook(file, [id, name], own, read, reported);
      bodies.push(body);
      problems.push(...found);
    }
    apps.push({ id, ...(label !== undefined && { label }), webhooks: bodies });
  }
  if (problems.length > 0) throw problemsError(problems, file.locate);
  return apps;
}

async function resolveWebhook(
  file: WebhooksFile,
  [appId, name]: [appId: string, name: string],
  own: FileWebhook,
  read: ReadReference,
  reported: Set<unknown>,
): Promise<{ body: WebhookInput; problems: Problem[] }> {
  const properties: Record<string, unknown> = effective(file, own);
  const at = ["apps", appId, "webhooks", name];
  const pathOf = (property: string) =>
    !Object.hasOwn(own, property) && Object.hasOwn(file.defaults, property)
      ? ["defaults", property]
      : [...at, property];
  const problems: Problem[] = [];
  const resolved = async (reference: unknown, path: string[]) => {
    try {
      return await read(`${reference}`);
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      if (!reported.has(error)) problems.push({ path, text: error.message });
      reported.add(error);
      return "";
    }
  };
  const body: Record<string, unknown> = { name, ...properties };
  for (const [property, value] of Object.entries(properties)) {
    const path = pathOf(property);
    if (isSecretProperty(property)) body[property] = await resolved(value, path);
    if (property !== "headers") continue;
    const headers: Header[] = [];
    for (const [key, reference] of Object.entries(Object(value))) {
      headers.push({ key, value: await resolved(reference, [...path, key]) });
    }
    body.headers = headers;
  }
  if (reported.size === 0) problems.push(...problemsOf(body, at, pathOf));
  // The contract has been checked, unless there are problems.
  return { body: body as WebhookInput, problems };
}

/** What in a complete webhook violates the contract. */
function problemsOf(body: object, at: string[], pathOf: (property: string) => string[]): Problem[] {
  const { body: isWebhook } = routes.createWebhook;
  if (isWebhook(body)) return [];
  return toInvalidParams(isWebhook.errors).map(({ name, reason }): Problem => {
    const [property = ""] = name.split(/[.[]/, 1);
    const isMissing = !Object.hasOwn(body, property);
    if (!isMissing) return { path: pathOf(property), text: `'${name}' ${reason}` };
    const text = `'${at.at(-1)}' has no '${property}', and neither have the defaults`;
    return { path: at, isKey: true, text };
  });
}
