import type { Document } from "../../scripts/contract/document.js";
import type { Oracle } from "../oracle/oracle.js";
import type { CheckRequirements, Target } from "../targets/target.js";

/** What every check is made from. */
export interface SuiteContext {
  contract: Document;
  oracle: Oracle;
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
