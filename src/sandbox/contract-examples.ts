import { examples, parameterExamples } from "../../generated/examples.js";
import type { WebhookDetailed, WebhookPage } from "../../generated/models.js";
import { isObject } from "./sandbox-error.js";
import type { Store } from "./store.js";

const all = Object.values<unknown>(examples);

/** The app that the contract's examples are about. */
export const documentedAppId = Object.values(parameterExamples)
  .map(({ "app-id": appId }) => `${appId}`)
  .find((appId) => appId !== "undefined");

const isWebhook = (example: unknown): example is WebhookDetailed =>
  isObject(example) && "id" in example && "validationSecret" in example;

const isPage = (example: unknown): example is WebhookPage =>
  isObject(example) && Array.isArray(example.webhooks) && isObject(example.cursors);

/** Adds the webhooks of the examples, unless they are there; of several states, the first one. */
export function addExamples(store: Store): void {
  const byId = new Map<string, WebhookDetailed>();
  for (const webhook of all.filter(isWebhook)) {
    if (!byId.has(webhook.id) && !store.has(webhook.id)) byId.set(webhook.id, webhook);
  }
  // A list begins with the newest webhook, and that of the examples with the first.
  for (const webhook of [...byId.values()].reverse()) store.add(documentedAppId ?? "", webhook);
}

/** Where a cursor of the examples stands. */
interface DocumentedCursor {
  side: "after" | "before";
  webhookId: string | undefined;
}

export const documentedCursors: ReadonlyMap<string | undefined, DocumentedCursor> = new Map(
  all.filter(isPage).flatMap(({ webhooks, cursors }): [string | undefined, DocumentedCursor][] => [
    [cursors.next, { side: "after", webhookId: webhooks.at(-1)?.id }],
    [cursors.prev, { side: "before", webhookId: webhooks[0]?.id }],
  ]),
);
