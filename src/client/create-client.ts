import createFetchClient, { type Client as FetchClient } from "openapi-fetch";
import {
  createMethods,
  type Input,
  type Items,
  type Methods,
  type Results,
} from "../../generated/client.js";
import type { WebhookDetailed, WebhookInput } from "../../generated/models.js";
import { type OperationId, type Route, routes } from "../../generated/routes.js";
import type { paths } from "../../generated/schema.js";
import { readAnswer } from "./answer.js";
import { type Call, toCall, type WithResponse } from "./call.js";
import { MendixWebhooksError } from "./errors.js";
import { type ClientOptions, checkOptions, given, type RequestOptions } from "./options.js";
import { type PagedCall, toPagedCall } from "./pages.js";
import type { RateLimit } from "./rate-limit.js";
import { createReconciled } from "./reconcile.js";
import { settle, startJourney, Transport } from "./transport.js";
import { refuseInvalid } from "./validate.js";

/** What each method gives back: a paged call for a paginated operation, else a call. */
export type Calls = {
  [Id in keyof Results]: Id extends keyof Items
    ? PagedCall<Results[Id], Items[Id]>
    : Call<Results[Id]>;
};

/** Options of `createWebhook`. */
export interface CreateOptions extends RequestOptions {
  /**
   * Whether to find out what became of a create whose answer was lost, instead of throwing. The
   * webhook is recognised by its name and URL, so no two processes may create the same at once.
   *
   * @default false
   */
  reconcile?: boolean;
}

/** A client of the Mendix Webhooks API: a method for each operation of the contract. */
export interface Client extends Omit<Methods<Calls, RequestOptions>, "createWebhook"> {
  /** {@inheritDoc Methods.createWebhook} */
  createWebhook(appId: string, body: WebhookInput, options?: CreateOptions): Call<WebhookDetailed>;
  /**
   * Change some fields of a webhook and keep the others, its secret and headers included. It reads
   * the webhook and replaces it: what somebody else changes in between is lost.
   */
  patchWebhook(
    appId: string,
    webhookId: string,
    partial: Partial<WebhookInput>,
    options?: RequestOptions,
  ): Call<WebhookDetailed>;
  /** What the service last said about its limit. */
  readonly rateLimit: RateLimit | undefined;
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
  const defaults = checkOptions(options);
  const transport = new Transport();
  const fetchClient = createFetchClient<paths>({
    baseUrl: defaults.baseUrl,
    headers: { Accept: "application/json", "User-Agent": defaults.userAgent, ...defaults.headers },
    fetch: (request) => transport.send(request, startJourney(defaults)),
  });

  async function perform(
    operationId: OperationId,
    input: Input,
    { signal, ...own }: RequestOptions = {},
  ): Promise<WithResponse<unknown>> {
    const headers = { ...defaults.headers, ...own.headers };
    const journey = startJourney(checkOptions({ ...defaults, ...given(own), headers }), input.body);
    if (journey.validate) refuseInvalid(operationId, input);
    const { method, path } = routes[operationId];
    try {
      const { data, error, response } = await fetchClient.request(
        method as "get",
        path as "/apps/{app-id}/webhooks",
        {
          params: input as never,
          body: input.body as never,
          headers,
          parseAs: "text",
          fetch: (request) => transport.send(request, journey),
          signal: signal as AbortSignal,
        },
      );
      const text = data ?? (typeof error === "string" ? error : JSON.stringify(error));
      return readAnswer(operationId, response, text, journey);
    } catch (error) {
      if (error instanceof MendixWebhooksError) throw error;
      // Thrown by middleware, or by input that no request can hold.
      throw settle({ failure: "network", error }, journey);
    }
  }

  const methods = createMethods<Calls, RequestOptions>((operationId, input, own) => {
    const { pagination }: Route = routes[operationId];
    if (pagination === undefined) {
      const result = perform(operationId, input, own);
      return toCall(() => result) as Calls[typeof operationId];
    }
    return toPagedCall(pagination, (cursor) => {
      const query = { ...input.query, ...(cursor && { [pagination.cursor]: cursor }) };
      return perform(operationId, { ...input, query }, own) as Promise<WithResponse<object>>;
    }) as unknown as Calls[typeof operationId];
  });

  /** Options of a call that takes several requests: its deadline is one for all of them. */
  function forSeveral(own?: RequestOptions) {
    const options = { ...defaults, ...given(own) };
    return { ...options, until: options.clock.now() + options.deadline };
  }

  const client: Client = {
    ...methods,
    createWebhook(appId, body, { reconcile, ...own } = {}) {
      if (!reconcile) return methods.createWebhook(appId, body, own);
      const result = createReconciled(methods, appId, body, forSeveral(own));
      return toCall(() => result);
    },
    patchWebhook(appId, webhookId, partial, own) {
      const options = forSeveral(own);
      const result = methods.getWebhook(appId, webhookId, options).then(({ id, ...webhook }) => {
        const body = { ...webhook, ...given(partial) };
        return methods.updateWebhook(appId, webhookId, body, options).withResponse();
      });
      return toCall(() => result);
    },
    get rateLimit() {
      return transport.rateLimit;
    },
    fetchClient,
  };
  return client;
}
