import type { Client, WebhookDetailed, WebhookInput } from "../src/index.js";

const create = {
  name: "Push to pipeline",
  url: "https://some.domain.com/webhooks",
  eventTypes: ["teamserver.push"],
  isActive: true,
  validationSecret: "PMJhiGo1nTL6wlNyZVFh5v9rLZdcLsG2O",
  headers: [{ key: "Authorization", value: "Bearer DG4R4GT6R43" }],
} satisfies WebhookInput;

/** The example that Mendix's documentation walks through, word for word. */
export const documented = {
  appId: "80a28d6e-c5fc-43d9-87c2-d7d56b07542e",
  webhookId: "msg_2M605iBQRge9hTgpYg7fKXQubaw",
  create,
  update: {
    ...create,
    name: "string",
    headers: [{ key: "Authorization", value: "Beaerer DG4R4GT6R43" }],
  },
};

/** A response of the documented example: the status, and the webhook in the body. */
export interface DocumentedResponse {
  status: number;
  webhook: WebhookDetailed;
}

/** Creates the documented webhook, updates it and gets it back. */
export async function runDocumentedExample(client: Client): Promise<DocumentedResponse[]> {
  const { appId, create, update } = documented;
  const created = await client.createWebhook(appId, create).withResponse();
  const { id } = created.data;
  const updated = await client.updateWebhook(appId, id, update).withResponse();
  const got = await client.getWebhook(appId, id).withResponse();
  return [created, updated, got].map(({ response, data }) => ({
    status: response.status,
    webhook: data,
  }));
}
