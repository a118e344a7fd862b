// Generated from the OpenAPI document by `npm run generate`. Do not edit.

import type * as models from "./models.js";

/** The result of each operation: the body of a successful response. */
export interface Results {
  listWebhooks: models.WebhookPage;
  createWebhook: models.WebhookDetailed;
  getWebhook: models.WebhookDetailed;
  updateWebhook: models.WebhookDetailed;
  deleteWebhook: undefined;
}

/** What an iteration over the pages of an operation yields. */
export interface Items {
  listWebhooks: NonNullable<Results["listWebhooks"]["webhooks"]>[number];
}

/** The parameters and the body of a request, by their names in the contract. */
export interface Input {
  path?: object | undefined;
  query?: object | undefined;
  header?: object | undefined;
  cookie?: object | undefined;
  body?: unknown;
}

/** Performs an operation for one of the methods below. */
export type Send<Calls extends Record<keyof Results, unknown>, Options> = <
  Id extends keyof Results,
>(
  operationId: Id,
  input: Input,
  options: Options | undefined,
) => Calls[Id];

/** A method for each operation; `Calls` has what each of them returns. */
export interface Methods<Calls extends Record<keyof Results, unknown>, Options> {
  /**
   * List the webhooks of an app.
   *
   * Returns one page at a time. `ascOrder` orders the webhooks by creation time; without it the
   * order is not documented. Secrets and custom headers are left out; get a single webhook to
   * see them. What happens with an unknown cursor is not documented either.
   *
   * `GET /apps/{app-id}/webhooks`, scope `mx:webhook:read` or `mx:webhook:write`.
   *
   * @param appId - The app's id; elsewhere in Mendix it is called the project id.
   */
  listWebhooks(appId: string, query?: models.ListWebhooksQuery, options?: Options): Calls["listWebhooks"];
  /**
   * Create a webhook.
   *
   * Adds a webhook to the app and returns it, including the id that Mendix gave it. Two
   * requests with the same body make two webhooks: repeat a create only when you know that the
   * first one never arrived.
   *
   * `POST /apps/{app-id}/webhooks`, scope `mx:webhook:write`.
   *
   * @param appId - The app's id; elsewhere in Mendix it is called the project id.
   * @param body - The webhook to create.
   */
  createWebhook(appId: string, body: models.WebhookInput, options?: Options): Calls["createWebhook"];
  /**
   * Get a webhook.
   *
   * Returns everything about one webhook, its secret and custom headers included.
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
  updateWebhook(appId: string, webhookId: string, body: models.WebhookInput, options?: Options): Calls["updateWebhook"];
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
