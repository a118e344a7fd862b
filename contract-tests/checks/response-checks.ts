import assert from "node:assert/strict";
import {
  type Header,
  jsonOf,
  type Parameter,
  type ResponseObject,
  resolve,
} from "../../scripts/contract/document.js";
import { apiOperations, type Operation } from "../../scripts/contract/operations.js";
import { parametersIn, pathParameters } from "../../scripts/contract/parameters.js";
import {
  ApiError,
  BadRequestError,
  createClient,
  ForbiddenError,
  NotFoundError,
  RateLimitError,
  ServerError,
  UnauthorizedError,
} from "../../src/index.js";
import { examplesOf } from "../contract.js";
import { validRequest } from "../derive/requests.js";
import { type Exchange, exchange, observe } from "../oracle/http-exchange.js";
import { statusFor } from "../oracle/oracle.js";
import { type Check, notTested, type SuiteContext } from "../run/check.js";
import type { CoverageItem } from "../run/coverage.js";
import { otherMediaType } from "./constraint-checks.js";
import { isErrorBody } from "./expectations.js";

/** Every documented response of every operation, as the client returns or throws it. */
export function responseChecks(context: SuiteContext): Check[] {
  return apiOperations(context.contract).flatMap((operation) =>
    Object.entries(operation.responses).flatMap(([key, response]) => [
      ...examplesIn(context, operation, key, response).map(
        (one): Check => ({
          title: [operation.operationId, "gives its caller", key, one.mediaType, one.name]
            .join(" ")
            .trim(),
          proves: itemsOf(operation, one),
          touches: [`${operation.pointer}/responses/${key}`],
          needs: ["forced answers"],
          run: async (target) => checkResponse(context, operation, await target.url(), one),
        }),
      ),
      ...untestedTypes(operation, key, response),
    ]),
  );
}

/** Items for media types of a response that no check asks for. */
function untestedTypes(
  operation: Operation,
  key: string,
  { content = {} }: ResponseObject,
): Check[] {
  const row = operation.operationId;
  const tested = operation.method === "head" ? undefined : jsonOf(content)?.type;
  const reason = operation.method === "head" ? "a response to HEAD has no body" : otherMediaType;
  return Object.entries(content)
    .filter(([type]) => type !== tested)
    .flatMap(([type, { examples = {} }]) => [
      notTested({ row, column: "media types", name: `${key} ${type}` }, reason),
      ...Object.keys(examples).map((name) =>
        notTested({ row, column: "examples", name: `${key} ${type} ${name}` }, reason),
      ),
    ]);
}

interface ResponseExample {
  /** The key of the response in the contract. */
  key: string;
  /** A status that it describes. */
  status: number;
  /** Empty, like the name, for a response without a body. */
  mediaType: string;
  name: string;
  value: unknown;
}

function examplesIn(
  { contract }: SuiteContext,
  operation: Operation,
  key: string,
  { content }: ResponseObject,
): ResponseExample[] {
  const status = statusFor(operation, key);
  const media = operation.method === "head" ? undefined : jsonOf(content);
  const examples = (media ? examplesOf(contract, media) : []).map(([name, value]) => {
    return { key, status, mediaType: `${media?.type}`, name, value };
  });
  if (examples.length > 0) return examples;
  return [{ key, status, mediaType: "", name: "", value: undefined }];
}

function itemsOf(operation: Operation, { key, mediaType, name }: ResponseExample) {
  const row = operation.operationId;
  const items: CoverageItem[] = [
    { row, column: "statuses", name: key },
    { row, column: "media types", name: `${key} ${mediaType}` },
    { row, column: "examples", name: `${key} ${mediaType} ${name}` },
  ];
  return mediaType === "" ? items.slice(0, 1) : items;
}

async function checkResponse(
  context: SuiteContext,
  operation: Operation,
  baseUrl: string,
  example: ResponseExample,
) {
  const { key, status, name, value } = example;
  const prefer = `code=${status}${name && `, example=${name}`}`;
  const only = context.isForeign
    ? await sendWithoutClient(context, operation, baseUrl, prefer)
    : await callClient(context, operation, baseUrl, prefer, example);
  assert.equal(only.response.status, status);
  checkExchange(context, operation, only, key);
  const { body } = only.response;
  // The client does not show all of it: not the code of an error, for one.
  assert.deepEqual(body === "" ? undefined : JSON.parse(body), value);
}

function sendWithoutClient(
  { contract }: SuiteContext,
  operation: Operation,
  baseUrl: string,
  prefer: string,
): Promise<Exchange> {
  const valid = validRequest(contract, operation);
  const request = { ...valid, headers: { ...valid.headers, prefer } };
  return exchange(baseUrl, operation.path, request);
}

/** Calls the operation through the client, which has to return or throw what the example shows. */
async function callClient(
  context: SuiteContext,
  operation: Operation,
  baseUrl: string,
  prefer: string,
  { status, value }: ResponseExample,
): Promise<Exchange> {
  const { seen, fetch } = observe(operation, { prefer });
  const client = createClient({ token: "canary-token", baseUrl, fetch, maxRetries: 0 });
  const call = client[operation.operationId as "getWebhook"] as (
    ...args: unknown[]
  ) => ReturnType<typeof client.getWebhook>;
  const args = argumentsOf(context, operation);
  if (status < 300) {
    const { data, response } = await call(...args).withResponse();
    assert.equal(response.status, status);
    assert.deepEqual(data, value);
  } else {
    await assert.rejects(Promise.resolve(call(...args)), (error) => {
      checkError(error, status, value);
      return true;
    });
  }
  const [only, ...others] = seen;
  assert.ok(only && others.length === 0, "the client sends one request");
  return only;
}

/** Path parameters, the body, and the other parameters place by place, as the client's methods take them. */
function argumentsOf({ contract }: SuiteContext, operation: Operation): unknown[] {
  const media = jsonOf(operation.requestBody?.content);
  const examples = (parameters: Parameter[]) =>
    Object.fromEntries(parameters.map(({ name, example }) => [name, example]));
  return [
    ...pathParameters(operation).map(({ example }) => example),
    ...(media ? [examplesOf(contract, media)[0]?.[1]] : []),
    ...["query", "header", "cookie"]
      .map((place) => parametersIn(operation, place))
      .filter((parameters) => parameters.length > 0)
      .map(examples),
  ];
}

const errorOfStatus: Record<number, abstract new (...args: never) => ApiError> = {
  400: BadRequestError,
  401: UnauthorizedError,
  403: ForbiddenError,
  404: NotFoundError,
  429: RateLimitError,
  500: ServerError,
};

function checkError(error: unknown, status: number, body: unknown): void {
  const ErrorClass = errorOfStatus[status] ?? ApiError;
  assert.ok(error instanceof ErrorClass, `${status} is a ${ErrorClass.name}`);
  assert.equal(error.status, status);
  if (!isErrorBody(body)) return;
  const { error: expected } = body;
  const invalidParams = expected["invalid-params"] ?? [];
  assert.deepEqual(error.invalidParams, invalidParams);
  for (const text of [expected.message, ...invalidParams.map(({ reason }) => reason)]) {
    assert.ok(error.message.includes(text), `the message says ${text}`);
  }
}

function checkExchange(
  context: SuiteContext,
  operation: Operation,
  { request, response }: Exchange,
  key: string,
) {
  assert.deepEqual(context.oracle.validateRequest(operation, request), []);
  assert.deepEqual(context.oracle.validateResponse(operation, response), []);
  for (const [name, header] of Object.entries(operation.responses[key]?.headers ?? {})) {
    const { example } = resolve<Header>(context.contract, header);
    if (typeof example === "object") continue;
    assert.equal(response.headers[name.toLowerCase()], String(example), name);
  }
}
