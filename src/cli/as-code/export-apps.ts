import { existsSync } from "node:fs";
import { rename, writeFile } from "node:fs/promises";
import type { Webhook } from "../../index.js";
import { startProgress } from "../progress.js";
import { CommandError, type Terminal } from "../terminal.js";
import { type AsCodeOptions, connectPatiently } from "./make-plan.js";
import { describeRepeated, repeatedNames } from "./plan.js";
import { type AppName, type ReadProblem, readApps } from "./read-apps.js";
import { parseWebhooksFile, readWebhooksFile, type WebhooksFile } from "./read-webhooks-file.js";
import { createReferenceNames } from "./reference-names.js";
import { effective, referenceReader } from "./resolve-webhooks.js";
import { updateApp } from "./update-document.js";
import { writeYaml } from "./write-yaml.js";

const emptyFile = `# yaml-language-server: $schema=./node_modules/mendix-webhooks/webhooks-file.schema.json
version: 1
apps: {}
`;

/** What an export gives. */
export interface Export {
  /** The text of the file. */
  text: string;
  /** The values that the file refers to and did not refer to before, by their names. */
  secrets: ReadonlyMap<string, string>;
  problems: ReadProblem[];
}

/**
 * Describes the webhooks of apps as a file, or brings a file to what exists.
 *
 * @param into - the file to update; it is not written
 */
export async function exportApps(
  appIds: readonly string[],
  into: string | undefined,
  options: AsCodeOptions,
  terminal: Terminal,
): Promise<Export> {
  const file = await fileFor(into);
  const connected = await connectPatiently(options, terminal);
  const names = await createReferenceNames(file, referenceReader(file.path, terminal));
  // UUIDs are the same in upper and lower case; the file has one of them.
  const known = new Map(Object.keys(file.apps).map((id) => [id.toLowerCase(), id]));
  const ids = new Set(appIds.map((id) => known.get(id.toLowerCase()) ?? id));
  const apps = [...ids].map((id): AppName => ({ id }));
  const progress = startProgress("apps", terminal, apps.length);
  const states = await readApps(apps, connected, selectAll, progress.advance).finally(
    progress.stop,
  );
  const problems: ReadProblem[] = [];
  for (const [index, { id }] of apps.entries()) {
    const state = states[index];
    if (state === undefined) continue;
    if ("reason" in state) {
      problems.push(state);
      continue;
    }
    const webhooks = state.detailed.map((webhook): [string, Record<string, unknown>] => {
      const own = file.apps[id]?.webhooks[webhook.name];
      const current = effective(file, own ?? {});
      return [webhook.name, names.withReferences(webhook, current, own !== undefined)];
    });
    updateApp(file, id, new Map(webhooks));
  }
  return { text: toText(file), secrets: names.added, problems };
}

/** @throws CommandError if two webhooks have one name, which a file cannot say */
function selectAll({ id }: AppName, webhooks: Webhook[]): Webhook[] {
  const reasons = repeatedNames(webhooks).map((name) => describeRepeated(id, name, webhooks));
  if (reasons.length > 0) throw new CommandError(reasons.join("; "));
  return webhooks;
}

async function fileFor(into: string | undefined): Promise<WebhooksFile> {
  if (into !== undefined && existsSync(into)) return readWebhooksFile(into);
  return parseWebhooksFile(emptyFile, into ?? "webhooks.yaml");
}

/** The text of a file, in the style that it has. */
function toText({ document, path, source, content }: WebhooksFile): string {
  if (path.endsWith(".json")) return `${JSON.stringify(document.toJS(), null, 2)}\n`;
  return writeYaml(document, source, content);
}

/** Replaces a file at once, so that an interruption leaves the old one. */
export async function replaceFile(path: string, text: string): Promise<void> {
  try {
    await writeFile(`${path}.new`, text);
    await rename(`${path}.new`, path);
  } catch (error) {
    throw new CommandError(`${path}: it cannot be written (${Object(error).code})`);
  }
}

/** A line for a shell, or for `node --env-file`. */
export const toAssignment = ([name, value]: [string, string]): string =>
  `${name}='${value.replaceAll("'", "'\\''")}'`;
