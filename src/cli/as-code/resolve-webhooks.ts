import { dirname } from "node:path";
import { routes } from "../../../generated/routes.js";
import type { Header, WebhookInput } from "../../index.js";
import { toInvalidParams } from "../../shared/invalid-params.js";
import { isSecretProperty } from "../../shared/redaction.js";
import { resolveReference } from "../read-data.js";
import { CommandError, type Terminal } from "../terminal.js";
import type { Path, Problem } from "./describe-violation.js";
import type { FileWebhook, WebhooksFile } from "./read-webhooks-file.js";

/** An app as it is to be, secrets included. */
export interface DesiredApp {
  id: string;
  label?: string;
  /** By their names. */
  webhooks: ReadonlyMap<string, WebhookInput>;
}

/** What a webhook has that neither it nor the defaults of the file mention. */
const builtIn: FileWebhook = { isActive: true };

/** Returns what a webhook has, its own properties before those of the defaults. */
export const effective = ({ defaults }: Pick<WebhooksFile, "defaults">, own: FileWebhook) => ({
  ...builtIn,
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
  const read = createReader(file, terminal);
  const problems: Problem[] = [];
  const apps: DesiredApp[] = [];
  for (const [id, { webhooks, ...label }] of Object.entries(file.apps)) {
    const bodies = new Map<string, WebhookInput>();
    for (const [name, own] of Object.entries(webhooks)) {
      const path = ["apps", id, "webhooks", name];
      const pathOf = (property: string) =>
        !Object.hasOwn(own, property) && Object.hasOwn(file.defaults, property)
          ? ["defaults", property]
          : [...path, property];
      const properties = await read.withSecrets(effective(file, own), pathOf);
      const body = { name, ...properties };
      problems.push(...problemsOf(body, path, pathOf));
      // The contract has been checked, unless there are problems.
      bodies.set(name, body as WebhookInput);
    }
    apps.push({ id, ...label, webhooks: bodies });
  }
  // A secret that is not there is no secret that the contract allows.
  if (read.missing.size > 0) throw file.toError([...read.missing.values()]);
  if (problems.length > 0) throw file.toError(problems);
  return apps;
}

/** Reads references, each once. */
function createReader({ path: file }: WebhooksFile, terminal: Terminal) {
  const values = new Map<string, string>();
  /** References that lead to nothing. */
  const missing = new Map<string, Problem>();

  async function secretAt(reference: string, path: Path): Promise<string> {
    if (!values.has(reference) && !missing.has(reference)) {
      try {
        values.set(reference, await resolveReference(reference, terminal, dirname(file)));
      } catch (error) {
        if (!(error instanceof CommandError)) throw error;
        missing.set(reference, { path, text: error.message });
      }
    }
    return values.get(reference) ?? "";
  }

  async function withSecrets(webhook: FileWebhook, pathOf: (property: string) => Path) {
    const resolved: Record<string, unknown> = { ...webhook };
    for (const [property, value] of Object.entries(webhook)) {
      if (isSecretProperty(property))
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
function problemsOf(body: object, at: Path, pathOf: (property: string) => Path): Problem[] {
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
