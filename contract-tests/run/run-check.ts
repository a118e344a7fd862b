import type { Target } from "../targets/target.js";
import { type Check, NotAsked } from "./check.js";
import { type RecordedExchange, recordExchanges } from "./recording.js";

/** The outcome of one check. */
export interface Outcome {
  check: Check;
  /** What went over the wire, in its order. */
  exchanges: RecordedExchange[];
  /** Why the check failed; undefined if it passed. */
  error?: unknown;
  /** The problem for which the check was not asked; another check has reported it. */
  notAsked?: string;
  /** What is worth a remark, but allowed. */
  notes?: string[];
}

/** Runs a check and records its exchanges; a failure is part of the outcome, not thrown. */
export async function runCheck(check: Check, target: Target): Promise<Outcome> {
  const outcome = { check, exchanges: [], notes: [] };
  try {
    await recordExchanges({ fetch: target.fetch ?? fetch, ...outcome }, () => check.run(target));
    return outcome;
  } catch (error) {
    if (error instanceof NotAsked) return { ...outcome, error, notAsked: error.message };
    return { ...outcome, error: error ?? new Error("the check failed") };
  }
}
