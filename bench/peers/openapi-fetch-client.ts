import createFetchClient from "openapi-fetch";
import type { paths } from "../../generated/schema.js";
import { type FiveCalls, PeerError, retryingFetch, type Settings } from "./retrying-fetch.js";

const webhooks = "/apps/{app-id}/webhooks";
const webhook = "/apps/{app-id}/webhooks/{webhook-id}";

/** openapi-fetch: the token is a header; retries and errors are added by hand. No validation. */
export function createOpenapiFetchClient(settings: Settings): FiveCalls {
  const client = createFetchClient<paths>({
    baseUrl: settings.baseUrl,
    headers: { Authorization: `MxToken ${settings.token}` },
    fetch: retryingFetch(settings),
  });
  const path = (appId: string) => ({ "app-id": appId });
  const both = (appId: string, webhookId: string) => ({ "app-id": appId, "webhook-id": webhookId });
  return {
    listWebhooks: (appId, query = {}) =>
      dataOf(client.GET(webhooks, { params: { path: path(appId), query } })),
    createWebhook: (appId, body) =>
      dataOf(client.POST(webhooks, { params: { path: path(appId) }, body })),
    getWebhook: (appId, id) => dataOf(client.GET(webhook, { params: { path: both(appId, id) } })),
    updateWebhook: (appId, id, body) =>
      dataOf(client.PUT(webhook, { params: { path: both(appId, id) }, body })),
    deleteWebhook: (appId, id) =>
      dataOf(client.DELETE(webhook, { params: { path: both(appId, id) } })),
  };
}

async function dataOf(call: Promise<{ data?: unknown; error?: unknown; response: Response }>) {
  const { data, error, response } = await call;
  if (!response.ok) throw new PeerError(response.status, error);
  return data;
}
