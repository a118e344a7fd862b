import type { Client, WebhookDetailed, WebhookInput } from "../../src/index.js";

/** The example that Mendix's documentation walks through, word for word. */
export const documented = {
  appId: "80a28d6e-c5fc-43d9-87c2-d7d56b07542e",
  webhookId: "msg_2M605iBQRge9hTgpYg7fKXQubaw",
  create: {
    name: "Push to pipeline",
    url: "https://some.domain.com/webhooks",
    eventTypes: ["teamserver.push"],
    isActive: true,
    validationSecret: "PMJhiGo1nTL6wlNyZVFh5v9rLZdcLsG2O",
    headers: [{ key: "Authorization", value: "Bearer DG4R4GT6R43" }],
  },
  update: {
    name: "string",
    url: "https://some.domain.com/webhooks",
    eventTypes: ["teamserver.push"],
    isActive: true,
    validationSecret: "PMJhiGo1nTL6wlNyZVFh5v9rLZdcLsG2O",
    headers: [{ key: "Authorization", value: "Beaerer DG4R4GT6R43" }],
  },
} satisfies Record<string, string | WebhookInput>;

/** One step of the story: what was done, and what came of it. */
export interface Step {
  title: string;
  status: number;
  webhook: WebhookDetailed;
}

/** Plays the story: create a webhook, update it, and get it back. */
export async function* playDocumentedExample(client: Client): AsyncGenerator<Step> {
  const { appId, create, update } = documented;
  const created = await client.createWebhook(appId, create).withResponse();
  yield { title: "Create a webhook", status: created.response.status, webhook: created.data };
  const { id } = created.data;
  const updated = await client.updateWebhook(appId, id, update).withResponse();
  yield { title: "Update it", status: updated.response.status, webhook: updated.data };
  const got = await client.getWebhook(appId, id).withResponse();
  yield { title: "Get it back", status: got.response.status, webhook: got.data };
}
