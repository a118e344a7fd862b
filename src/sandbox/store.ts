import type { WebhookDetailed } from "../../generated/models.js";
import type { Cursor } from "./cursors.js";
import type { State, StoredWebhook } from "./state.js";

/** A page of an app's webhooks. */
interface Slice {
  webhooks: StoredWebhook[];
  /** The previous page ends before this sequence; undefined if there is none. */
  previous: number | undefined;
  /** The next page begins after this sequence; undefined if there is none. */
  next: number | undefined;
}

/** The webhooks of all apps. */
export interface Store {
  /** Of any app. */
  find(webhookId: string): StoredWebhook | undefined;
  /** Of one app, oldest first. */
  webhooksOf(appId: string): StoredWebhook[];
  slice(appId: string, isAscending: boolean, limit: number, cursor?: Cursor): Slice;
  add(appId: string, webhook: WebhookDetailed): StoredWebhook;
  remove(stored: StoredWebhook): void;
  clear(): void;
  readonly state: State;
}

export function createStore(initial: State = { sequence: 0, webhooks: [] }): Store {
  let { sequence } = initial;
  /** By their ids, oldest first. */
  const byId = new Map(initial.webhooks.map((stored) => [stored.webhook.id, stored]));

  const webhooksOf = (appId: string) =>
    [...byId.values()].filter((stored) => stored.appId === appId);

  return {
    webhooksOf,
    find: (webhookId) => byId.get(webhookId),
    slice(appId, isAscending, limit, cursor) {
      const webhooks = webhooksOf(appId);
      return slice(isAscending ? webhooks : webhooks.reverse(), isAscending, limit, cursor);
    },
    add(appId, webhook) {
      sequence += 1;
      const stored = { appId, sequence, webhook, oldSecrets: [] };
      byId.set(webhook.id, stored);
      return stored;
    },
    remove: ({ webhook }) => void byId.delete(webhook.id),
    clear: () => byId.clear(),
    get state() {
      return { sequence, webhooks: [...byId.values()] };
    },
  };
}

/** @param webhooks - in the order of the list */
function slice(
  webhooks: readonly StoredWebhook[],
  isAscending: boolean,
  limit: number,
  cursor: Cursor = { side: "after", sequence: isAscending ? 0 : Infinity, isAscending },
): Slice {
  const isBefore = ({ sequence }: StoredWebhook) =>
    isAscending ? sequence < cursor.sequence : sequence > cursor.sequence;
  const before = webhooks.filter(isBefore).length;
  const isThere = webhooks[before]?.sequence === cursor.sequence;
  const after = before + (isThere ? 1 : 0);
  const [start, end] =
    cursor.side === "after"
      ? [after, Math.min(after + limit, webhooks.length)]
      : [Math.max(before - limit, 0), before];
  const page = webhooks.slice(start, end);
  // When deletions have emptied the page, the neighbouring ones still meet at the cursor.
  const step = (cursor.side === "after") === isAscending ? 1 : -1;
  const place = cursor.sequence + step;
  return {
    webhooks: page,
    previous: start > 0 ? (page[0]?.sequence ?? place) : undefined,
    next: end < webhooks.length ? (page.at(-1)?.sequence ?? place) : undefined,
  };
}
