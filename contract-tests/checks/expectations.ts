import assert from "node:assert/strict";
import { type Operation, statusOf, successKeys } from "../../scripts/contract/operations.js";
import { exchange, type Request } from "../oracle/http-exchange.js";
import type { Finding } from "../oracle/oracle.js";
import type { SuiteContext } from "../run/check.js";
import type { KnownDeviation, Target } from "../targets/target.js";

/** A request that keeps the contract succeeds, with an answer that keeps it. */
export async function checkAccepted(
  { oracle }: SuiteContext,
  target: Target,
  operation: Operation,
  request: Request,
): Promise<void> {
  const prepared = await target.prepare(operation, request);
  const { response } = await exchange(await target.url(), operation.path, prepared);
  assert.deepEqual(target.reported(response), []);
  assert.equal(response.status, statusOf(successKeys(operation)[0] ?? "default"));
  assert.deepEqual(oracle.validateResponse(operation, response), []);
}

/**
 * A request that breaks the contract is refused, and the answer says with what: exactly that and
 * nothing else.
 *
 * @param deviation - what the target is known to do instead
 */
export async function checkRefused(
  { oracle }: SuiteContext,
  target: Target,
  operation: Operation,
  request: Request,
  deviation?: KnownDeviation,
): Promise<void> {
  const findings = oracle.validateRequest(operation, request);
  const { response } = await exchange(await target.url(), operation.path, request);
  if (deviation === undefined) {
    assert.deepEqual(target.reported(response), expectedOf(target, request, findings));
  }
  const isForeign = findings.some(({ keyword }) => keyword === "security");
  const documented = isForeign ? 401 : 400;
  const isDocumented = operation.responses[documented] !== undefined;
  const known =
    deviation ?? (isDocumented ? undefined : target.knownDeviations.undocumentedRefusal);
  assert.equal(response.status, known?.status ?? documented);
  assert.deepEqual(oracle.validateResponse(operation, response), known?.findings ?? []);
}

/** What the target has to say of a request. */
export function expectedOf(
  target: Target,
  { body }: Request,
  findings: readonly Finding[],
): string[] {
  const deviation = body === "null" ? target.knownDeviations.nullBody : undefined;
  return target.expected(deviation?.findings ?? findings);
}
