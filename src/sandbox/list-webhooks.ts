import type { Webhook, WebhookDetailed, WebhookPage } from "../../generated/models.js";
import type { Rule } from "./breaks.js";
import { type Cursor, readCursor, writeCursor } from "./cursors.js";
import { type HandlerRequest, type HandlerServices, knowApp } from "./handlers.js";
import { invalid } from "./read-request.js";

/** Webhooks on a page where the request does not say, and at most. The contract leaves it open. */
const defaultLimit = 50;
const highestLimit = 250;

/** One page of an app's webhooks. Without `ascOrder` the newest comes first. */
export function listWebhooks(
  services: HandlerServices,
  { path: { "app-id": appId }, query }: HandlerRequest<"listWebhooks">,
): WebhookPage {
  const { store } = services;
  const breaks: ListBreaks = (rule, detail) => services.breaks(rule, "listWebhooks", detail);
  knowApp(services, "listWebhooks", appId);
  const cursor = cursorOf(query.cursor, breaks);
  const isOrdered = query.ascOrder !== true || !breaks("obeyOrder");
  const isAscending = isOrdered && (query.ascOrder ?? cursor?.isAscending) === true;
  const page = store.slice(appId, isAscending, limitOf(query.limit, breaks), cursor);
  const { webhooks, previous, next } = page;
  if (cursor && webhooks.length > 0 && breaks("startAfterCursor", "skips")) webhooks.shift();
  const isRepeating = next !== undefined && breaks("startAfterCursor", "repeats");
  const repeating = isRepeating ? (isAscending ? -1 : 1) : 0;
  const show = listed((rule, detail) => webhooks.length > 0 && breaks(rule, detail));
  return {
    webhooks: webhooks.map(({ webhook }) => show(webhook)),
    cursors: {
      ...(previous !== undefined && {
        prev: writeCursor({ side: "before", sequence: previous, isAscending }),
      }),
      ...(next !== undefined && {
        next: writeCursor({ side: "after", sequence: next + repeating, isAscending }),
      }),
    },
  };
}

type ListBreaks = (rule: Rule, detail?: string) => boolean;

/** @throws Refusal 400 */
function cursorOf(text: string | undefined, breaks: ListBreaks): Cursor | undefined {
  if (text === undefined || breaks("obeyCursor")) return undefined;
  // Where a fault lets several through, they are none.
  const cursor = readCursor(`${text}`);
  if (cursor || breaks("validate", "cursor")) return cursor;
  throw invalid([{ name: "cursor", reason: "is none that this list gave" }]);
}

function limitOf(limit: number | undefined, breaks: ListBreaks): number {
  // A fault may have let through what is no limit.
  if (limit === undefined || !(limit >= 1)) return defaultLimit;
  const asked = Math.min(Math.floor(limit), highestLimit);
  if (breaks("endAtLimit", "ignores")) return highestLimit;
  return breaks("endAtLimit", "exceeds") ? asked + 1 : asked;
}

/** What a list shows of a webhook. */
function listed(breaks: ListBreaks): (webhook: WebhookDetailed) => Webhook {
  const isSecretShown = breaks("hideFromList", "validationSecret");
  const areHeadersShown = breaks("hideFromList", "headers");
  return ({ id, name, url, eventTypes, isActive, validationSecret, headers }) => ({
    ...{ id, name, url, eventTypes, isActive },
    ...(isSecretShown && { validationSecret }),
    ...(areHeadersShown && headers && { headers }),
  });
}
