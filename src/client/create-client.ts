import createFetchClient, { type Client as FetchClient } from "openapi-fetch";
import {
  createMethods,
  type Input,
  type Items,
  type Methods,
  type Results,
} from "../../generated/client.js";
import {
  type OperationDescription,
  type OperationId,
  operations,
  serverUrl,
} from "../../generated/operations.js";
import type { paths } from "../../generated/schema.js";
import { readAnswer } from "./answer.js";
import { type Call, toCall } from "./call.js";
import { InvalidRequestError, NetworkError } from "./errors.js";
import { type ClientOptions, checkOptions, type RequestOptions } from "./options.js";
import { type PagedCall, toPagedCall } from "./pages.js";

/** What each method gives back: a paged call for a paginated operation, else a call. */
export type Calls = {
  [Id in keyof Results]: Id extends keyof Items
    ? PagedCall<Results[Id], Items[Id]>
    : Call<Results[Id]>;
};

/** A client of the Mendix Webhooks API: a method for each operation of the contract. */
export interface Client extends Methods<Calls, RequestOptions> {
  /** The openapi-fetch client underneath, for what the methods do not offer. */
  readonly fetchClient: FetchClient<paths>;
}

/**
 * Makes a client of the Mendix Webhooks API.
 *
 * @throws MendixWebhooksError with code `invalid_option`, before any request
 * @example
 * const client = createClient({ token: process.env.MENDIX_PAT });
 * for await (const webhook of client.listWebhooks(appId)) console.log(webhook.name);
 */
export function createClient(options: ClientOptions): Client {
  const { token, baseUrl, fetch } = checkOptions(options, serverUrl);
  const fetchClient = createFetchClient<paths>({
    baseUrl,
    headers: { Accept: "application/json", Authorization: `MxToken ${token}` },
    fetch: async (request) => {
      try {
        return await fetch(request);
      } catch (error) {
        throw new NetworkError(request, error);
      }
    },
  });

  async function request(operationId: OperationId, input: Input, options?: RequestOptions) {
    refuseEmptyPath(operationId, input);
    const operation = operations[operationId];
    const { data, error, response } = await fetchClient.request(
      operation.method.toLowerCase() as "get",
      operation.path as "/apps/{app-id}/webhooks",
      { ...options, params: input as never, body: input.body as never, parseAs: "text" },
    );
    const text = typeof error === "object" ? JSON.stringify(error) : (error ?? data);
    const sent = { method: operation.method, url: response.url };
    return readAnswer(sent, response, text);
  }

  const methods = createMethods<Calls, RequestOptions>((operationId, input, options) => {
    const { pagination }: OperationDescription = operations[operationId];
    if (pagination === undefined) {
      const promise = request(operationId, input, options);
      return toCall(() => promise) as Calls[typeof operationId];
    }
    return toPagedCall(pagination, (cursor) => {
      const query = { ...input.query, ...(cursor && { [pagination.cursor]: cursor }) };
      return request(operationId, { ...input, query }, options);
    }) as Calls[typeof operationId];
  });
  return { ...methods, fetchClient };
}

/** An empty id would name another resource: `/webhooks/` is not a webhook. */
function refuseEmptyPath(operationId: string, { path }: Input): void {
  const empty = Object.entries(path).filter(([, value]) => !value);
  if (empty.length === 0) return;
  throw new InvalidRequestError(
    operationId,
    empty.map(([name]) => ({ name, reason: "must not be empty" })),
  );
}
