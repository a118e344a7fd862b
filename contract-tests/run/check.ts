import type { Document } from "../../scripts/contract/document.js";
import type { Oracle } from "../judge/oracle.js";
import type { Ability, Target } from "../targets/target.js";
import type { Element } from "./coverage.js";

/** What checks are made of: the contract and the suite's own reading of it. */
export interface Basis {
  contract: Document;
  oracle: Oracle;
}

/** One thing to find out about an implementation. */
export interface Check {
  title: string;
  /** What of the contract is proven once the check has passed. */
  proves: Element[];
  /** Parts of the document that the check depends on most, as JSON pointers. */
  touches: string[];
  /** What a target has to be able to do, or there is nothing to find out. */
  needs: readonly Ability[];
  /** Rejects when the target breaks the contract. */
  run(target: Target): Promise<void>;
}
