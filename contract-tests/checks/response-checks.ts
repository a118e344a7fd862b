import assert from "node:assert/strict";
import type { Header, MediaType, ResponseObject } from "../../scripts/contract/document.js";
import { resolve } from "../../scripts/contract/document.js";
import { apiOperations, type Operation } from "../../scripts/contract/operations.js";
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
import { jsonOf } from "../derive/cases.js";
import { type Exchange, observe } from "../oracle/http-exchange.js";
import type { Check, SuiteContext } from "../run/check.js";
import type { CoverageItem } from "../run/coverage.js";

/** Every documented response of every operation, as the client returns or throws it. */
export function responseChecks(context: SuiteContext): Check[] {
  return apiOperations(context.contract).flatMap((operation) =>
    Object.entries(operation.responses).flatMap(([status, response]) =>
      examplesIn(context, status, response).map((one) => ({
        title: [operation.operationId, "gives its caller", status, one.mediaType, one.name]
          .join(" ")
          .trim(),
        proves: itemsOf(operation, one),
        touches: [`${operation.pointer}/responses/${status}`],
        needs: ["forced answers"],
        run: async (target) => checkResponse(context, operation, await target.url(), one),
      })),
    ),
  );
}

interface ResponseExample {
  status: string;
  /** Empty, like the name, for a response without a body. */
  mediaType: string;
  name: string;
  value: unknown;
}

function examplesIn(
  { contract }: SuiteContext,
  status: string,
  { content = {} }: ResponseObject,
): ResponseExample[] {
  const examples = Object.entries(content).flatMap(([mediaType, media]) =>
    examplesOf(contract, media).map(([name, value]) => ({ status, mediaType, name, value })),
  );
  return examples.length > 0 ? examples : [{ status, mediaType: "", name: "", value: undefined }];
}

function itemsOf(operation: Operation, { status, mediaType, name }: ResponseExample) {
  const row = operation.operationId;
  const items: CoverageItem[] = [
    { row, column: "statuses", name: status },
    { row, column: "media types", name: `${status} ${mediaType}` },
    { row, column: "examples", name: `${status} ${mediaType} ${name}` },
  ];
  return mediaType === "" ? items.slice(0, 1) : items;
}

async function checkResponse(
  context: SuiteContext,
  operation: Operation,
  baseUrl: string,
  { status, name, value }: ResponseExample,
) {
  const prefer = `code=${status}${name && `, example=${name}`}`;
  const { seen, fetch } = observe(operation, { prefer });
  const client = createClient({ token: "canary-token", baseUrl, fetch, maxRetries: 0 });
  const call = client[operation.operationId as "getWebhook"] as (
    ...args: unknown[]
  ) => ReturnType<typeof client.getWebhook>;
  const args = argumentsOf(context, operation);
  if (Number(status) < 400) {
    const { data, response } = await call(...args).withResponse();
    assert.equal(response.status, Number(status));
    assert.deepEqual(data, value);
  } else {
    await assert.rejects(Promise.resolve(call(...args)), (error) => {
      checkError(error, Number(status), value as ErrorBody);
      return true;
    });
  }
  const [only, ...others] = seen;
  assert.ok(only && others.length === 0, "the client sends one request");
  checkExchange(context, operation, only, status);
  const { body } = only.response;
  // The client does not show all of it: not the code of an error, for one.
  assert.deepEqual(body === "" ? undefined : JSON.parse(body), value);
}

/** Path parameters, then body or query, as the client's methods take them. */
function argumentsOf(
  { contract }: SuiteContext,
  { parameters, requestBody }: Operation,
): unknown[] {
  const examples = (place: string) =>
    parameters
      .filter((parameter) => parameter.in === place)
      .map(({ name, example }) => [name, example]);
  const media = jsonOf(requestBody?.content);
  const query = Object.fromEntries(examples("query"));
  return [
    ...examples("path").map(([, example]) => example),
    ...(media ? [examplesOf(contract, media as MediaType)[0]?.[1]] : []),
    ...(Object.keys(query).length > 0 ? [query] : []),
  ];
}

type ErrorBody = {
  error: { "invalid-params"?: { name: string; reason: string }[]; message: string };
};

const errorOfStatus: Record<number, abstract new (...args: never) => ApiError> = {
  400: BadRequestError,
  401: UnauthorizedError,
  403: ForbiddenError,
  404: NotFoundError,
  429: RateLimitError,
  500: ServerError,
};

function checkError(error: unknown, status: number, { error: expected }: ErrorBody): void {
  const ErrorClass = errorOfStatus[status] ?? ApiError;
  assert.ok(error instanceof ErrorClass, `${status} is a ${ErrorClass.name}`);
  assert.equal(error.status, status);
  const invalidParams = expected["invalid-params"] ?? [];
  assert.deepEqual(error.invalidParams, invalidParams);
  assert.ok(error.message.endsWith(` — ${invalidParams[0]?.reason ?? expected.message}`));
}

function checkExchange(
  context: SuiteContext,
  operation: Operation,
  { request, response }: Exchange,
  status: string,
) {
  assert.deepEqual(context.oracle.validateRequest(operation, request), []);
  assert.deepEqual(context.oracle.validateResponse(operation, response), []);
  for (const [name, header] of Object.entries(operation.responses[status]?.headers ?? {})) {
    const { example } = resolve<Header>(context.contract, header);
    assert.equal(response.headers[name.toLowerCase()], String(example), name);
  }
}
