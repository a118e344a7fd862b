import { setMaxListeners } from "node:events";
import pLimit from "p-limit";
import {
  ForbiddenError,
  MendixWebhooksError,
  NotFoundError,
  UnauthorizedError,
} from "../../index.js";
import { describeError } from "../report-error.js";
import type { Change, Step } from "./plan.js";
import type { Connected } from "./read-apps.js";

/** What became of a change. */
export interface Outcome {
  change: Change;
  result: "done" | "not done" | "unknown";
  /** Why it is not done, or unknown. */
  reason?: string;
  error?: unknown;
}

/**
 * Makes the changes of a plan: first what is created and updated, then what is deleted, and the
 * latter only in apps without a failure. A failure does not stop the changes of other apps, except
 * an invalid token and an interruption.
 *
 * @param onOutcome - called after each change
 * @returns the outcomes in the order of the plan
 */
export async function applyPlan(
  steps: readonly Step[],
  connected: Connected,
  onOutcome: () => void,
): Promise<Outcome[]> {
  const limit = pLimit(connected.concurrency);
  // Each request listens.
  setMaxListeners(0, connected.signal);
  const outcomes = new Map<Step, Outcome>();
  const failures: Outcome[] = [];
  async function run(step: Step): Promise<void> {
    const { change } = step;
    const reason = reasonToSkip(change, failures);
    const outcome: Outcome =
      reason === undefined
        ? await perform(step, connected)
        : { change, result: "not done", reason };
    outcomes.set(step, outcome);
    if (outcome.error) failures.push(outcome);
    onOutcome();
  }
  for (const isDeletion of [false, true]) {
    const some = steps.filter(({ change }) => (change.action === "delete") === isDeletion);
    await Promise.all(some.map((step) => limit(run, step)));
  }
  return steps.flatMap((step) => outcomes.get(step) ?? []);
}

/** Why a change is not tried, after these failures. */
function reasonToSkip({ appId, action }: Change, failures: readonly Outcome[]): string | undefined {
  if (failures.some(({ error }) => error instanceof UnauthorizedError)) {
    return "the access token is not valid";
  }
  const ofApp = failures.filter(({ change }) => change.appId === appId);
  if (ofApp.some(({ error }) => error instanceof ForbiddenError)) {
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
    // Somebody else has deleted it.
    if (change.action === "delete" && error instanceof NotFoundError) {
      return { change, result: "done" };
    }
    if (!error.mayHaveSucceeded) {
      return { change, result: "not done", reason: describeError(error).line, error };
    }
    const isInterrupted = error.code === "aborted";
    const reason = isInterrupted ? "interrupted during the request" : error.message;
    return { change, result: "unknown", reason, error };
  }
}

async function send({ change, body }: Step, { client, signal }: Connected): Promise<unknown> {
  const { action, appId, id = "" } = change;
  if (action === "delete") return client.deleteWebhook(appId, id, { signal });
  if (body === undefined) throw new Error("a change without a webhook");
  if (action === "update") return client.updateWebhook(appId, id, body, { signal });
  return client.createWebhook(appId, body, { signal, reconcile: true });
}
