import type { WebhookDetailed } from "../../generated/models.js";

/** A webhook with what the API does not show of it. */
export interface StoredWebhook {
  appId: string;
  /** Grows from one creation to the next. */
  sequence: number;
  webhook: WebhookDetailed;
  /** Replaced secrets that still sign beside the current one, newest first. */
  oldSecrets: OldSecret[];
}

export interface OldSecret {
  secret: string;
  /** The last moment at which it signs, in milliseconds since the Unix epoch. */
  until: number;
}

/** The state of the management API. */
export interface State {
  /** The highest sequence so far. */
  sequence: number;
  webhooks: StoredWebhook[];
}

/** The webhooks of all apps. */
export type Store = ReturnType<typeof createStore>;

export function createStore(initial: State = { sequence: 0, webhooks: [] }) {
  let { sequence } = initial;
  /** By their ids, oldest first. */
  const byId = new Map(initial.webhooks.map((stored) => [stored.webhook.id, stored]));

  return {
    /** The webhooks of an app, oldest first. */
    webhooksOf: (appId: string) => [...byId.values()].filter((stored) => stored.appId === appId),
    /** Whether a webhook of any app has this id. */
    has: (webhookId: string) => byId.has(webhookId),
    find(appId: string, webhookId: string): StoredWebhook | undefined {
      const stored = byId.get(webhookId);
      return stored?.appId === appId ? stored : undefined;
    },
    add(appId: string, webhook: WebhookDetailed): void {
      sequence += 1;
      byId.set(webhook.id, { appId, sequence, webhook, oldSecrets: [] });
    },
    remove: ({ webhook }: StoredWebhook) => void byId.delete(webhook.id),
    clear: () => byId.clear(),
    get state(): State {
      return { sequence, webhooks: [...byId.values()] };
    },
  };
}
