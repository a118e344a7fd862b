import type { Document } from "../../../scripts/contract/document.js";
import { ApiError, createClient, NotFoundError } from "../../../src/index.js";
import { inputExample } from "../../contract.js";
import type { Masking } from "../../report/masking.js";
import { createReporter, type Report } from "../../report/report.js";
import type { Check } from "../../run/check.js";
import { runCheck } from "../../run/run-check.js";
import { type Assignment, assign, suiteOf } from "../../run/suite.js";
import { SettingsError } from "./live-settings.js";
import { clientOptions, createLiveTarget, harmlessContract } from "./live-target.js";
import type { LiveTransport, TransportOptions } from "./live-transport.js";

/** Webhooks that cannot be deleted; with more of them a run ends, to leave no more behind. */
const maxLeftovers = 30;

export interface LiveRun {
  report: Report;
  /** The table of coverage, as text. */
  coverage: string;
  /** Why the run ended before all checks had run; undefined if they had. */
  stopped: string | undefined;
  /** Ids of webhooks that could not be deleted. */
  leftovers: string[];
}

/** What those who watch a run see of it. */
export interface Progress {
  done: number;
  all: number;
  failed: number;
}

/** @param seconds - since the run began */
export function progressLine(
  { done, all, failed }: Progress,
  { count, waitingFor }: Pick<LiveTransport, "count" | "waitingFor">,
  seconds: number,
): string {
  const left = done === 0 ? "" : `, about ${Math.ceil((seconds / done) * (all - done))} s left`;
  const waiting = waitingFor === undefined ? "" : `, waiting for ${waitingFor}`;
  return `${done} of ${all} checks, ${failed} failed, ${count} requests${left}${waiting}`;
}

/** What a run consists of, beside the contract. */
export interface RunParts {
  options: TransportOptions;
  transport: LiveTransport;
  masking: Masking;
  progress: Progress;
  /** Tells apart runs that begin at the same time. */
  random: string;
  commit?: string | undefined;
}

/**
 * Runs the suite against a server in use, one check after the other, and cleans up after each.
 *
 * @throws SettingsError if the server does not accept the token or the app
 */
export async function runLive(contract: Document, parts: RunParts): Promise<LiveRun> {
  const { options, transport, progress } = parts;
  const startTime = options.clock.now();
  const nameStart = `Contract test ${startTime} ${parts.random}`;
  const cleanUp = createCleanUp(options, transport, nameStart);
  const resources = { app: options.app, nameStart, webhookId: undefined };
  try {
    const webhookId = await begin(harmlessContract(contract, resources), options, transport);
    const suite = suiteOf(harmlessContract(contract, { ...resources, webhookId }));
    const target = createLiveTarget(suite.contract, options, transport);
    const assignment = assign(suite, target);
    const reporter = createReporter(suite, target, parts.masking);
    progress.all = assignment.checks.length;
    for (const check of assignment.checks) {
      if (transport.stopped) break;
      transport.withheld = undefined;
      const outcome = await runCheck(check, target);
      const hasFailed = outcome.error !== undefined;
      // A check that was interrupted has proven nothing.
      if (transport.stopped && hasFailed) break;
      progress.done += 1;
      if (hasFailed && transport.withheld !== undefined) {
        setApart(assignment, [check], `not asked, because ${transport.withheld}`);
        continue;
      }
      reporter.add(outcome);
      if (hasFailed) progress.failed += 1;
      else assignment.coverage.prove(check.proves);
      await cleanUp.deleteCreated(webhookId);
    }
    const stopped = transport.stopped?.message;
    if (stopped !== undefined) {
      setApart(
        assignment,
        assignment.checks.slice(progress.done),
        `the run was stopped: ${stopped}`,
      );
    }
    const sent = `${transport.count} requests were sent before cleaning up`;
    await cleanUp.deleteAll();
    const notes = [sent, ...cleanUp.problems];
    const facts = { url: options.url, assignment, notes, startTime, commit: parts.commit };
    const report = reporter.report({ ...facts, endTime: options.clock.now() });
    const coverage = `${assignment.coverage}`;
    return { report, coverage, stopped, leftovers: [...transport.created] };
  } finally {
    // Does nothing more after the run was reported.
    await cleanUp.deleteAll();
  }
}

/** Finds out whether the server accepts the token, and creates the webhook for refused requests. */
async function begin(
  harmless: Document,
  { url: baseUrl, app, isReadOnly }: TransportOptions,
  { fetch }: LiveTransport,
): Promise<string | undefined> {
  const client = createClient({ ...clientOptions, baseUrl, fetch });
  try {
    await client.listWebhooks(app, { limit: 1 });
    if (isReadOnly) return undefined;
    const { id } = await client.createWebhook(app, inputExample(harmless, "pushWebhook"));
    return typeof id === "string" && id !== "" ? id : undefined;
  } catch (error) {
    const { status = 0, body = "" } = error instanceof ApiError ? error : {};
    if ([401, 403, 404].includes(status) && error instanceof ApiError) {
      throw new SettingsError(`The server does not accept the run: ${error.message}`);
    }
    if (body.includes("ECONNREFUSED") || body.includes("ENOTFOUND")) throw new SettingsError(body);
    // Whatever else is wrong is for the checks to find.
    return undefined;
  }
}

/** Sets checks apart that are neither covered nor failed. */
function setApart({ notApplicable }: Assignment, checks: Check[], reason: string): void {
  notApplicable.set(reason, [...(notApplicable.get(reason) ?? []), ...checks]);
}

/** Deletes webhooks of live runs, and no others. What cannot be deleted is recorded. */
function createCleanUp(
  { url: baseUrl, app, isReadOnly }: TransportOptions,
  transport: LiveTransport,
  ownStart: string,
) {
  const client = createClient({ ...clientOptions, baseUrl, fetch: transport.cleanUpFetch });
  const failed = new Set<string>();
  const problems = new Set<string>();
  const note = (name: string, { message }: Error) =>
    problems.add(`Cleaning up: ${name} failed: ${message.replaceAll(/[\da-f-]{36}/g, "…")}`);

  async function remove(id: string): Promise<void> {
    try {
      await client.deleteWebhook(app, id);
    } catch (error) {
      if (!(error instanceof NotFoundError)) {
        failed.add(id);
        note("deleteWebhook", error as Error);
        if (failed.size > maxLeftovers) transport.stop(`${failed.size} webhooks were not deleted`);
        return;
      }
    }
    transport.created.delete(id);
  }

  async function deleteCreated(except?: string): Promise<void> {
    for (const id of transport.created) if (id !== except && !failed.has(id)) await remove(id);
  }

  /** Deletes also what the list shows of this run and of earlier ones. */
  async function deleteAll(): Promise<void> {
    if (isReadOnly || isDone) return;
    isDone = true;
    failed.clear();
    await deleteCreated();
    // Collected first, because deleting a webhook moves those on the next pages.
    const ids: string[] = [];
    try {
      for await (const { id, name } of client.listWebhooks(app)) {
        if (isDisposable(name, ownStart) && !failed.has(id)) ids.push(id);
      }
    } catch (error) {
      note("listWebhooks", error as Error);
    }
    for (const id of ids) {
      transport.adopt(id);
      await remove(id);
    }
  }

  let isDone = false;
  return { deleteCreated, deleteAll, problems };
}

/** Whether a webhook belongs to this run, or to one that began before it and left it behind. */
function isDisposable(name: string, ownStart: string): boolean {
  const [start, time] = name.match(/^Contract test (\d{13}) [a-z0-9]+(?= |$)/) ?? [];
  return time !== undefined && (start === ownStart || time < (ownStart.split(" ")[2] ?? ""));
}
