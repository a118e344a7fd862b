import assert from "node:assert/strict";
import { type Operation, successKeys } from "../../scripts/contract/operations.js";
import { exchange, type Request } from "../oracle/http-exchange.js";
import { type Finding, responseKey } from "../oracle/oracle.js";
import type { SuiteContext } from "../run/check.js";
import type { KnownDeviation, Situation, Target } from "../targets/target.js";

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
  const key = responseKey(operation, response.status);
  assert.ok(response.status < 300, `${response.status} is a success`);
  assert.ok(
    successKeys(operation).includes(`${key}`),
    `${response.status} is a documented success`,
  );
  assert.deepEqual(oracle.validateResponse(operation, response), []);
}

/**
 * A request that breaks the contract is refused, and the answer says with what: exactly that and
 * nothing else.
 *
 * @param deviation - what the target is known to do instead
 */
export async function checkRefused(
  context: SuiteContext,
  target: Target,
  operation: Operation,
  request: Request,
  deviation?: KnownDeviation,
): Promise<void> {
  const { oracle } = context;
  const isMissing = request.body === "null" && target.knownDeviations.nullBody !== undefined;
  const asRead = isMissing ? { ...request, body: undefined } : request;
  const findings = oracle.validateRequest(operation, asRead);
  if (isMissing && findings.length === 0) return checkAccepted(context, target, operation, request);
  const { response } = await exchange(await target.url(), operation.path, request);
  const { statuses, situation } = refusalOf(findings);
  const documented = statuses.filter((status) => responseKey(operation, status) !== undefined);
  const undocumented =
    target.knownDeviations[situation] ?? target.knownDeviations.undocumentedRefusal;
  const known = deviation ?? (documented.length > 0 ? undefined : undocumented);
  const isSilent = known?.isSilent || (known !== undefined && operation.method === "head");
  const expected = isSilent ? [] : expectedOf(target, request, findings);
  if (deviation === undefined) assert.deepEqual(target.reported(response), expected);
  const allowed = known ? [known.status] : documented.length > 0 ? documented : statuses;
  assert.ok(allowed.includes(response.status), `${response.status} is not ${allowed.join(" or ")}`);
  const found = oracle.validateResponse(operation, response);
  assert.deepEqual(found, known ? (known.findings ?? found) : []);
}

/** The statuses of a refusal, and how a target may deviate where the contract has none of them. */
function refusalOf(findings: Finding[]): { statuses: number[]; situation: Situation } {
  const has = (rule: string) => findings.some(({ keyword }) => keyword === rule);
  if (has("security")) return { statuses: [401], situation: "undocumentedUnauthorized" };
  if (has("mediaType")) return { statuses: [415, 422, 400], situation: "undocumentedMediaType" };
  return { statuses: [422, 400], situation: "undocumentedRefusal" };
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
