import type { Client, ClientOptions, Webhook } from "../../index.js";
import { systemClock } from "../../shared/clock.js";
import { type Connection, chosenUrl, connect } from "../connect.js";
import { startProgress } from "../progress.js";
import { CommandError, exitCodes, type Terminal } from "../terminal.js";
import { describeRepeated, planApp, repeatedNames, type Step } from "./plan.js";
import { type Connected, type ReadProblem, readApps } from "./read-apps.js";
import { readWebhooksFile } from "./read-webhooks-file.js";
import { type DesiredApp, resolveWebhooks } from "./resolve-webhooks.js";

/** The options of every command of webhooks as code. */
export interface AsCodeOptions extends Connection {
  concurrency: number;
}

export interface PlanOptions extends AsCodeOptions {
  prune?: boolean;
}

/** What has to be done so that the apps are as the file says. */
export interface Plan {
  /** The path of the file. */
  file: string;
  /** The URL of the API, if it is not production. */
  baseUrl?: string;
  isPruning: boolean;
  /** How many apps the file has. */
  apps: number;
  /** In the order of the file. */
  steps: Step[];
  unchanged: number;
  notInFile: number;
  /** Apps that are left alone. */
  problems: ReadProblem[];
}

/** Reads the file and the apps in it, and compares them. @throws CommandError */
export async function makePlan(
  file: string,
  options: PlanOptions,
  terminal: Terminal,
): Promise<{ plan: Plan; connected: Connected }> {
  const apps = await resolveWebhooks(await readWebhooksFile(file), terminal);
  const connected = await connectPatiently(options, terminal);
  const progress = startProgress("apps", terminal, apps.length);
  const states = await readApps(apps, connected, selectDesired, progress.advance).finally(
    progress.stop,
  );
  const baseUrl = chosenUrl(options, terminal);
  const isPruning = options.prune === true;
  const plan: Plan = {
    ...{ file, isPruning, apps: apps.length, steps: [], unchanged: 0, notInFile: 0, problems: [] },
    ...(baseUrl !== undefined && { baseUrl }),
  };
  for (const [index, app] of apps.entries()) {
    const state = states[index];
    if (state === undefined) continue;
    if ("reason" in state) {
      plan.problems.push(state);
      continue;
    }
    const detailed = new Map(state.detailed.map((webhook) => [webhook.name, webhook]));
    const { steps, ...counts } = planApp(app, { ...state, detailed }, isPruning);
    plan.steps.push(...steps);
    plan.unchanged += counts.unchanged;
    plan.notInFile += counts.notInFile;
  }
  return { plan, connected };
}

/** @throws CommandError if the name of a webhook in the file is not unique in the app */
function selectDesired({ id, webhooks: desired }: DesiredApp, webhooks: Webhook[]): Webhook[] {
  const names = new Set(desired.map(({ name }) => name));
  const selected = webhooks.filter(({ name }) => names.has(name));
  const reasons = repeatedNames(selected).map((name) => describeRepeated(id, name, selected));
  if (reasons.length > 0) throw new CommandError(reasons.join("; "));
  return selected;
}

/** Creates a client that waits for the rate limit, and is not stopped by single failures. */
export async function connectPatiently(
  options: AsCodeOptions,
  terminal: Terminal,
): Promise<Connected> {
  const settings: Partial<ClientOptions> = {
    waitForRateLimit: true,
    // In seconds. The limit counts the requests of an hour.
    maxRetryAfter: 2 * 3600,
    maxRetries: 5,
    logger: { debug() {}, warn: waitNotice(terminal) },
  };
  const client: Client = await connect(options, terminal, settings);
  return { client, concurrency: options.concurrency, signal: terminal.signal };
}

/** Announces long waits, once for all requests that wait for the same time. */
function waitNotice({ stderr, clock = systemClock }: Terminal) {
  let announced = 0;
  return (_message: string, { wait = 0 }: { wait?: number }) => {
    const until = clock.now() + wait;
    if (wait < 10_000 || until < announced + 10_000) return;
    announced = until;
    const time = new Date(until).toISOString().slice(11, 19);
    // Over a line of progress.
    const start = stderr.isTTY ? "\r\u001b[K" : "";
    stderr.write(`${start}The service asks to wait until ${time} UTC, for its rate limit.\n`);
  };
}

/**
 * The error of apps that are left alone; undefined if there are none.
 *
 * @param hasRead - whether any app could be read
 */
export function problemError(
  problems: readonly ReadProblem[],
  hasRead: boolean,
): CommandError | undefined {
  if (problems.length === 0) return undefined;
  const isRefused = !hasRead && problems.every(({ isUnauthorised }) => isUnauthorised);
  const count = problems.length === 1 ? "1 app was" : `${problems.length} apps were`;
  return new CommandError(
    `${count} left alone, see above`,
    isRefused ? exitCodes.notAuthorised : exitCodes.failed,
  );
}
