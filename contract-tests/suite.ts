import type { Document } from "../scripts/contract/document.js";
import type { Mock, Prism } from "../scripts/mock/prism.js";
import { type Canary, canariesOf, canaryDocument } from "./canaries.js";
import type { Check, Stage } from "./check.js";
import { answerChecks } from "./checks/answers.js";
import { canaryChecks } from "./checks/canaries.js";
import { constraintChecks } from "./checks/constraints.js";
import { deliveryChecks } from "./checks/deliveries.js";
import { protocolChecks } from "./checks/protocol.js";
import { createOracle } from "./oracle.js";

/** Every check that follows from a contract, and what they have to be served. */
export interface Suite {
  checks: Check[];
  canaries: Canary[];
}

export function suiteOf(contract: Document): Suite {
  const basis = { contract, oracle: createOracle(contract) };
  const canaries = canariesOf(basis);
  return {
    canaries,
    checks: [
      ...answerChecks(basis),
      ...constraintChecks(basis),
      ...protocolChecks(basis),
      ...canaryChecks(basis, canaries),
      ...deliveryChecks(basis),
    ],
  };
}

/**
 * What the checks are run against; each stage is served once somebody asks for it.
 *
 * @param served - the contract of the suite, or a copy that somebody changed
 */
export function createStages(prism: Prism, { canaries }: Suite, served: Document) {
  const documents: Record<Stage, () => Document> = {
    contract: () => served,
    canaries: () => canaryDocument(served, canaries),
  };
  const mocks = new Map<Stage, Promise<Mock>>();
  return {
    async url(stage: Stage): Promise<string> {
      const mock = mocks.get(stage) ?? prism.serve(documents[stage]());
      mocks.set(stage, mock);
      return (await mock).url;
    },
    async close(): Promise<void> {
      for (const mock of mocks.values()) (await mock).close();
    },
  };
}
