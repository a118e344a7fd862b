import * as calls from "../generated/orval/calls.js";
import { setUpOrval } from "./orval-fetch.js";
import type { FiveCalls, Settings } from "./retrying-fetch.js";

/** The functions that orval generates. No validation. */
export function createOrvalClient(settings: Settings): FiveCalls {
  setUpOrval(settings);
  return {
    listWebhooks: async (appId, query) => (await calls.listWebhooks(appId, query)).data,
    createWebhook: async (appId, body) => (await calls.createWebhook(appId, body)).data,
    getWebhook: async (appId, id) => (await calls.getWebhook(appId, id)).data,
    updateWebhook: async (appId, id, body) => (await calls.updateWebhook(appId, id, body)).data,
    deleteWebhook: async (appId, id) => (await calls.deleteWebhook(appId, id)).data,
  };
}
