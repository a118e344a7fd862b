import type { WebhookDetailed } from "../../generated/models.js";
import type { Cursor } from "./cursors.js";
import type { State, StoredWebhook } from "./state.js";

/** A stretch of an app's webhooks in the order asked for. */
export interface Slice {
  webhooks: StoredWebhook[];
  /** The sequence that the stretch before this one lies before; undefined if there is none. */
  previous: number | undefined;
  /** The sequence that the stretch after this one lies after; undefined if there is none. */
  next: number | undefined;
}

/** The webhooks of all apps. */
export interface Store {
  /** Of any app. */
  find(webhookId: string): StoredWebhook | undefined;
  /** Of one app, oldest first. Not to be changed. */
  webhooksOf(appId: string): readonly StoredWebhook[];
  /** Costs the same wherever the page lies. */
  slice(appId: string, isAscending: boolean, limit: number, cursor?: Cursor): Slice;
  add(appId: string, webhook: WebhookDetailed): StoredWebhook;
  remove(stored: StoredWebhook): void;
  clear(): void;
  readonly state: State;
}

export function createStore(initial: State = { sequence: 0, webhooks: [] }): Store {
  /** Each app's webhooks, oldest first: as sequences grow, they are sorted by them. */
  const apps = new Map<string, StoredWebhook[]>();
  const byId = new Map<string, StoredWebhook>();
  let { sequence } = initial;
  for (const stored of initial.webhooks) insert(stored);

  function insert(stored: StoredWebhook): void {
    const webhooks = apps.get(stored.appId);
    if (webhooks) webhooks.push(stored);
    else apps.set(stored.appId, [stored]);
    byId.set(stored.webhook.id, stored);
  }

  const webhooksOf = (appId: string) => apps.get(appId) ?? [];
  return {
    webhooksOf,
    find: (webhookId) => byId.get(webhookId),
    slice: (appId, isAscending, limit, cursor) =>
      slice(webhooksOf(appId), isAscending, limit, cursor),
    add(appId, webhook) {
      sequence += 1;
      const stored = { appId, sequence, webhook, oldSecrets: [] };
      insert(stored);
      return stored;
    },
    remove(stored) {
      const webhooks = webhooksOf(stored.appId);
      webhooks.splice(firstFrom(webhooks, stored.sequence), 1);
      byId.delete(stored.webhook.id);
    },
    clear() {
      apps.clear();
      byId.clear();
    },
    get state() {
      return { sequence, webhooks: [...apps.values()].flat() };
    },
  };
}

function slice(
  webhooks: readonly StoredWebhook[],
  isAscending: boolean,
  limit: number,
  cursor: Cursor | undefined,
): Slice {
  // Thought of as going up: a descending list is the ascending one, walked from its other end.
  const goesUp = cursor === undefined || (cursor.side === "after") === isAscending;
  const isFromEnd = cursor === undefined ? !isAscending : !goesUp;
  let start = 0;
  let end = webhooks.length;
  if (cursor && goesUp) start = firstFrom(webhooks, cursor.sequence + 1);
  if (cursor && !goesUp) end = firstFrom(webhooks, cursor.sequence);
  if (isFromEnd) start = Math.max(start, end - limit);
  else end = Math.min(end, start + limit);
  const page = webhooks.slice(start, end);
  // A page that deletions emptied still leads back, over the place where its cursor lies.
  const place = (cursor?.sequence ?? 0) + (goesUp ? 1 : -1);
  const older = start > 0 ? (page[0]?.sequence ?? place) : undefined;
  const newer = end < webhooks.length ? (page.at(-1)?.sequence ?? place) : undefined;
  return isAscending
    ? { webhooks: page, previous: older, next: newer }
    : { webhooks: page.reverse(), previous: newer, next: older };
}

/** Where the first webhook stands that has this sequence or a higher one. */
function firstFrom(webhooks: readonly StoredWebhook[], sequence: number): number {
  let low = 0;
  let high = webhooks.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((webhooks[middle]?.sequence ?? 0) < sequence) low = middle + 1;
    else high = middle;
  }
  return low;
}
