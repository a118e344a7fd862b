import assert from "node:assert/strict";
import {
  type Header,
  jsonOf,
  type ResponseObject,
  resolve,
} from "../../scripts/contract/document.js";
import { apiOperations, type Operation } from "../../scripts/contract/operations.js";
import { parametersIn, pathParameters } from "../../scripts/contract/parameters.js";
import { ApiError, createClient } from "../../src/index.js";
import { examplesOf } from "../contract.js";
import { validRequest } from "../derive/requests.js";
import { exchange, type Response, readResponse } from "../oracle/http-exchange.js";
import { statusFor } from "../oracle/oracle.js";
import type { Check, SuiteContext } from "../run/check.js";
import type { CoverageItem } from "../run/coverage.js";
import { recordedFetch } from "../run/recording.js";

/** Every documented response of every operation, as the client returns or throws it. */
export function responseChecks(context: SuiteContext): Check[] {
  return apiOperations(context.contract).flatMap((operation) =>
    Object.entries(operation.responses).flatMap(([key, response]) =>
      examplesIn(context, operation, key, response).map((one): Check => {
        const { operationId: row, pointer } = operation;
        const { mediaType, name } = one;
        const items: CoverageItem[] = [
          { row, column: "statuses", name: key },
          { row, column: "media types", name: `${key} ${mediaType}` },
          { row, column: "examples", name: `${key} ${mediaType} ${name}` },
        ];
        return {
          title: [row, "gives its caller", key, mediaType, name].join(" ").trim(),
          proves: mediaType === "" ? items.slice(0, 1) : items,
          touches: [`${pointer}/responses/${key}`],
          needs: ["preferred responses"],
          run: async (target) => checkResponse(context, operation, await target.url(), one),
        };
      }),
    ),
  );
}

interface ResponseExample {
  /** The key of the response in the contract. */
  key: string;
  status: number;
  /** Empty, as the name, for a response without a body. */
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
  const examples = media ? examplesOf(contract, media) : [];
  if (examples.length === 0) return [{ key, status, mediaType: "", name: "", value: undefined }];
  return examples.map(([name, value]) => {
    return { key, status, mediaType: `${media?.type}`, name, value };
  });
}

async function checkResponse(
  context: SuiteContext,
  operation: Operation,
  baseUrl: string,
  example: ResponseExample,
) {
  const { key, status, name, value } = example;
  const prefer = `code=${status}${name && `, example=${name}`}`;
  const valid = validRequest(context.contract, operation);
  const headers = { ...valid.headers, prefer };
  const response = context.isForeign
    ? await exchange(baseUrl, operation.path, { ...valid, headers })
    : await askClient(context, operation, baseUrl, { ...example, prefer });
  assert.equal(response.status, status);
  assert.deepEqual(context.oracle.validateResponse(operation, response), []);
  for (const [header, reference] of Object.entries(operation.responses[key]?.headers ?? {})) {
    const { example: shown } = resolve<Header>(context.contract, reference);
    if (typeof shown === "object") continue;
    assert.equal(response.headers[header.toLowerCase()], String(shown), header);
  }
  // The client does not show all of it: not the code of an error, for one.
  assert.deepEqual(response.body === "" ? undefined : JSON.parse(response.body), value);
}

/** Calls the operation through the client, which has to return or throw what the example shows. */
async function askClient(
  context: SuiteContext,
  operation: Operation,
  baseUrl: string,
  { prefer, status, value }: ResponseExample & { prefer: string },
): Promise<Response> {
  const seen: Response[] = [];
  const fetch = async (url: string, init: RequestInit) => {
    const headers = new Headers(init.headers);
    headers.set("prefer", prefer);
    const response = await recordedFetch(url, { ...init, headers });
    seen.push(await readResponse(response.clone()));
    return response;
  };
  const client = createClient({ token: "canary-token", baseUrl, fetch, maxRetries: 0 });
  const call = client[operation.operationId as "getWebhook"] as (
    ...args: unknown[]
  ) => ReturnType<typeof client.getWebhook>;
  const result = await call(...argumentsOf(context, operation))
    .withResponse()
    .catch(errorOf);
  if (result instanceof ApiError) assert.ok(status >= 300, "the client returns a success");
  else assert.deepEqual(result.data, value);
  const [only, ...others] = seen;
  assert.ok(only && others.length === 0, "the client sends one request");
  return only;
}

function errorOf(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  throw error;
}

/** Path parameters, the body, and the other parameters place by place, as the client takes them. */
function argumentsOf({ contract }: SuiteContext, operation: Operation): unknown[] {
  const media = jsonOf(operation.requestBody?.content);
  const others = ["query", "header", "cookie"].map((place) =>
    parametersIn(operation, place).map(({ name, example }) => [name, example]),
  );
  return [
    ...pathParameters(operation).map(({ example }) => example),
    ...(media ? [examplesOf(contract, media)[0]?.[1]] : []),
    ...others.filter(({ length }) => length > 0).map((entries) => Object.fromEntries(entries)),
  ];
}
