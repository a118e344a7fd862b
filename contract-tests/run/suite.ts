import type { Document } from "../../scripts/contract/document.js";
import { apiOperations, deliveries } from "../../scripts/contract/operations.js";
import { accessChecks } from "../checks/access-checks.js";
import { invalidResponseChecks } from "../checks/invalid-response-checks.js";
import { lifecycleChecks } from "../checks/lifecycle-checks.js";
import { pageChecks } from "../checks/page-checks.js";
import { protocolChecks } from "../checks/protocol-checks.js";
import { requestChecks } from "../checks/request-checks.js";
import { responseChecks } from "../checks/response-checks.js";
import { sentDeliveryChecks } from "../checks/sent-delivery-checks.js";
import { type InvalidResponse, invalidResponsesOf } from "../derive/invalid-responses.js";
import { createOracle } from "../oracle/oracle.js";
import { reasonAgainst, type Target } from "../targets/target.js";
import type { Check, SuiteContext } from "./check.js";
import { Coverage, coveragePlan } from "./coverage.js";

/** Every check that follows from a contract, and the responses that a mock has to serve for them. */
export interface Suite extends SuiteContext {
  checks: Check[];
  invalidResponses: InvalidResponse[];
}

/**
 * @param isForeign - whether the client in `generated/` is of another contract
 * @param oracle - of a contract with the same schemas
 */
export function suiteOf(
  contract: Document,
  isForeign = false,
  oracle = createOracle(contract),
): Suite {
  const context = { contract, oracle, isForeign };
  const derived = invalidResponsesOf(context);
  return {
    ...context,
    invalidResponses: derived.responses,
    checks: [
      ...responseChecks(context),
      ...requestChecks(context),
      ...protocolChecks(context),
      ...invalidResponseChecks(context, derived),
      ...behaviourChecks(context),
    ],
  };
}

/** Another contract may not have all of the operations of webhooks. */
function behaviourChecks(context: SuiteContext): Check[] {
  const { contract } = context;
  const operations = [...apiOperations(contract), ...deliveries(contract)];
  const has = (row: string) => operations.some(({ operationId }) => operationId === row);
  const canSubscribe = ["createWebhook", "updateWebhook", "deleteWebhook"].every(has);
  return [
    ...lifecycleChecks(context),
    ...pageChecks(context),
    ...accessChecks(context),
    ...(canSubscribe ? sentDeliveryChecks(context) : []),
  ].filter(({ proves }) => proves.every(({ row }) => has(row)));
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
  const items = (some: Check[]) => some.flatMap(({ proves }) => proves);
  const coverage = new Coverage([...coveragePlan(contract), ...items(checks)]);
  for (const [reason, some] of notApplicable) {
    const kind = some.every(({ untested }) => untested !== undefined) ? "tested" : "applicable";
    coverage.exclude(items(some), `not ${kind}: ${reason}`);
  }
  // What an applicable check proves as well has to be proven all the same.
  coverage.exclude(items(applicable), undefined);
  return { checks: applicable, notApplicable, coverage };
}
