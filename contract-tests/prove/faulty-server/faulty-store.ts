import { randomUUID } from "node:crypto";
import type { WebhookDetailed, WebhookInput, WebhookPage } from "../../../src/index.js";
import { ErrorResponse } from "./error-responses.js";
import type { Has } from "./planted-bugs.js";

/** A webhook, and the app that has it. */
interface Row {
  app: string;
  /** When it was created, among all. */
  sequence: number;
  webhook: WebhookDetailed;
}

interface Cursor {
  side: "after" | "before";
  sequence: number;
}

export interface ListQuery {
  limit: number;
  isAscending: boolean;
  cursor?: string | undefined;
}

/** All webhooks, in the order of their creation. */
export class Webhooks {
  #rows: Row[] = [];
  #last = 0;
  readonly #has: Has;

  constructor(has: Has) {
    this.#has = has;
  }

  create(app: string, input: WebhookInput): WebhookDetailed {
    const webhook = { id: `hook-${randomUUID()}`, ...input };
    this.#last += 1;
    this.#rows.push({ app, sequence: this.#last, webhook });
    return webhook;
  }

  get(app: string, id: string): WebhookDetailed {
    return this.#row(app, id).webhook;
  }

  update(app: string, id: string, input: WebhookInput): WebhookDetailed {
    const row = this.#row(app, id);
    row.webhook = this.#has("PUT merges") ? { ...row.webhook, ...input } : { id, ...input };
    return row.webhook;
  }

  delete(app: string, id: string): void {
    const isLenient = this.#has("delete of an unknown id returns 204");
    const row = isLenient ? this.#rows.find((one) => isThat(one, app, id)) : this.#row(app, id);
    this.#rows = this.#rows.filter((one) => one !== row);
  }

  of(app: string): WebhookDetailed[] {
    return this.#rows.filter((row) => row.app === app).map(({ webhook }) => webhook);
  }

  list(app: string, { limit, isAscending, cursor: text }: ListQuery): WebhookPage {
    const own = this.#rows.filter((row) => row.app === app);
    const rows = isAscending ? own : own.toReversed();
    const cursor = text === undefined ? undefined : readCursor(text);
    const start = cursor === undefined ? 0 : this.#startOf(rows, cursor, isAscending, limit);
    const end = cursor?.side === "before" ? endBefore(rows, cursor, isAscending) : start + limit;
    const page = rows.slice(start, end);
    const next = rows[end] && writeCursor({ side: "after", sequence: page.at(-1)?.sequence ?? 0 });
    const prev = start > 0 && writeCursor({ side: "before", sequence: page[0]?.sequence ?? 0 });
    return {
      webhooks: page.map(({ webhook }) => this.#listed(webhook)),
      cursors: { ...(next && { next }), ...(prev && { prev }) },
    };
  }

  #startOf(rows: Row[], cursor: Cursor, isAscending: boolean, limit: number): number {
    if (cursor.side === "before") return Math.max(0, endBefore(rows, cursor, isAscending) - limit);
    const isRepeating = this.#has("cursor repeats an item");
    const start = rows.findIndex(({ sequence }) =>
      isRepeating
        ? !isBefore(sequence, cursor.sequence, isAscending)
        : isBefore(cursor.sequence, sequence, isAscending),
    );
    return start < 0 ? rows.length : start;
  }

  #listed(webhook: WebhookDetailed) {
    const { id, name, url, eventTypes, isActive, validationSecret } = webhook;
    const shown = { id, name, url, eventTypes, isActive };
    return this.#has("secret in the list") ? { ...shown, validationSecret } : shown;
  }

  #row(app: string, id: string): Row {
    const row = this.#rows.find((one) => isThat(one, app, id));
    if (row === undefined) throw new ErrorResponse(404, `No webhook ${id}`);
    return row;
  }
}

const isThat = (row: Row, app: string, id: string) => row.app === app && row.webhook.id === id;

const isBefore = (a: number, b: number, isAscending: boolean) => (isAscending ? a < b : a > b);

const endBefore = (rows: Row[], { sequence }: Cursor, isAscending: boolean) =>
  rows.filter((row) => isBefore(row.sequence, sequence, isAscending)).length;

const writeCursor = (cursor: Cursor) => Buffer.from(JSON.stringify(cursor)).toString("base64url");

function readCursor(text: string): Cursor {
  try {
    return JSON.parse(Buffer.from(text, "base64url").toString());
  } catch {
    throw new ErrorResponse(400, "That is no cursor");
  }
}
