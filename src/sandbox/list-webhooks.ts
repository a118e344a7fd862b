import type { Webhook, WebhookDetailed, WebhookPage } from "../../generated/models.js";
import { type Cursor, readCursor, writeCursor } from "./cursors.js";
import { invalidRequest } from "./error-response.js";
import type { HandlerRequest } from "./operation-handlers.js";
import type { Store } from "./store.js";

/** Webhooks on a page where the request does not say, and at most. The contract leaves it open. */
const defaultLimit = 50;
const highestLimit = 250;

/** One page of an app's webhooks. Without `ascOrder` the newest comes first. */
export function listWebhooks(
  store: Store,
  { path: { "app-id": appId }, query }: HandlerRequest<"listWebhooks">,
): WebhookPage {
  const cursor = query.cursor === undefined ? undefined : requireCursor(query.cursor);
  const isAscending = query.ascOrder ?? cursor?.isAscending ?? false;
  const limit = Math.min(query.limit ?? defaultLimit, highestLimit);
  const { webhooks, previous, next } = store.slice(appId, isAscending, limit, cursor);
  return {
    webhooks: webhooks.map(({ webhook }) => withoutSecrets(webhook)),
    cursors: {
      ...(previous !== undefined && {
        prev: writeCursor({ side: "before", sequence: previous, isAscending }),
      }),
      ...(next !== undefined && {
        next: writeCursor({ side: "after", sequence: next, isAscending }),
      }),
    },
  };
}

/** @throws ErrorResponse 400 */
function requireCursor(text: string): Cursor {
  const cursor = readCursor(text);
  if (cursor) return cursor;
  throw invalidRequest([{ name: "cursor", reason: "is none that this list gave" }]);
}

const withoutSecrets = ({ id, name, url, eventTypes, isActive }: WebhookDetailed): Webhook => ({
  ...{ id, name, url, eventTypes, isActive },
});
