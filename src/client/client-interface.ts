import type { Client as FetchClient } from "openapi-fetch";
import type { Items, Methods, Results } from "../../generated/client.js";
import type { WebhookDetailed, WebhookInput } from "../../generated/models.js";
import type { paths } from "../../generated/schema.js";
import type { RateLimit } from "../shared/rate-limit-headers.js";
import type { Call } from "./call.js";
import type { RequestOptions } from "./client-options.js";
import type { PagedCall } from "./paged-call.js";

/** What each method returns: a paged call for a paginated operation, else a call. */
export type Calls = {
  [Id in keyof Results]: Id extends keyof Items
    ? PagedCall<Results[Id], Items[Id]>
    : Call<Results[Id]>;
};

/** Options of `createWebhook`. */
export interface CreateOptions extends RequestOptions {
  /**
   * Whether to look for the webhook after the response to a create was lost, instead of throwing.
   * The webhook is recognised by its name and URL, so no two processes may create equal webhooks at
   * the same time.
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
