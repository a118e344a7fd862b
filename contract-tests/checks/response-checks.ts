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

/** Every documented answer of every operation, as the client gives it to its caller. */
export function responseChecks(context: SuiteContext): Check[] {
  return apiOperations(context.contract).flatMap((operation) =>
    Object.entries(operation.responses).flatMap(([status, response]) =>
      answersOf(context, response).map(([mediaType, example, value]) => ({
        title:
          `${operation.operationId} gives its caller ${[status, mediaType, example].join(" ")}`.trim(),
        proves: elementsOf(operation, status, mediaType, example),
        touches: [`${operation.pointer}/responses/${status}`],
        needs: ["forced answers"],
        run: async (target) =>
          checkAnswer(context, operation, await target.url(), { status, example, value }),
      })),
    ),
  );
}

/** Media type, name and value of each example; one without any of them for an empty answer. */
function answersOf(
  { contract }: SuiteContext,
  { content = {} }: ResponseObject,
): [string, string, unknown][] {
  const answers = Object.entries(content).flatMap(([mediaType, media]) =>
    examplesOf(contract, media).map(([name, value]): [string, string, unknown] => [
      mediaType,
      name,
      value,
    ]),
  );
  return answers.length > 0 ? answers : [["", "", undefined]];
}

function elementsOf(
  { operationId: row }: Operation,
  status: string,
  type: string,
  example: string,
) {
  const elements: CoverageItem[] = [{ row, column: "statuses", name: status }];
  if (type === "") return elements;
  const media: CoverageItem = { row, column: "media types", name: `${status} ${type}` };
  return [
    ...elements,
    media,
    { row, column: "examples", name: `${status} ${type} ${example}` } as const,
  ];
}

interface Answer {
  status: string;
  example: string;
  value: unknown;
}

async function checkAnswer(
  context: SuiteContext,
  operation: Operation,
  baseUrl: string,
  answer: Answer,
) {
  const { status, example, value } = answer;
  const prefer = `code=${status}${example && `, example=${example}`}`;
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

const errorOfStatus: Record<number, typeof ApiError> = {
  400: BadRequestError as typeof ApiError,
  401: UnauthorizedError as typeof ApiError,
  403: ForbiddenError as typeof ApiError,
  404: NotFoundError as typeof ApiError,
  429: RateLimitError as typeof ApiError,
  500: ServerError as typeof ApiError,
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
