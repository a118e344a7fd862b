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
import { behavioursOf } from "../derive/behaviours.js";
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

/** @param isForeign - whether the client and the validators in `generated/` are of another contract */
export function suiteOf(contract: Document, isForeign = false): Suite {
  const context = { contract, oracle: createOracle(contract), isForeign };
  const derived = invalidResponsesOf(context);
  const behaviours = [
    ...lifecycleChecks(context),
    ...pageChecks(context),
    ...accessChecks(context),
    ...sentDeliveryChecks(context),
  ];
  const described = new Set(behavioursOf(contract).map(({ row, name }) => `${row} ${name}`));
  return {
    ...context,
    invalidResponses: derived.responses,
    checks: [
      ...responseChecks(context),
      ...constraintChecks(context),
      ...protocolChecks(context),
      ...invalidResponseChecks(context, derived),
      ...deliveryChecks(context),
      // Another contract has not all of the operations.
      ...behaviours.filter(({ proves }) =>
        proves.every(({ row, name }) => described.has(`${row} ${name}`)),
      ),
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
    const kind = some.every(({ untested }) => untested !== undefined) ? "tested" : "applicable";
    coverage.exclude(
      some.flatMap(({ proves }) => proves),
      `not ${kind}: ${reason}`,
    );
  }
  // What an applicable check proves as well has to be proven all the same.
  coverage.include(applicable.flatMap(({ proves }) => proves));
  return { checks: applicable, notApplicable, coverage };
}
