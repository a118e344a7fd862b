import type { Document } from "../scripts/contract/document.js";
import type { Element } from "./coverage.js";
import type { Oracle } from "./oracle.js";

/** What checks are made of: the contract and the suite's own reading of it. */
export interface Basis {
  contract: Document;
  oracle: Oracle;
}

/**
 * Where a check is run: at a mock of the contract as it is, or at one of what a mock of an API
 * cannot be asked directly; see `canaries.ts`.
 */
export type Stage = "contract" | "canaries";

/** One thing to find out about an implementation. */
export interface Check {
  title: string;
  /** What of the contract is proven once the check has passed. */
  proves: Element[];
  /** Parts of the document that the check depends on most, as JSON pointers. */
  touches: string[];
  stage: Stage;
  /**
   * Rejects when the implementation breaks the contract.
   *
   * @param url - where the check's stage is served
   */
  run(url: string): Promise<void>;
}
