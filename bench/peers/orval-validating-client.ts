import * as schemas from "../generated/orval/schemas.js";
import { createOrvalClient } from "./orval-client.js";
import type { FiveCalls, Settings } from "./retrying-fetch.js";

/**
 * The functions and the Zod schemas that orval generates, joined by hand as its users do. It
 * generates no schemas for the path parameters of the contract, nor for responses with a status
 * other than 200.
 */
export function createValidatingOrvalClient(settings: Settings): FiveCalls {
  const client = createOrvalClient(settings);
  return {
    async listWebhooks(appId, query) {
      schemas.listWebhooksQueryParams.parse(query ?? {});
      return schemas.listWebhooksResponse.parse(await client.listWebhooks(appId, query));
    },
    async createWebhook(appId, body) {
      schemas.createWebhookBody.parse(body);
      return schemas.createWebhookResponse.parse(await client.createWebhook(appId, body));
    },
    getWebhook: async (appId, id) =>
      schemas.getWebhookResponse.parse(await client.getWebhook(appId, id)),
    async updateWebhook(appId, id, body) {
      schemas.updateWebhookBody.parse(body);
      return schemas.getWebhookResponse.parse(await client.updateWebhook(appId, id, body));
    },
    deleteWebhook: (appId, id) => client.deleteWebhook(appId, id),
  };
}
