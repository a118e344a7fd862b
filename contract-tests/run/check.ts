import type { Document } from "../../scripts/contract/document.js";
import type { Oracle } from "../oracle/oracle.js";
import type { CheckRequirements, Target } from "../targets/target.js";
import type { CoverageItem } from "./coverage.js";

/** What every check is made from. */
export interface SuiteContext {
  contract: Document;
  oracle: Oracle;
  /** Whether the client and the validators in `generated/` are those of another contract. */
  isForeign?: boolean;
}

/** One statement about an implementation, and how to test it. */
export interface Check extends CheckRequirements {
  /** A sentence in the present tense. */
  title: string;
  /** JSON pointers to the parts of the contract that the check depends on most. */
  touches: string[];
  /** Rejects when the target breaks the contract. */
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
