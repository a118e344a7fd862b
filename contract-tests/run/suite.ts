import type { Document } from "../../scripts/contract/document.js";
import { accessChecks } from "../checks/access-checks.js";
import { constraintChecks } from "../checks/constraint-checks.js";
import { deliveryChecks } from "../checks/delivery-checks.js";
import { invalidResponseChecks } from "../checks/invalid-response-checks.js";
import { lifecycleChecks } from "../checks/lifecycle-checks.js";
import { pageChecks } from "../checks/page-checks.js";
import { protocolChecks } from "../checks/protocol-checks.js";
import { responseChecks } from "../checks/response-checks.js";
import { sentDeliveryChecks } from "../checks/sent-delivery-checks.js";
import { coveragePlan } from "../derive/coverage-plan.js";
import { type InvalidResponse, invalidResponsesOf } from "../derive/invalid-responses.js";
import { createOracle } from "../oracle/oracle.js";
import { reasonAgainst, type Target } from "../targets/target.js";
import type { Check, SuiteContext } from "./check.js";
import { Coverage } from "./coverage.js";

/** Every check that follows from a contract, and the responses that a mock has to serve for them. */
export interface Suite extends SuiteContext {
  checks: Check[];
  invalidResponses: InvalidResponse[];
}

export function suiteOf(contract: Document): Suite {
  const context = { contract, oracle: createOracle(contract) };
  const invalidResponses = invalidResponsesOf(context);
  return {
    ...context,
    invalidResponses,
    checks: [
      ...responseChecks(context),
      ...constraintChecks(context),
      ...protocolChecks(context),
      ...invalidResponseChecks(context, invalidResponses),
      ...deliveryChecks(context),
      ...lifecycleChecks(context),
      ...pageChecks(context),
      ...accessChecks(context),
      ...sentDeliveryChecks(context),
    ],
  };
}

/** The checks of a suite that a target can be asked to pass, and the others by reason. */
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
  const coverage = new Coverage(coveragePlan(contract));
  for (const [reason, some] of notApplicable) {
    coverage.exclude(
      some.flatMap(({ proves }) => proves),
      reason,
    );
  }
  // What an applicable check proves as well has to be proven all the same.
  coverage.include(applicable.flatMap(({ proves }) => proves));
  return { checks: applicable, notApplicable, coverage };
}
