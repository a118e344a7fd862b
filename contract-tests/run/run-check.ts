import type { Target } from "../targets/target.js";
import type { Check } from "./check.js";
import { type RecordedExchange, recordExchanges } from "./recording.js";

/** The outcome of one check. */
export interface Outcome {
  check: Check;
  /** What went over the wire, in its order. */
  exchanges: RecordedExchange[];
  /** Why the check failed; undefined if it passed. */
  error?: unknown;
}

/** Runs a check and records its exchanges; a failure is part of the outcome, not thrown. */
export async function runCheck(check: Check, target: Target): Promise<Outcome> {
  const exchanges: RecordedExchange[] = [];
  try {
    await recordExchanges(target.fetch ?? fetch, exchanges, () => check.run(target));
    return { check, exchanges };
  } catch (error) {
    return { check, exchanges, error: error ?? new Error("the check failed") };
  }
}
