import type { Document } from "../../../scripts/contract/document.js";
import { createClient, MendixWebhooksError } from "../../../src/index.js";
import { inputExample } from "../../contract.js";
import { type Report, reportOf } from "../../report/report.js";
import type { Check } from "../../run/check.js";
import { type Outcome, runCheck } from "../../run/run-check.js";
import { type Assignment, assign, suiteOf } from "../../run/suite.js";
import { notesOf } from "../target.js";
import { createCleanUp } from "./clean-up.js";
import { liveContract } from "./live-contract.js";
import { createLiveTarget } from "./live-target.js";
import { createNames } from "./names.js";
import { SettingsError } from "./settings.js";
import { Stop } from "./stop.js";
import { standIn, type Transport, type TransportOptions } from "./transport.js";

export interface LiveRun {
  report: Report;
  assignment: Assignment;
  /** Why it ended before all was asked; undefined if all was. */
  stopped: Stop | undefined;
  /** Ids of webhooks that could not be removed. */
  left: string[];
}

/**
 * Holds a service in use to the contract, one check after the other, and cleans up behind each.
 *
 * @throws SettingsError when the service does not let the run begin
 */
export async function runLive(
  contract: Document,
  options: TransportOptions,
  transport: Transport,
  random: string,
): Promise<LiveRun> {
  const names = createNames(options.now(), random);
  const cleanUp = createCleanUp(options, transport, names);
  const stage = { app: options.app, nameStart: names.start, webhook: undefined };
  const harmless = liveContract(contract, stage);
  const left: string[] = [];
  try {
    const webhook = await begin(harmless, options, transport);
    const suite = suiteOf(liveContract(contract, { ...stage, webhook }));
    const target = createLiveTarget(suite, options, transport);
    const assignment = assign(suite, target);
    const outcomes: Outcome[] = [];
    for (const check of assignment.checks) {
      if (transport.stopped) break;
      const outcome = await runCheck(check, target);
      // A check that was cut short has found out nothing.
      if (transport.stopped && outcome.error !== undefined) break;
      outcomes.push(outcome);
      if (outcome.error === undefined) assignment.coverage.prove(check.proves);
      await cleanUp.own(webhook);
    }
    setApart(assignment, outcomes, transport.stopped);
    const notes = [...notesOf(target), `${transport.count} requests were made before cleaning up`];
    const secrets = [options.token];
    const run = { basis: suite, target, url: options.url, assignment, outcomes, secrets, notes };
    return { report: reportOf(run), assignment, stopped: transport.stopped, left };
  } finally {
    if (!options.isReadOnly) await cleanUp.all().catch(options.log);
    left.push(...transport.own);
  }
}

/** Finds out whether the service lets the run in, and makes the webhook that refusals are about. */
async function begin(
  harmless: Document,
  { url: baseUrl, app, isReadOnly }: TransportOptions,
  { fetch }: Transport,
): Promise<string | undefined> {
  const token = standIn.replace("MxToken ", "");
  const client = createClient({ token, baseUrl, fetch, maxRetries: 0 });
  try {
    await client.listWebhooks(app, { limit: 1 });
    if (isReadOnly) return undefined;
    return (await client.createWebhook(app, inputExample(harmless, "pushWebhook"))).id;
  } catch (error) {
    if (!(error instanceof MendixWebhooksError) || error.cause instanceof Stop) throw error;
    throw new SettingsError(`The service does not let the run begin: ${error.message}`);
  }
}

/** What a run that was stopped had no time to ask is not covered, and not failed either. */
function setApart(
  { checks, notApplicable }: Assignment,
  outcomes: Outcome[],
  stopped: Stop | undefined,
): void {
  if (stopped === undefined) return;
  const asked = new Set<Check>(outcomes.map(({ check }) => check));
  const others = checks.filter((check) => !asked.has(check));
  notApplicable.set(`the run was stopped: ${stopped.message}`, others);
}
