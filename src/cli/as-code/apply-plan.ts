import { MendixWebhooksError, NotFoundError } from "../../index.js";
import { startProgress } from "../progress.js";
import { describeError } from "../report-error.js";
import { CommandError, exitCodes } from "../terminal.js";
import type { Change, Step } from "./plan.js";
import type { Connected } from "./read-apps.js";

export interface Outcome {
  change: Change;
  result: "done" | "not done" | "unknown";
  /** Why it is not done, or unknown. */
  reason?: string;
  /** The code of the client's error; missing if the change was not tried. */
  code?: string;
}

/**
 * Makes the changes of a plan: first what is created and updated, then what is deleted, and the
 * latter only in apps without a failure. A failure does not stop the changes of other apps, except
 * an invalid token and an interruption.
 *
 * @returns the outcomes in the order of the plan
 */
export async function applyPlan(steps: readonly Step[], connected: Connected): Promise<Outcome[]> {
  const { limit, terminal } = connected;
  const progress = startProgress("changes", terminal, steps.length);
  const outcomes = new Map<Step, Outcome>();
  const failures: Outcome[] = [];
  async function run(step: Step): Promise<void> {
    const { change } = step;
    const reason = reasonToSkip(change, failures);
    const outcome: Outcome = reason
      ? { change, result: "not done", reason }
      : await perform(step, connected);
    outcomes.set(step, outcome);
    if (outcome.code !== undefined) failures.push(outcome);
    progress.advance();
  }
  try {
    for (const isDeletion of [false, true]) {
      const some = steps.filter(({ change }) => (change.action === "delete") === isDeletion);
      await Promise.all(some.map((step) => limit(run, step)));
    }
  } finally {
    progress.stop();
  }
  return steps.flatMap((step) => outcomes.get(step) ?? []);
}

function reasonToSkip({ appId, action }: Change, failures: readonly Outcome[]): string | undefined {
  if (failures.some(({ code }) => code === "unauthorized")) return "the access token is not valid";
  const ofApp = failures.filter(({ change }) => change.appId === appId);
  if (ofApp.some(({ code }) => code === "forbidden")) {
    return "the token is not sufficient for this app";
  }
  if (action !== "delete" || ofApp.length === 0) return undefined;
  return "nothing is deleted in an app in which another change failed";
}

async function perform(step: Step, connected: Connected): Promise<Outcome> {
  const { change } = step;
  try {
    await send(step, connected);
    return { change, result: "done" };
  } catch (error) {
    if (!(error instanceof MendixWebhooksError)) throw error;
    const { code, mayHaveSucceeded, message } = error;
    const isGone = change.action === "delete" && error instanceof NotFoundError;
    if (isGone) return { change, result: "done" };
    if (!mayHaveSucceeded) {
      return { change, result: "not done", reason: describeError(error).line, code };
    }
    const reason = code === "aborted" ? "interrupted during the request" : message;
    return { change, result: "unknown", reason, code };
  }
}

async function send({ change, body }: Step, { client, terminal }: Connected): Promise<unknown> {
  const { action, appId, id = "" } = change;
  const { signal } = terminal;
  if (action === "delete") return client.deleteWebhook(appId, id, { signal });
  if (body === undefined) throw new Error("a change without a webhook");
  if (action === "update") return client.updateWebhook(appId, id, body, { signal });
  return client.createWebhook(appId, body, { signal, reconcile: true });
}

/** @throws CommandError if changes are not done or unknown */
export function requireAllDone(
  outcomes: readonly Outcome[],
  { aborted: isInterrupted }: AbortSignal,
): void {
  const open = outcomes.filter(({ result }) => result !== "done");
  if (open.length === 0) return;
  const what = `${open.length} of ${outcomes.length} changes are not done or unknown`;
  if (isInterrupted) {
    throw new CommandError(`interrupted; ${what}; apply again`, exitCodes.interrupted);
  }
  // A change that was not tried has no code.
  const isRefused = open.every(({ code = "forbidden" }) => /^(unauthorized|forbidden)$/.test(code));
  throw isRefused
    ? new CommandError(`${what}: check the token and its scope`, exitCodes.notAuthorised)
    : new CommandError(`${what}: apply again, it does what is left`, exitCodes.failed);
}
