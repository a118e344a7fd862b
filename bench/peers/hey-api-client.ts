import type * as generated from "../generated/hey-api/index.js";
import { type FiveCalls, PeerError, retryingFetch, type Settings } from "./retrying-fetch.js";

/** What @hey-api/openapi-ts generates, with or without validators. */
type Sdk = Pick<typeof generated, keyof FiveCalls>;
type Client = typeof import("../generated/hey-api/client.gen.js").client;

/**
 * The client of @hey-api/openapi-ts: it puts the token where the contract wants it, and turns
 * responses into errors; retries are added by hand. The generated validators, if there are any,
 * validate requests and responses.
 */
export function createHeyApiClient(sdk: Sdk, client: Client, settings: Settings): FiveCalls {
  client.setConfig({
    baseUrl: settings.baseUrl,
    auth: () => `MxToken ${settings.token}`,
    fetch: retryingFetch(settings),
  });
  client.interceptors.error.use((error, response) =>
    response ? new PeerError(response.status, error) : error,
  );
  const appPath = (appId: string) => ({ path: { "app-id": appId }, ...throwing });
  const path = (appId: string, webhookId: string) => ({
    path: { "app-id": appId, "webhook-id": webhookId },
    ...throwing,
  });
  return {
    listWebhooks: (appId, query = {}) => sdk.listWebhooks({ ...appPath(appId), query }),
    createWebhook: (appId, body) => sdk.createWebhook({ ...appPath(appId), body }),
    getWebhook: (appId, id) => sdk.getWebhook(path(appId, id)),
    updateWebhook: (appId, id, body) => sdk.updateWebhook({ ...path(appId, id), body }),
    deleteWebhook: (appId, id) => sdk.deleteWebhook(path(appId, id)),
  };
}

const throwing = { responseStyle: "data", throwOnError: true } as const;
