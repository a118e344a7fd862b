import assert from "node:assert/strict";
import { type Operation, successStatuses } from "../../scripts/contract/operations.js";
import type { Basis } from "../run/check.js";
import type { Hole } from "../targets/known-deviations.js";
import type { Target } from "../targets/target.js";
import { exchange, type Request } from "./exchange.js";
import type { Finding } from "./oracle.js";

/** A request that keeps the contract succeeds, with an answer that keeps it. */
export async function checkAccepted(
  { oracle }: Basis,
  target: Target,
  operation: Operation,
  request: Request,
): Promise<void> {
  const prepared = await target.prepare(operation, request);
  const { response } = await exchange(await target.url(), operation.path, prepared);
  assert.deepEqual(target.said(response), []);
  assert.equal(response.status, successStatuses(operation)[0]);
  assert.deepEqual(oracle.judgeResponse(operation, response), []);
}

/**
 * A request that breaks the contract is refused, and the answer says with what: exactly that and
 * nothing else.
 *
 * @param hole - what the target is known to do instead
 */
export async function checkRefused(
  { oracle }: Basis,
  target: Target,
  operation: Operation,
  request: Request,
  hole?: Hole,
): Promise<void> {
  const findings = oracle.judgeRequest(operation, request);
  const { response } = await exchange(await target.url(), operation.path, request);
  if (hole === undefined) {
    assert.deepEqual(target.said(response), expectedOf(target, request, findings));
  }
  const isForeign = findings.some(({ keyword }) => keyword === "security");
  const documented = isForeign ? 401 : 400;
  const isDocumented = operation.responses[documented] !== undefined;
  const known = hole ?? (isDocumented ? undefined : target.holes.undocumentedRefusal);
  assert.equal(response.status, known?.status ?? documented);
  assert.deepEqual(oracle.judgeResponse(operation, response), known?.findings ?? []);
}

/** What the target has to say of a request. */
export function expectedOf(
  target: Target,
  { body }: Request,
  findings: readonly Finding[],
): string[] {
  const hole = body === "null" ? target.holes.nullBody : undefined;
  return target.expected(hole?.findings ?? findings);
}
