import type { Document } from "../../scripts/contract/document.js";
import { accessChecks } from "../checks/access-checks.js";
import { constraintChecks } from "../checks/constraint-checks.js";
import { deliveryChecks } from "../checks/delivery-checks.js";
import { canaryChecks } from "../checks/invalid-response-checks.js";
import { lifecycleChecks } from "../checks/lifecycle-checks.js";
import { pageChecks } from "../checks/page-checks.js";
import { protocolChecks } from "../checks/protocol-checks.js";
import { answerChecks } from "../checks/response-checks.js";
import { sentDeliveryChecks } from "../checks/sent-delivery-checks.js";
import { type Canary, canariesOf } from "../derive/invalid-responses.js";
import { planOf } from "../derive/plan.js";
import { createOracle } from "../judge/oracle.js";
import { reasonAgainst, type Target } from "../targets/target.js";
import type { Basis, Check } from "./check.js";
import { Coverage } from "./coverage.js";

/** Every check that follows from a contract, and what they have to be served. */
export interface Suite extends Basis {
  checks: Check[];
  canaries: Canary[];
}

export function suiteOf(contract: Document): Suite {
  const basis = { contract, oracle: createOracle(contract) };
  const canaries = canariesOf(basis);
  return {
    ...basis,
    canaries,
    checks: [
      ...answerChecks(basis),
      ...constraintChecks(basis),
      ...protocolChecks(basis),
      ...canaryChecks(basis, canaries),
      ...deliveryChecks(basis),
      ...lifecycleChecks(basis),
      ...pageChecks(basis),
      ...accessChecks(basis),
      ...sentDeliveryChecks(basis),
    ],
  };
}

/** What of a suite a target can be asked; the rest with the reason why not. */
export interface Assignment {
  checks: Check[];
  notApplicable: Map<string, Check[]>;
  coverage: Coverage;
}

export function assign({ contract, checks }: Suite, target: Target): Assignment {
  const applicable: Check[] = [];
  const notApplicable = new Map<string, Check[]>();
  for (const check of checks) {
    const reason = reasonAgainst(target, check);
    if (reason === undefined) applicable.push(check);
    else notApplicable.set(reason, [...(notApplicable.get(reason) ?? []), check]);
  }
  const coverage = new Coverage();
  coverage.plan(planOf(contract));
  // An element that an applicable check proves as well stays to be proven.
  const provable = new Set(applicable.flatMap(({ proves }) => proves.map(text)));
  for (const [reason, some] of notApplicable) {
    const elements = some.flatMap(({ proves }) => proves);
    coverage.except(
      elements.filter((element) => !provable.has(text(element))),
      reason,
    );
  }
  return { checks: applicable, notApplicable, coverage };
}

const text = (element: object) => JSON.stringify(element);
