import assert from "node:assert/strict";
import { apiOperations, type Operation, successKeys } from "../../scripts/contract/operations.js";
import { inputExample } from "../contract.js";
import { validRequest } from "../derive/requests.js";
import { exchange, type Request, type Response } from "../oracle/http-exchange.js";
import { comparable, type Finding, responseKey } from "../oracle/oracle.js";
import { CheckFailure, failOnce, hasFailed, type SuiteContext } from "../run/check.js";
import type { Target } from "../targets/target.js";

/** Sends a request as it is. */
export const send = async (target: Target, { path }: Operation, request: Request) =>
  (await exchange(await target.url(), path, request)).response;

/** A response satisfies the contract. */
export function assertValid(
  { oracle }: SuiteContext,
  target: Target,
  operation: Operation,
  response: Response,
): void {
  const findings = oracle.validateResponse(operation, response);
  if (findings.length === 0) return;
  const headline = violation(operation, response.status, findings);
  const compared = { actual: findings, expected: [], operator: "deepStrictEqual" };
  failOnce(target, headline, new assert.AssertionError({ message: headline, ...compared }));
}

/** A request that satisfies the contract succeeds, with a response that satisfies it. */
export async function checkAccepted(
  context: SuiteContext,
  target: Target,
  operation: Operation,
  request: Request,
): Promise<void> {
  const prepared = await prepare(context, target, operation, request);
  const response = await send(target, operation, prepared);
  const { status } = response;
  const key = responseKey(operation, status);
  if (status >= 400 && key !== undefined) {
    await assertAsksOthers(context, target, operation, status);
  }
  if (status < 300 || key === undefined) assertValid(context, target, operation, response);
  assertReported(target, response, []);
  assert.ok(status < 300, `a valid request is refused with ${status}`);
  assert.ok(successKeys(operation).includes(`${key}`), `${status} is a documented success`);
}

/** The line for all that cannot be done with a webhook. */
export const createdIsNotFound = "a webhook that createWebhook returned is not found";

/** Where even the example of the contract fails in the same way, that alone is the failure. */
async function assertAsksOthers(
  context: SuiteContext,
  target: Target,
  operation: Operation,
  status: number,
): Promise<void> {
  const isOfCreated = status === 404 && operation.path.includes("{webhook-id}");
  const headline = isOfCreated
    ? createdIsNotFound
    : `${operation.operationId} does not accept the example of the contract: it returns ${status}`;
  if (!hasFailed(target, headline)) {
    const example = validRequest(context.contract, operation);
    const prepared = await prepare(context, target, operation, example);
    if ((await send(target, operation, prepared)).status !== status) return;
  }
  failOnce(target, headline);
}

/**
 * A request that violates the contract is refused, and the response says which rule: exactly that
 * and nothing else.
 */
export async function checkRefused(
  context: SuiteContext,
  target: Target,
  operation: Operation,
  request: Request,
): Promise<void> {
  const { oracle } = context;
  const isMissing = request.body === "null" && target.knownDeviations.nullBody !== undefined;
  const asRead = isMissing ? { ...request, body: undefined } : request;
  const findings = oracle.validateRequest(operation, asRead);
  if (isMissing && findings.length === 0) return checkAccepted(context, target, operation, request);
  // An unknown cursor could be why a service refuses it.
  const { cursor: _, ...query } = request.query;
  const isKept = target.prepare !== undefined || operation.operationId !== "listWebhooks";
  const response = await send(target, operation, isKept ? request : { ...request, query });
  const { status } = response;
  const documented = refusalsOf(operation, findings);
  assertRefused(target, operation, status, documented, findings);
  if (documented.length === 0) return; // The contract does not say more than that it is wrong.
  // A response to HEAD has no body that could say what is wrong.
  if (operation.method !== "head") {
    assertReported(target, response, findingsOf(target, request, findings));
  }
  assertValid(context, target, operation, response);
}

function assertRefused(
  target: Target,
  operation: Operation,
  status: number,
  documented: number[],
  findings: Finding[],
): void {
  const isRefusal = status >= 400 && status < 500;
  if (documented.length === 0 ? isRefusal : documented.includes(status)) return;
  const { operationId } = operation;
  const rules = comparable(findings).join(" and ");
  if (status < 400) {
    const headline = `${operationId} does not refuse a request that violates ${rules}`;
    failOnce(target, headline, new assert.AssertionError({ message: `${headline}: ${status}` }));
  }
  const verb = isRefusal ? "refuses" : "fails on";
  const expected = documented.join(" or ") || "4xx";
  const headline = `${operationId} ${verb} an invalid request with ${status} instead of ${expected}`;
  const isDocumented = responseKey(operation, status) !== undefined;
  // Other checks run into the undocumented status as well.
  const undocumented = violation(operation, status, [{ place: "status", keyword: "documented" }]);
  failOnce(target, isDocumented ? headline : undocumented, new CheckFailure(headline));
}

/** The line for all responses of an operation that violate the contract in the same way. */
const violation = ({ operationId }: Operation, status: number, findings: readonly Finding[]) =>
  `a ${status} response of ${operationId} violates ${comparable(findings).join(" and ")}`;

/** The statuses that the contract documents for a refusal and that fit; none if it has no such. */
function refusalsOf(operation: Operation, findings: Finding[]): number[] {
  const has = (rule: string) => findings.some(({ keyword }) => keyword === rule);
  const isInPath = findings.some(({ place }) => place.startsWith("path/"));
  const fitting = has("security")
    ? [401]
    : has("mediaType")
      ? [415, 422, 400]
      : // What has no valid id does not exist.
        isInPath
        ? [422, 400, 404]
        : [422, 400];
  return fitting.filter((status) => responseKey(operation, status) !== undefined);
}

/** A target that says what is wrong with an exchange finds the same as the oracle. */
export function assertReported(target: Target, response: Response, findings: readonly Finding[]) {
  const reported = target.reported?.(response);
  if (reported !== undefined) assert.deepEqual(reported, comparable(findings));
}

/** What the target is to find wrong with a request. */
export const findingsOf = (target: Target, { body }: Request, findings: readonly Finding[]) =>
  (body === "null" ? target.knownDeviations.nullBody?.findings : undefined) ?? findings;

/** Replaces the contract's example ids and cursors by ones that the target has given out. */
async function prepare(
  context: SuiteContext,
  target: Target,
  operation: Operation,
  request: Request,
): Promise<Request> {
  if (target.prepare !== undefined) return target.prepare(operation, request);
  const { contract } = context;
  const operations = apiOperations(contract);
  const createWebhook = operations.find(({ operationId }) => operationId === "createWebhook");
  if (createWebhook === undefined) return request;
  const body = JSON.stringify(inputExample(contract, "pushWebhook"));
  const { "app-id": app = "" } = request.path;
  const inApp = { ...validRequest(contract, createWebhook), path: { "app-id": app } };
  const create = async () => {
    const response = await send(target, createWebhook, { ...inApp, body });
    return createdIdIn(context, target, createWebhook, response);
  };
  const hasId = operation.path.includes("{webhook-id}");
  const path = { ...request.path, ...(hasId && { "webhook-id": await create() }) };
  const hasCursor = request.query.cursor !== undefined && operation.operationId === "listWebhooks";
  if (!hasCursor) return { ...request, path };
  await create();
  await create();
  const response = await send(target, operation, { ...request, path, query: { limit: "1" } });
  assertValid(context, target, operation, response);
  const { cursors } = JSON.parse(response.body) as { cursors: { next?: string } };
  return { ...request, path, query: { ...request.query, cursor: cursors.next ?? "" } };
}

/** The id of a webhook for other requests. A create that fails is a failure of its own. */
export function createdIdIn(
  context: SuiteContext,
  target: Target,
  operation: Operation,
  response: Response,
): string {
  const { operationId } = operation;
  assertValid(context, target, operation, response);
  if (response.status >= 300) failOnce(target, `${operationId} returns ${response.status}`);
  const { id } = JSON.parse(response.body) as { id: string };
  if (id === "") failOnce(target, `${operationId} returns an empty id`);
  return id;
}
