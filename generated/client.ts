// Generated from openapi/openapi.yaml by `npm run generate`. Do not edit.

import type { Webhook, WebhookDetailed, WebhookInput, WebhookPage } from "./models.js";
import type { operations } from "./schema.js";

/** The body of each operation's success response. */
export interface Results {
  listWebhooks: WebhookPage;
  createWebhook: WebhookDetailed;
  getWebhook: WebhookDetailed;
  updateWebhook: WebhookDetailed;
  deleteWebhook: undefined;
}

/** An item of each paginated operation. */
export interface Items {
  listWebhooks: Webhook;
}

/** The query of `listWebhooks`. */
export type ListWebhooksQuery = NonNullable<operations["listWebhooks"]["parameters"]["query"]>;

/** The parameters and the body of a request, by their names in the contract. */
export interface Input {
  path: Record<string, string>;
  query?: object | undefined;
  body?: unknown;
}

/** Performs an operation; all methods below call it. */
export type Send<Calls extends Record<keyof Results, unknown>, Options> = <
  Id extends keyof Results,
>(
  operationId: Id,
  input: Input,
  options: Options | undefined,
) => Calls[Id];

/** A method for each operation; `Calls` tells what each of them gives back. */
export interface Methods<Calls extends Record<keyof Results, unknown>, Options> {
  /**
   * List the webhooks of an app.
   *
   * Answers one page at a time, ordered by creation time. Secrets and custom headers are left
   * out; get a single webhook to see them.
   *
   * `GET /apps/{app-id}/webhooks`, scope `mx:webhook:read` or `mx:webhook:write`.
   *
   * @param appId - The app's id; elsewhere in Mendix it is called the project id.
   */
  listWebhooks(appId: string, query?: ListWebhooksQuery, options?: Options): Calls["listWebhooks"];
  /**
   * Create a webhook.
   *
   * Adds a webhook to the app and answers with it, including the id that Mendix gave it. Two
   * requests with the same body make two webhooks: repeat a create only when you know that the
   * first one never arrived.
   *
   * `POST /apps/{app-id}/webhooks`, scope `mx:webhook:write`.
   *
   * @param appId - The app's id; elsewhere in Mendix it is called the project id.
   * @param body - The webhook to create.
   */
  createWebhook(appId: string, body: WebhookInput, options?: Options): Calls["createWebhook"];
  /**
   * Get a webhook.
   *
   * Answers with everything about one webhook, its secret and custom headers included.
   *
   * `GET /apps/{app-id}/webhooks/{webhook-id}`, scope `mx:webhook:read` or `mx:webhook:write`.
   *
   * @param appId - The app's id; elsewhere in Mendix it is called the project id.
   * @param webhookId - The `id` that Mendix gave the webhook. Opaque, its form may change.
   */
  getWebhook(appId: string, webhookId: string, options?: Options): Calls["getWebhook"];
  /**
   * Update a webhook.
   *
   * Replaces the whole webhook: custom headers that the body does not repeat are gone. To
   * change one field, get the webhook, change it and send all of it back.
   *
   * `PUT /apps/{app-id}/webhooks/{webhook-id}`, scope `mx:webhook:write`.
   *
   * @param appId - The app's id; elsewhere in Mendix it is called the project id.
   * @param webhookId - The `id` that Mendix gave the webhook. Opaque, its form may change.
   * @param body - The webhook as it is to be from now on.
   */
  updateWebhook(appId: string, webhookId: string, body: WebhookInput, options?: Options): Calls["updateWebhook"];
  /**
   * Delete a webhook.
   *
   * Removes the webhook for good; nothing is delivered to its URL any more.
   *
   * `DELETE /apps/{app-id}/webhooks/{webhook-id}`, scope `mx:webhook:write`.
   *
   * @param appId - The app's id; elsewhere in Mendix it is called the project id.
   * @param webhookId - The `id` that Mendix gave the webhook. Opaque, its form may change.
   */
  deleteWebhook(appId: string, webhookId: string, options?: Options): Calls["deleteWebhook"];
}

/** Gives each operation its method. */
export function createMethods<Calls extends Record<keyof Results, unknown>, Options>(
  send: Send<Calls, Options>,
): Methods<Calls, Options> {
  return {
    listWebhooks: (appId, query, options) =>
      send("listWebhooks", { path: { "app-id": appId }, query }, options),
    createWebhook: (appId, body, options) =>
      send("createWebhook", { path: { "app-id": appId }, body }, options),
    getWebhook: (appId, webhookId, options) =>
      send("getWebhook", { path: { "app-id": appId, "webhook-id": webhookId } }, options),
    updateWebhook: (appId, webhookId, body, options) =>
      send("updateWebhook", { path: { "app-id": appId, "webhook-id": webhookId }, body }, options),
    deleteWebhook: (appId, webhookId, options) =>
      send("deleteWebhook", { path: { "app-id": appId, "webhook-id": webhookId } }, options),
  };
}
