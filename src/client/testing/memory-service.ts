import type { WebhookDetailed, WebhookInput } from "../../../generated/models.js";

/** A request as a server receives it; `url` is its path and query. */
export interface ReceivedRequest {
  method: string;
  url: string;
  authorization: string | undefined;
  body: string;
}

/** A response before it is sent. Header names are in lower case; undefined removes a header. */
export interface ResponseParts {
  status: number;
  headers?: Record<string, string | undefined>;
  body?: string;
}

export const storedWebhook: WebhookDetailed = {
  id: "msg_1",
  name: "first",
  url: "https://example.com/first",
  eventTypes: ["teamserver.push"],
  isActive: true,
  validationSecret: "FirstSecretFirstSecretFirstSecret1",
};

/** Creates a service without faults, which stores webhooks in memory. */
export function createMemoryService(): (request: ReceivedRequest) => ResponseParts {
  const webhooks = [storedWebhook];
  let lastId = 1;

  return ({ method, url, body }) => {
    if (method === "POST") {
      lastId += 1;
      const webhook = { id: `msg_${lastId}`, ...(JSON.parse(body) as WebhookInput) };
      webhooks.push(webhook);
      return json(200, webhook);
    }
    const id = /\/webhooks\/([^/?]+)/.exec(url)?.[1];
    if (id === undefined) {
      const withoutSecrets = webhooks.map(({ validationSecret: _, ...webhook }) => webhook);
      return json(200, { webhooks: withoutSecrets, cursors: {} });
    }
    const index = webhooks.findIndex((webhook) => webhook.id === id);
    if (index < 0) return errorResponse(404);
    if (method === "DELETE") {
      webhooks.splice(index, 1);
      return { status: 204 };
    }
    if (method === "GET") return json(200, webhooks[index]);
    webhooks[index] = { id, ...(JSON.parse(body) as WebhookInput) };
    return json(202, webhooks[index]);
  };
}

/** An error in the form of the API. */
export function errorResponse(status: number, headers?: ResponseParts["headers"]): ResponseParts {
  const error = { code: status, message: `Failed with ${status}` };
  return { ...json(status, { error }), ...(headers && { headers }) };
}

const json = (status: number, value: unknown): ResponseParts => ({
  status,
  body: JSON.stringify(value),
});
