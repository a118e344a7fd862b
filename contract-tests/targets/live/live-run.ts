import { randomUUID } from "node:crypto";
import { ScriptError } from "../../../scripts/script-error.js";
import { ApiError, createClient, NotFoundError } from "../../../src/index.js";
import { inputExample } from "../../contract.js";
import { noResponseStatus } from "../../oracle/http-exchange.js";
import { createOracle } from "../../oracle/oracle.js";
import { createReporter, type Report } from "../../report/report.js";
import { type Check, runCheck } from "../../run/check.js";
import { suiteOf } from "../../run/suite.js";
import { clientOptions, createLiveTarget, harmlessContract } from "./live-target.js";
import type { LiveTransport } from "./live-transport.js";

/** Webhooks that cannot be deleted; with more of them a run ends, to leave no more behind. */
const maxLeftovers = 30;

/** Milliseconds after which a run has ended that left its webhooks behind, and is not under way. */
const longestRun = 1_200_000;

export interface LiveRun {
  report: Report;
  /** The table of coverage, as text. */
  coverage: string;
  /** Why the run ended before all checks had run; undefined if they had. */
  stopped: string | undefined;
  /** Ids of webhooks that could not be deleted. */
  leftovers: string[];
}

/**
 * Runs the suite against a server in use, one check after the other, and cleans up after each.
 *
 * @param random - tells apart runs that begin at the same time
 * @throws ScriptError if the server does not accept the token or the app
 */
export async function runLive(
  transport: LiveTransport,
  random: string,
  commit?: string,
): Promise<LiveRun> {
  const { contract, progress } = transport;
  const { url, app, token, clock } = transport.options;
  const startTime = clock.now();
  const nameStart = `Contract test ${startTime} ${random}`;
  const cleanUp = createCleanUp(transport, nameStart);
  try {
    const webhookId = await begin(transport, nameStart);
    if (transport.created.has(`${webhookId}`)) transport.kept = webhookId;
    const harmless = harmlessContract(contract, app, nameStart, webhookId);
    // The examples that a run changes are not part of the schemas.
    const suite = suiteOf(harmless, false, createOracle(contract));
    const target = createLiveTarget(harmless, transport);
    const reporter = createReporter(suite, target, [token]);
    const checks = deletionFirst(reporter.checks);
    progress.of = checks.length;
    for (const check of checks) {
      transport.withheld = undefined;
      const outcome = await runCheck(check, target);
      const hasFailed = outcome.error !== undefined;
      // A check that was interrupted has proven nothing.
      if (transport.stopped && hasFailed) break;
      progress.checks += 1;
      const { withheld } = transport;
      reporter.add({
        ...(hasFailed && withheld !== undefined && { notAsked: withheld }),
        ...outcome,
      });
      progress.failed = reporter.failed.length;
      await cleanUp.deleteCreated(webhookId);
      if (transport.stopped) break;
    }
    const stopped = transport.stopped?.message;
    reporter.setApart(checks.slice(progress.checks), `the run was stopped: ${stopped}`);
    const sent = `requests before cleaning up: ${progress.requests}`;
    await cleanUp.deleteAll();
    const notes = [sent, ...cleanUp.problems];
    return {
      report: reporter.report({ url, notes, commit, startTime, endTime: clock.now() }),
      coverage: `${reporter.coverage}`,
      stopped,
      leftovers: [...transport.created],
    };
  } finally {
    // Does nothing if it was done.
    await cleanUp.deleteAll();
  }
}

/** A service that deletes nothing should be noticed before it has hundreds of webhooks. */
const deletionFirst = (checks: readonly Check[]) => {
  const isOfDeletion = ({ title }: Check) => title === "deleteWebhook removes the webhook for good";
  return [...checks.filter(isOfDeletion), ...checks.filter((one) => !isOfDeletion(one))];
};

/** Finds out whether the server accepts the token, and creates the webhook for refused requests. */
async function begin(
  { contract, options, fetch }: LiveTransport,
  nameStart: string,
): Promise<string | undefined> {
  const { url: baseUrl, app, isReadOnly } = options;
  const harmless = harmlessContract(contract, app, nameStart);
  const client = createClient({ ...clientOptions, baseUrl, fetch });
  await Promise.resolve(client.listWebhooks(app, { limit: 1 })).catch(throwIfRefused);
  if (isReadOnly) return undefined;
  const call = client.createWebhook(app, inputExample(harmless, "pushWebhook"));
  const created = await Promise.resolve(call).catch(throwIfRefused);
  return created && (`${created.id ?? ""}` || `none_${randomUUID()}`);
}

/** Whatever else is wrong is for the checks to find. */
function throwIfRefused(error: unknown): undefined {
  if (!(error instanceof ApiError)) return undefined;
  const { status, message, body = "" } = error;
  if (/\((ECONNREFUSED|ENOTFOUND|EAI_AGAIN)\)$/.test(body)) throw new ScriptError(body);
  if (![401, 403, 404].includes(status)) return undefined;
  const setting = status === 404 ? "MENDIX_APP_ID and the path of --target" : "MENDIX_PAT";
  throw new ScriptError(`The server does not accept the run; check ${setting}: ${message}`);
}

/** Deletes webhooks of live runs, and no others. What cannot be deleted is recorded. */
function createCleanUp(transport: LiveTransport, ownStart: string) {
  const { url: baseUrl, app, isReadOnly } = transport.options;
  const client = createClient({ ...clientOptions, baseUrl, fetch: transport.cleanUpFetch });
  const failed = new Set<string>();
  const problems = new Set<string>();
  let isDone = isReadOnly;
  /** Whether one was looked for after it was deleted, and was gone. */
  let isProven = false;

  function record(name: string, error: Error): void {
    // The client reads what it expects, so that a TypeError says nothing of the response.
    const { message } = error instanceof TypeError ? { message: "invalid response" } : error;
    const { status, body } = error as Partial<ApiError>;
    const reason = status === noResponseStatus ? `${body}` : message;
    problems.add(`Cleaning up: ${name} failed: ${reason.replace(/[\da-f-]{36}/g, "…")}`);
  }

  async function remove(id: string): Promise<void> {
    try {
      await client.deleteWebhook(app, id);
      if (!isProven) {
        isProven = await client.getWebhook(app, id).then(
          () => false,
          () => true,
        );
      }
      if (!isProven) throw new Error("the webhook is still there");
    } catch (error) {
      if (!(error instanceof NotFoundError)) {
        failed.add(id);
        transport.adopt(id);
        record("deleteWebhook", error as Error);
        if (failed.size > maxLeftovers) transport.stop(`${failed.size} webhooks were not deleted`);
        return;
      }
    }
    transport.created.delete(id);
  }

  /** Deletes what the run has created so far, except for one webhook. */
  async function deleteCreated(except?: string): Promise<void> {
    for (const id of transport.created) if (id !== except && !failed.has(id)) await remove(id);
  }

  /** Deletes also what the list shows of this run and of earlier ones. */
  async function deleteAll(): Promise<void> {
    if (isDone) return;
    isDone = true;
    failed.clear();
    await deleteCreated();
    // All are collected first, because deleting a webhook moves those on the next pages.
    try {
      for await (const { id, name } of client.listWebhooks(app)) {
        if (isDisposable(name, ownStart)) transport.adopt(`${id}`);
      }
    } catch (error) {
      record("listWebhooks", error as Error);
    }
    failed.clear();
    await deleteCreated();
  }

  return { deleteCreated, deleteAll, problems };
}

/** Whether a webhook belongs to this run, or to one that has ended and left it behind. */
function isDisposable(name: string, ownStart: string): boolean {
  const [start, time] = name.match(/^Contract test (\d{13}) [a-z0-9]+(?= |$)/) ?? [];
  return (
    time !== undefined &&
    (start === ownStart || Number(time) + longestRun < Number(ownStart.split(" ")[2]))
  );
}
