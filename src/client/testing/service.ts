import type { WebhookDetailed, WebhookInput, WebhookPage } from "../../../generated/models.js";
import type { Answer } from "./answers.js";
import type { SeenRequest } from "./exchange.js";

/** A webhook that is there from the start. */
export const firstWebhook: WebhookDetailed = {
  id: "msg_1",
  name: "first",
  url: "https://example.com/first",
  eventTypes: ["teamserver.push"],
  isActive: true,
  validationSecret: "FirstSecretFirstSecretFirstSecret1",
};

/** The service as it should be, in memory: enough of it to tell what a lost answer left behind. */
export class Service {
  readonly webhooks: WebhookDetailed[] = [firstWebhook];
  #lastId = 1;

  answer({ method, url, body }: SeenRequest): Answer {
    const id = /\/webhooks\/([^/?]+)/.exec(url)?.[1];
    if (method === "POST") return this.#create(JSON.parse(body));
    if (id === undefined) return { status: 200, body: JSON.stringify(this.#page()) };
    const index = this.webhooks.findIndex((webhook) => webhook.id === id);
    if (index < 0) return notFound(id);
    if (method === "DELETE") {
      this.webhooks.splice(index, 1);
      return { status: 204 };
    }
    if (method === "PUT") this.webhooks[index] = { id, ...JSON.parse(body) };
    const status = method === "PUT" ? 202 : 200;
    return { status, body: JSON.stringify(this.webhooks[index]) };
  }

  #create(input: WebhookInput): Answer {
    this.#lastId += 1;
    const webhook = { id: `msg_${this.#lastId}`, ...input };
    this.webhooks.push(webhook);
    return { status: 200, body: JSON.stringify(webhook) };
  }

  #page(): WebhookPage {
    const webhooks = this.webhooks.map(({ id, name, url, eventTypes, isActive }) => ({
      id,
      name,
      url,
      eventTypes,
      isActive,
    }));
    return { webhooks, cursors: {} };
  }
}

function notFound(id: string): Answer {
  const error = {
    code: 404,
    message: "Webhook not found",
    "invalid-params": [{ name: "validation", reason: `Webhook '${id}' not found` }],
  };
  return { status: 404, body: JSON.stringify({ error }) };
}
