import type { Document } from "../../scripts/contract/document.js";
import type { Oracle } from "../oracle/oracle.js";
import type { CheckRequirements, Target } from "../targets/target.js";
import type { CoverageItem } from "./coverage.js";
import { type RecordedExchange, recordExchanges } from "./recording.js";

/** What every check is made from. */
export interface SuiteContext {
  contract: Document;
  oracle: Oracle;
  /** Whether the client in `generated/` is that of another contract. */
  isForeign?: boolean;
}

/** One statement about an implementation, and how to test it. */
export interface Check extends CheckRequirements {
  /** A sentence in the present tense. */
  title: string;
  /** JSON pointers to the parts of the contract that the check depends on most. */
  touches: string[];
  /** Rejects when the target violates the contract. */
  run(target: Target): Promise<void>;
}

/** Stands for something that the contract says and that the suite does not test. */
export const notTested = (item: CoverageItem, reason: string): Check => ({
  title: `${item.row}: ${item.name} is not tested`,
  proves: [item],
  touches: [],
  needs: [],
  untested: reason,
  run: () => Promise.reject(new Error(`this is not tested: ${reason}`)),
});

/** A failure whose message is the line that a report shows for it. */
export class CheckFailure extends Error {}

/** Rejects a check that could only repeat what another one has reported; the message says what. */
export class NotAsked extends Error {}

const reported = new WeakMap<Target, Set<string>>();

/** Whether a check has failed with a headline. */
export const hasFailed = (target: Target, headline: string): boolean =>
  reported.get(target)?.has(headline) ?? false;

/**
 * Fails the first check that runs into a problem; the others that do are not asked.
 *
 * @param headline - what is wrong, the same for all of these checks
 * @param error - thrown the first time
 */
export function failOnce(
  target: Target,
  headline: string,
  error: unknown = new CheckFailure(headline),
): never {
  const headlines = reported.get(target) ?? new Set();
  reported.set(target, headlines);
  if (headlines.has(headline)) throw new NotAsked(headline);
  headlines.add(headline);
  throw error;
}

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
