import { setMaxListeners } from "node:events";
import pLimit, { type LimitFunction } from "p-limit";
import {
  type Client,
  MendixWebhooksError,
  UnauthorizedError,
  type Webhook,
  type WebhookDetailed,
} from "../../index.js";
import { type Connection, connect } from "../connect.js";
import { startProgress } from "../progress.js";
import { describeError } from "../report-error.js";
import { CommandError, exitCodes, type Terminal } from "../terminal.js";

export interface AsCodeOptions extends Connection {
  concurrency: number;
}

/** How to send many requests. */
export interface Connected {
  client: Client;
  /** Bounds how many requests are under way at the same time. */
  limit: LimitFunction;
  terminal: Terminal;
}

/** Creates a client that waits for the rate limit, and is not stopped by single failures. */
export async function connectPatiently(
  options: AsCodeOptions,
  terminal: Terminal,
): Promise<Connected> {
  const { stderr, clock } = terminal;
  let announced = 0;
  /** Announces long waits, once for all requests that wait for the same time. */
  const warn = (_message: string, { wait = 0 }: { wait?: number }) => {
    const until = clock.now() + wait;
    if (wait < 10_000 || until < announced + 10_000) return;
    announced = until;
    const time = new Date(until).toISOString().slice(11, 19);
    // Over a line of progress.
    const start = stderr.isTTY ? "\r\u001b[K" : "";
    stderr.write(`${start}The service asks to wait until ${time} UTC, for its rate limit.\n`);
  };
  const client = await connect(options, terminal, {
    waitForRateLimit: true,
    // In seconds. The limit counts the requests of an hour.
    maxRetryAfter: 2 * 3600,
    maxRetries: 5,
    logger: { debug() {}, warn },
  });
  // Each request listens.
  setMaxListeners(0, terminal.signal);
  return { client, limit: pLimit(options.concurrency), terminal };
}

interface AppToRead {
  id: string;
  label?: string;
  /** The webhooks whose secrets matter, by their names; all if it is missing. */
  webhooks?: ReadonlyMap<string, unknown>;
}

export interface ActualApp {
  webhooks: readonly Webhook[];
  /** Those whose secrets matter, by their names. */
  detailed: ReadonlyMap<string, WebhookDetailed>;
}

/** An app that is left alone, and the reason. */
export interface AppProblem {
  appId: string;
  label?: string;
  reason: string;
  code?: string;
}

/**
 * Reads apps: a list of each, and each webhook whose secrets matter. A failure of one app does not
 * stop the others, except an invalid token and an interruption.
 *
 * @param use - takes an app as soon as it is read, so that not all have to be kept
 * @returns what `use` returned, in the order of the apps
 */
export async function readApps<App extends AppToRead, Result>(
  apps: readonly App[],
  { client, limit, terminal }: Connected,
  use: (app: App, actual: ActualApp) => Result,
): Promise<{ results: Result[]; problems: AppProblem[] }> {
  /** Ends what is under way when the others fail. It may wait for an hour. */
  const stop = new AbortController();
  const signal = AbortSignal.any([terminal.signal, stop.signal]);
  setMaxListeners(0, signal);
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
      const selected = webhooks.filter(({ name }) => app.webhooks?.has(name) ?? true);
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
    stop.abort();
    progress.stop();
  }
}

/** @throws CommandError if several webhooks have one name, with the way out */
function requireUniqueNames(appId: string, webhooks: readonly Webhook[]): void {
  const byName = new Map<string, string[]>();
  for (const { name, id } of webhooks) byName.set(name, [...(byName.get(name) ?? []), id]);
  const repeated = [...byName].filter(([, { length }]) => length > 1);
  const reasons = repeated.map(
    ([name, ids]) =>
      `${ids.length} webhooks are called '${name}': ${ids.join(", ")}; ` +
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

/** @throws CommandError if apps are left alone */
export function requireNoProblem(problems: readonly AppProblem[]): void {
  if (problems.length === 0) return;
  const isRefused = problems.every(({ code }) => code === "forbidden");
  const count = problems.length === 1 ? "1 app was" : `${problems.length} apps were`;
  throw new CommandError(
    `${count} left alone, see above`,
    isRefused ? exitCodes.notAuthorised : exitCodes.failed,
  );
}
