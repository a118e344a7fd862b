import createFetchClient, { type Client as FetchClient, type FetchOptions } from "openapi-fetch";
import { createMethods, type Input, type Methods } from "../../generated/client.js";
import type { WebhookDetailed, WebhookInput } from "../../generated/models.js";
import { type OperationId, type Pagination, type Route, routes } from "../../generated/routes.js";
import type { paths } from "../../generated/schema.js";
import type { RateLimit } from "../shared/rate-limit-headers.js";
import { type Call, type Calls, toCall, toPagedCall, type WithResponse } from "./call.js";
import { MendixWebhooksError } from "./client-errors.js";
import {
  type ClientOptions,
  type CreateOptions,
  checkOptions,
  type RequestOptions,
  withoutUndefined,
} from "./client-options.js";
import { readResponse, validateRequest } from "./contract-checks.js";
import { createReconciled } from "./reconcile.js";
import { attemptError, Sender, startCall } from "./send-with-retries.js";

/** A client of the Mendix Webhooks API: a method for each operation of the contract. */
export interface Client extends Omit<Methods<Calls, RequestOptions>, "createWebhook"> {
  /** {@inheritDoc Methods.createWebhook} */
  createWebhook(appId: string, body: WebhookInput, options?: CreateOptions): Call<WebhookDetailed>;
  /**
   * Changes some fields of a webhook and keeps the others, including its secret and headers. It
   * reads the webhook and replaces it: changes that others make in between are lost.
   */
  patchWebhook(
    appId: string,
    webhookId: string,
    partial: Partial<WebhookInput>,
    options?: RequestOptions,
  ): Call<WebhookDetailed>;
  /** The rate limit as the service last reported it. */
  readonly rateLimit: RateLimit | undefined;
  /** The underlying openapi-fetch client, for what the methods do not offer. */
  readonly fetchClient: FetchClient<paths>;
}

/** Options of a request, which may share its deadline with other requests. */
interface OwnOptions extends RequestOptions {
  /** In milliseconds since the Unix epoch. */
  deadlineAt?: number;
}

/**
 * Creates a client of the Mendix Webhooks API.
 *
 * @throws MendixWebhooksError with code `invalid_option`, before any request
 * @example
 * const client = createClient({ token: process.env.MENDIX_PAT });
 * for await (const webhook of client.listWebhooks(appId)) console.log(webhook.name);
 */
export function createClient(options: ClientOptions): Client {
  const defaults = checkOptions(options);
  const sender = new Sender();
  const fetchClient = createFetchClient<paths>({
    baseUrl: defaults.baseUrl,
    headers: {
      Accept: "application/json, */*;q=0.1",
      "User-Agent": defaults.userAgent,
      ...defaults.headers,
    },
    fetch: (request) => sender.send(request, startCall(defaults)),
  });

  async function perform(
    operationId: OperationId,
    input: Input,
    { signal, deadlineAt, ...own }: OwnOptions = {},
  ): Promise<WithResponse<unknown>> {
    const headers = { ...defaults.headers, ...own.headers };
    const options = checkOptions({ ...defaults, ...withoutUndefined(own), headers });
    const call = startCall(options, input.body, deadlineAt);
    if (call.validate) validateRequest(operationId, input);
    try {
      const { response, text } = await requestOperation(fetchClient, operationId, input, {
        headers,
        fetch: (request) => sender.send(request, call),
        ...(signal && { signal }),
      });
      return readResponse(operationId, response, text, call);
    } catch (error) {
      if (error instanceof MendixWebhooksError) throw error;
      // Middleware threw, or the input cannot be written into a request.
      throw attemptError({ failure: "network", error }, call);
    }
  }

  const methods = createMethods<Calls, OwnOptions>((operationId, input, own) => {
    const { pagination }: Route = routes[operationId];
    const call = toOperationCall(pagination, input, (page) => perform(operationId, page, own));
    // The operation decides at run time which kind of call it is; `Calls` says the same in types.
    return call as Calls[typeof operationId];
  });

  /** Returns options for calls that take several requests, which share one deadline. */
  const withSharedDeadline = (own?: RequestOptions): OwnOptions => {
    const { clock, deadline } = { ...defaults, ...withoutUndefined(own) };
    return { ...own, deadlineAt: clock.now() + deadline };
  };

  const client: Client = {
    ...methods,
    createWebhook(appId, body, { reconcile, ...own } = {}) {
      if (!reconcile) return methods.createWebhook(appId, body, own);
      const settings = { ...defaults, ...withoutUndefined(own) };
      const result = createReconciled(methods, appId, body, withSharedDeadline(own), settings);
      return toCall(() => result);
    },
    patchWebhook(appId, webhookId, partial, own) {
      const options = withSharedDeadline(own);
      const result = methods.getWebhook(appId, webhookId, options).then(({ id, ...webhook }) => {
        const body = { ...webhook, ...withoutUndefined(partial) };
        return methods.updateWebhook(appId, webhookId, body, options).withResponse();
      });
      return toCall(() => result);
    },
    get rateLimit() {
      return sender.rateLimit;
    },
    fetchClient,
  };
  return client;
}

/** Makes the kind of call that an operation needs: a plain one starts at once, pages on demand. */
function toOperationCall(
  pagination: Pagination | undefined,
  input: Input,
  perform: (input: Input) => Promise<WithResponse<unknown>>,
): Call<unknown> {
  if (pagination === undefined) {
    const result = perform(input);
    return toCall(() => result);
  }
  return toPagedCall<object, unknown>(pagination, (cursor) => {
    const query = { ...input.query, ...(cursor !== undefined && { [pagination.cursor]: cursor }) };
    return perform({ ...input, query });
  });
}

/**
 * Sends the request of an operation through openapi-fetch. Its types ask for a literal path and the
 * input of that path, which are only known by their operationId here.
 */
async function requestOperation(
  fetchClient: FetchClient<paths>,
  operationId: OperationId,
  input: Input,
  init: FetchOptions<object>,
): Promise<{ response: Response; text: string }> {
  const request = fetchClient.request as (
    method: string,
    path: string,
    init: object,
  ) => Promise<{ data?: unknown; error?: unknown; response: Response }>;
  const { method, path, bodyType, serialize }: Route = routes[operationId];
  const { body, ...params } = input;
  const serialized = serialize?.(params);
  const { data, error, response } = await request(method, path, {
    params,
    body,
    parseAs: "text",
    ...serialized,
    ...init,
    headers: {
      ...serialized?.headers,
      ...(bodyType && body !== undefined && { "Content-Type": bodyType }),
      ...init.headers,
    },
  });
  // Where the body of an error is JSON, openapi-fetch has parsed it.
  const content = data ?? error ?? "";
  return { response, text: typeof content === "string" ? content : JSON.stringify(content) };
}
