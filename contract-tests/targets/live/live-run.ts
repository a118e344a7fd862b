import { randomUUID } from "node:crypto";
import type { Document } from "../../../scripts/contract/document.js";
import { createClient, MendixWebhooksError } from "../../../src/index.js";
import { inputExample } from "../../contract.js";
import { type Report, reportOf } from "../../report/report.js";
import type { Check } from "../../run/check.js";
import { type Outcome, runCheck } from "../../run/run-check.js";
import { type Assignment, addOutcome, assign, suiteOf } from "../../run/suite.js";
import { notesOf } from "../target.js";
import { createCleanUp, nameStart } from "./live-clean-up.js";
import { SettingsError } from "./live-settings.js";
import { createLiveTarget, harmlessContract } from "./live-target.js";
import {
  type LiveTransport,
  placeholderToken,
  RunStopped,
  type TransportOptions,
} from "./live-transport.js";

export interface LiveRun {
  report: Report;
  assignment: Assignment;
  /** Why the run ended before all checks had run; undefined if they had. */
  stopped: RunStopped | undefined;
  /** Ids of webhooks that could not be deleted. */
  leftovers: string[];
}

/**
 * Runs the suite against a service in use, one check after the other, and cleans up after each.
 *
 * @param random - tells apart runs that begin at the same time
 * @throws SettingsError if the service does not accept the token or the app
 */
export async function runLive(
  contract: Document,
  options: TransportOptions,
  transport: LiveTransport,
  random: string,
): Promise<LiveRun> {
  const { url, app, token } = options;
  const start = nameStart(options.now(), random);
  const cleanUp = createCleanUp(options, transport, start);
  const resources = { app, nameStart: start, webhookId: undefined };
  const leftovers: string[] = [];
  try {
    const webhookId = await begin(harmlessContract(contract, resources), options, transport);
    const suite = suiteOf(harmlessContract(contract, { ...resources, webhookId }));
    const target = createLiveTarget(suite.contract, options, transport);
    const assignment = assign(suite, target);
    const outcomes: Outcome[] = [];
    for (const check of assignment.checks) {
      if (transport.stopped) break;
      const outcome = await runCheck(check, target);
      // A check that was interrupted has proven nothing.
      if (transport.stopped && outcome.error !== undefined) break;
      addOutcome(assignment, outcomes, outcome);
      await cleanUp.deleteCreated(webhookId);
    }
    const { stopped } = transport;
    if (stopped !== undefined) setUnrunApart(assignment, outcomes, stopped);
    const notes = [
      ...notesOf(target, outcomes),
      `${transport.count} requests were sent before cleaning up`,
    ];
    const run = { context: suite, target, url, assignment, outcomes, secrets: [token], notes };
    return { report: reportOf(run), assignment, stopped, leftovers };
  } finally {
    if (!options.isReadOnly) await cleanUp.deleteAll().catch(options.log);
    leftovers.push(...transport.created);
  }
}

/** Finds out whether the service accepts the token, and creates the webhook for refused requests. */
async function begin(
  harmless: Document,
  { url: baseUrl, app, isReadOnly }: TransportOptions,
  { fetch }: LiveTransport,
): Promise<string | undefined> {
  const client = createClient({ token: placeholderToken, baseUrl, fetch, maxRetries: 0 });
  try {
    await client.listWebhooks(app, { limit: 1 });
    if (isReadOnly) return undefined;
    const { id } = await client.createWebhook(app, inputExample(harmless, "pushWebhook"));
    // An empty id is reported by the checks, and leads nowhere.
    return id || `none_${randomUUID()}`;
  } catch (error) {
    if (!(error instanceof MendixWebhooksError) || error.cause instanceof RunStopped) throw error;
    throw new SettingsError(`The service does not accept the run: ${error.message}`);
  }
}

/** Checks that a stopped run has not reached are neither covered nor failed. */
function setUnrunApart(
  { checks, notApplicable }: Assignment,
  outcomes: Outcome[],
  { message }: RunStopped,
): void {
  const run = new Set<Check>(outcomes.map(({ check }) => check));
  notApplicable.set(
    `the run was stopped: ${message}`,
    checks.filter((check) => !run.has(check)),
  );
}
