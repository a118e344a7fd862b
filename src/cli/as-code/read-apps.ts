import {
  MendixWebhooksError,
  UnauthorizedError,
  type Webhook,
  type WebhookDetailed,
} from "../../index.js";
import { startProgress } from "../progress.js";
import { describeError } from "../report-error.js";
import { CommandError, exitCodes } from "../terminal.js";
import type { Connected } from "./connect-patiently.js";

/** An app to read: its id, and what people call it. */
export interface AppName {
  id: string;
  label?: string;
}

/** An app as it is. */
export interface ActualApp {
  webhooks: readonly Webhook[];
  /** Those that were selected with their secrets, by their names. */
  detailed: ReadonlyMap<string, WebhookDetailed>;
}

/** An app that is left alone, and the reason. */
export interface AppProblem {
  appId: string;
  label?: string;
  reason: string;
  /** The code of an error of the client. */
  code?: string;
}

/**
 * Reads apps: a list of each, and each webhook that is selected. A failure of one app does not stop
 * the others, except an invalid token and an interruption.
 *
 * @param isSelected - selects the webhooks of an app whose secrets matter
 * @param use - takes an app as soon as it is read, so that not all have to be kept
 * @returns what `use` returned, in the order of the apps
 */
export async function readApps<App extends AppName, Result>(
  apps: readonly App[],
  { client, limit, terminal }: Connected,
  isSelected: (app: App, webhook: Webhook) => boolean,
  use: (app: App, actual: ActualApp) => Result,
): Promise<{ results: Result[]; problems: AppProblem[] }> {
  const { signal } = terminal;
  const progress = startProgress("apps", terminal, apps.length);
  /** By the places of their apps. */
  const problems: AppProblem[] = [];

  async function listAll(appId: string): Promise<Webhook[]> {
    const webhooks: Webhook[] = [];
    const oldestFirst = { ascOrder: true };
    for await (const one of client.listWebhooks(appId, oldestFirst, { signal })) webhooks.push(one);
    return webhooks;
  }

  async function readApp(app: App, index: number): Promise<Result[]> {
    const { id, label } = app;
    try {
      const webhooks = await limit(() => listAll(id));
      const selected = webhooks.filter((webhook) => isSelected(app, webhook));
      requireUniqueNames(id, selected);
      const get = (webhook: Webhook) => limit(() => client.getWebhook(id, webhook.id, { signal }));
      const detailed = await Promise.all(selected.map(get));
      return [use(app, { webhooks, detailed: new Map(detailed.map((one) => [one.name, one])) })];
    } catch (error) {
      if (isFatal(error)) throw error;
      problems[index] = {
        ...{ appId: id, reason: describeError(error).line },
        ...(label !== undefined && { label }),
        ...(error instanceof MendixWebhooksError && { code: error.code }),
      };
      return [];
    } finally {
      progress.advance();
    }
  }

  try {
    const results = await Promise.all(apps.map(readApp));
    return { results: results.flat(), problems: Object.values(problems) };
  } finally {
    limit.clearQueue();
    progress.stop();
  }
}

/** @throws CommandError if several webhooks have one name, with the way out */
function requireUniqueNames(appId: string, webhooks: readonly Webhook[]): void {
  const byName = new Map<string, string[]>();
  for (const { name, id } of webhooks) byName.set(name, [...(byName.get(name) ?? []), id]);
  const reasons = [...byName].flatMap(([name, ids]) =>
    ids.length === 1
      ? []
      : `${ids.length} webhooks are called '${name}': ${ids.join(", ")}; ` +
        `delete one ('delete ${appId} ${ids[0]}'), or rename it ` +
        `('update ${appId} ${ids[0]} --name <name>')`,
  );
  if (reasons.length > 0) throw new CommandError(reasons.join("; "));
}

/** Whether an error would be the same for every other app. */
const isFatal = (error: unknown): boolean =>
  error instanceof MendixWebhooksError
    ? error instanceof UnauthorizedError || error.code === "aborted"
    : !(error instanceof CommandError);

/** The error of apps that are left alone; undefined if there are none. */
export function problemError(problems: readonly AppProblem[]): CommandError | undefined {
  if (problems.length === 0) return undefined;
  const isRefused = problems.every(({ code }) => code === "forbidden");
  const count = problems.length === 1 ? "1 app was" : `${problems.length} apps were`;
  return new CommandError(
    `${count} left alone, see above`,
    isRefused ? exitCodes.notAuthorised : exitCodes.failed,
  );
}
