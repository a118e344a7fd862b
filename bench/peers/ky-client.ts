import ky from "ky";
import type { FiveCalls, Settings } from "./retrying-fetch.js";

/** ky by hand: timeout, retries and `HTTPError` are its own. No validation. */
export function createKyClient({ baseUrl, token, fetch }: Settings): FiveCalls {
  const client = ky.create({
    headers: { Authorization: `MxToken ${token}` },
    retry: { limit: 2, methods: ["get", "put", "delete"] },
    timeout: 30_000,
    fetch,
  });
  const webhooks = (appId: string) => `${baseUrl}/apps/${encodeURIComponent(appId)}/webhooks`;
  const webhook = (appId: string, id: string) => `${webhooks(appId)}/${encodeURIComponent(id)}`;
  return {
    listWebhooks: (appId, query = {}) =>
      client.get(webhooks(appId), { searchParams: query }).json(),
    createWebhook: (appId, body) => client.post(webhooks(appId), { json: body }).json(),
    getWebhook: (appId, id) => client.get(webhook(appId, id)).json(),
    updateWebhook: (appId, id, body) => client.put(webhook(appId, id), { json: body }).json(),
    deleteWebhook: (appId, id) => client.delete(webhook(appId, id)),
  };
}
