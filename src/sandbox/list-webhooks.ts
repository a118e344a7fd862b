import type { Webhook, WebhookDetailed, WebhookPage } from "../../generated/models.js";
import { documentedCursors } from "./contract-examples.js";
import { invalidRequest } from "./error-response.js";
import type { HandlerRequest } from "./operation-handlers.js";
import type { StoredWebhook } from "./store.js";

/** Webhooks on a page by default, and at most. The contract does not limit them. */
const defaultLimit = 50;
const highestLimit = 250;

/** One page of an app's webhooks, newest first by default. @param all - oldest first */
export function listWebhooks(
  all: readonly StoredWebhook[],
  query: HandlerRequest<"listWebhooks">["query"],
): WebhookPage {
  const { ascOrder: isAscending = false, limit = defaultLimit } = query;
  const start: Cursor = { side: "after", position: -Infinity, isAscending };
  const { cursor: text } = query;
  const cursor = text === undefined ? start : (documentedCursor(text, all) ?? readCursor(text));
  return pageAt(cursor, all, Math.min(limit, highestLimit));
}

function pageAt(cursor: Cursor, all: readonly StoredWebhook[], limit: number): WebhookPage {
  const { side, position, isAscending } = cursor;
  const listed = isAscending ? all : all.toReversed();
  const positionOf = ({ sequence }: StoredWebhook) => (isAscending ? sequence : -sequence);
  const middle = listed.filter((one) => positionOf(one) <= position).length;
  const [start, end] =
    side === "after" ? [middle, middle + limit] : [Math.max(middle - limit, 0), middle];
  const page = listed.slice(start, end);
  // When deletions have emptied the page, its neighbours still meet at the cursor.
  const [first, last] = [page[0], page.at(-1)];
  const startsAt = first ? positionOf(first) - 1 : position;
  const endsAt = last ? positionOf(last) : position;
  const prev = { side: "before", position: startsAt, isAscending } as const;
  const next = { side: "after", position: endsAt, isAscending } as const;
  return {
    webhooks: page.map(({ webhook }) => withoutSecrets(webhook)),
    cursors: {
      ...(start > 0 && { prev: writeCursor(prev) }),
      ...(end < listed.length && { next: writeCursor(next) }),
    },
  };
}

/** A position in a list, whose order it keeps: where a page begins or ends. */
interface Cursor {
  side: "after" | "before";
  /** The sequence of a webhook, negative in a list that begins with the newest one. */
  position: number;
  isAscending: boolean;
}

/** A cursor as clients see it; the encoding keeps them from relying on its content. */
function writeCursor({ side, position, isAscending }: Cursor): string {
  const text = `${side} ${position} ${isAscending ? "ascending" : "descending"}`;
  return `iterator_${Buffer.from(text).toString("base64url")}`;
}

/** @throws ErrorResponse 400 for a text that `writeCursor` cannot have written */
function readCursor(text: string): Cursor {
  const decoded = Buffer.from(text.replace("iterator_", ""), "base64url").toString();
  const [side, digits, order] = decoded.split(" ");
  const cursor: Cursor = {
    side: side === "after" ? "after" : "before",
    position: Number(digits),
    isAscending: order === "ascending",
  };
  if (Number.isInteger(cursor.position) && writeCursor(cursor) === text) return cursor;
  throw invalidRequest([{ name: "cursor", reason: "is not from a list of webhooks" }]);
}

/** A cursor of the contract's examples, if the webhook that it stands at is there. */
function documentedCursor(text: string, all: readonly StoredWebhook[]): Cursor | undefined {
  const { side = "after", webhookId } = documentedCursors.get(text) ?? {};
  const stored = all.find(({ webhook }) => webhook.id === webhookId);
  if (stored === undefined) return undefined;
  const position = side === "after" ? -stored.sequence : -stored.sequence - 1;
  return { side, position, isAscending: false };
}

const withoutSecrets = ({ validationSecret, headers, ...webhook }: WebhookDetailed): Webhook =>
  webhook;
