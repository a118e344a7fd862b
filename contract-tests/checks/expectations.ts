import assert from "node:assert/strict";
import { apiOperations, type Operation, successKeys } from "../../scripts/contract/operations.js";
import { inputExample } from "../contract.js";
import { validRequest } from "../derive/requests.js";
import {
  exchange,
  noResponseStatus,
  type Request,
  type Response,
} from "../oracle/http-exchange.js";
import { atAnyItem, comparable, type Finding, responseKey, rulesOf } from "../oracle/oracle.js";
import { CheckFailure, failOnce, hasFailed, NotAsked, type SuiteContext } from "../run/check.js";
import type { Target } from "../targets/target.js";

/** Ids that the suite asks for where no webhook should exist. */
export const noWebhook = /^none_/;

/** Sends a request as it is. */
export const send = async (target: Target, { path }: Operation, request: Request) =>
  exchange(await target.url(), path, request);

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

/**
 * A request that satisfies the contract succeeds, with a response that satisfies it.
 *
 * @param what - what is special about the request; its refusals get one line, with the first detail
 */
export async function checkAccepted(
  context: SuiteContext,
  target: Target,
  operation: Operation,
  request: Request,
  what = "a valid request",
  detail = "",
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
  const headline = notAccepted(operation.operationId, what);
  if (status >= 300) failOnce(target, headline, new CheckFailure(headline + detail));
  assert.ok(successKeys(operation).includes(`${key}`), `${status} is a documented success`);
}

/** The line for what an operation refuses, although the contract allows it. */
export const notAccepted = (operationId: string, what = "the example of the contract") =>
  `${operationId} does not accept ${what}`;

/** The line for everything to which an operation returns a server error that nobody asked for. */
export const serverError = ({ operationId }: Operation, status: number) =>
  status === noResponseStatus
    ? `${operationId} gets no response`
    : `${operationId} returns ${status}`;

/** The lines for all that cannot be done with a webhook. */
export const createdIsNotFound = "a webhook that createWebhook returned is not found";
const emptyId = "createWebhook returns an empty id";
export const sameId = "createWebhook returns the same id for different webhooks";
export const uselessIds = [emptyId, sameId];

/** Where even the example of the contract fails in the same way, that alone is the failure. */
async function assertAsksOthers(
  context: SuiteContext,
  target: Target,
  operation: Operation,
  status: number,
): Promise<void> {
  const isOfCreated = status === 404 && operation.path.includes("{webhook-id}");
  const refusal = isOfCreated ? createdIsNotFound : notAccepted(operation.operationId);
  const headline = status >= 500 ? serverError(operation, status) : refusal;
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
  const findings = context.oracle.validateRequest(operation, request);
  // An unknown cursor could be why a service refuses it.
  const { cursor: _, ...query } = request.query;
  const isKept = target.prepare !== undefined || operation.operationId !== "listWebhooks";
  const response = await send(target, operation, isKept ? request : { ...request, query });
  const documented = refusalsOf(operation, findings, request);
  assertRefused(target, operation, response, documented, findings);
  if (documented.length === 0) return; // The contract does not say more than that it is wrong.
  // A response to HEAD has no body that could say what is wrong.
  if (operation.method !== "head") assertReported(target, response, findings, request.body);
  assertValid(context, target, operation, response);
}

function assertRefused(
  target: Target,
  operation: Operation,
  { status }: Response,
  documented: number[],
  findings: Finding[],
): void {
  const isRefusal = status >= 400 && status < 500;
  if (documented.length === 0 ? isRefusal : documented.includes(status)) return;
  if (status < 400) failNotRefused(target, operation, findings);
  if (status >= 500) failOnce(target, serverError(operation, status));
  const isDocumented = responseKey(operation, status) !== undefined;
  const expected = documented.join(" or ") || "4xx";
  const instead = isDocumented ? `${status} instead of ${expected}` : `an undocumented ${status}`;
  // Other checks run into the same status. The report has one line for all operations.
  const headline = `${operation.operationId} returns ${instead}`;
  failOnce(target, headline, new CheckFailure(`An invalid request gets ${instead}`));
}

/** Where a value of any type is accepted, nothing is validated: that alone is the failure. */
function failNotRefused(target: Target, operation: Operation, findings: Finding[]): never {
  const lineFor = (some: Finding[]) =>
    `${operation.operationId} does not refuse a request that violates ${rulesOf(some).join(" and ")}`;
  const [place = ""] = findings.map((one) => one.place.replace(/^content-type$/, "body"));
  const keys = place.split("/");
  const unvalidated = keys
    .map((_, i) => lineFor([{ place: keys.slice(0, i + 1).join("/"), keyword: "type" }]))
    .find((line) => hasFailed(target, line));
  if (unvalidated !== undefined) throw new NotAsked(unvalidated);
  const violation = `A request that violates ${rulesOf(findings).join(" and ")}`;
  failOnce(target, lineFor(findings), new CheckFailure(`${violation} is not refused`));
}

/** The line for all responses of an operation that violate the contract in the same way. */
function violation(operation: Operation, status: number, findings: readonly Finding[]) {
  if (status === noResponseStatus) return serverError(operation, status);
  const { operationId } = operation;
  const rules = rulesOf(findings.map(atAnyItem)).join(" and ");
  return rules === "status documented"
    ? `${operationId} returns an undocumented ${status}`
    : `a ${status} response of ${operationId} violates ${rules}`;
}

/** The statuses that the contract documents for a refusal and that fit; none if it has no such. */
function refusalsOf(operation: Operation, findings: Finding[], { path }: Request): number[] {
  const has = (rule: string) => findings.some(({ keyword }) => keyword === rule);
  const isInPath = findings.some(({ place }) => place.startsWith("path/"));
  const fitting = has("security")
    ? [401]
    : has("mediaType")
      ? [415, 422, 400]
      : // What has no valid id does not exist.
        isInPath || Object.values(path).some((text) => noWebhook.test(text))
        ? [422, 400, 404]
        : [422, 400];
  return fitting.filter((status) => responseKey(operation, status) !== undefined);
}

/** A target that says what is wrong with an exchange finds the same as the oracle. */
export function assertReported(
  target: Target,
  response: Response,
  findings: readonly Finding[],
  requestBody?: string,
) {
  const reported = target.reported?.(response, requestBody);
  if (reported !== undefined) assert.deepEqual(reported, comparable(findings));
}

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
  // A service may keep to the order that a cursor was made for.
  const { cursor: _, ...query } = request.query;
  const ofFirst = { ...request, path, query: { ...query, limit: "1" } };
  const response = await send(target, operation, ofFirst);
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
  const { status } = response;
  assertValid(context, target, operation, response);
  if (status >= 500) failOnce(target, serverError(operation, status));
  if (status >= 300) failOnce(target, notAccepted(operation.operationId));
  const { id } = JSON.parse(response.body) as { id: string };
  if (id === "") failOnce(target, emptyId);
  return id;
}
