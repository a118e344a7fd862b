import assert from "node:assert/strict";
import { type Operation, successKeys } from "../../scripts/contract/operations.js";
import { exchange, type Request } from "../oracle/http-exchange.js";
import { type Finding, responseKey } from "../oracle/oracle.js";
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
  const { statuses, undocumented } = refusalOf(target, operation, findings);
  const known = deviation ?? undocumented;
  const expected = known?.isSilent ? [] : expectedOf(target, request, findings);
  // A response to HEAD has no body that could say what is wrong.
  if (deviation === undefined && operation.method !== "head") {
    assert.deepEqual(target.reported(response), expected);
  }
  const allowed = known ? [known.status] : statuses;
  assert.ok(allowed.includes(response.status), `${response.status} is not ${allowed.join(" or ")}`);
  const found = oracle.validateResponse(operation, response);
  assert.deepEqual(found, known ? (known.findings ?? found) : []);
}

interface Refusal {
  /** Those that the contract documents for it; any that would fit if it documents none. */
  statuses: (number | "success")[];
  /** What the target is known to do where the contract documents none. */
  undocumented: KnownDeviation | undefined;
}

function refusalOf(target: Target, operation: Operation, findings: Finding[]): Refusal {
  const { undocumentedRefusal: other, ...known } = target.knownDeviations;
  const has = (rule: string) => findings.some(({ keyword }) => keyword === rule);
  const [fitting, own] = has("security")
    ? [[401], known.undocumentedUnauthorized]
    : has("mediaType")
      ? [[415, 422, 400], known.undocumentedMediaType]
      : [[422, 400], undefined];
  const documented = fitting.filter((status) => responseKey(operation, status) !== undefined);
  return documented.length > 0
    ? { statuses: documented, undocumented: undefined }
    : { statuses: fitting, undocumented: own ?? other };
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
