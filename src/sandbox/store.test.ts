import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { examples } from "../../generated/examples.js";
import type { WebhookDetailed } from "../../generated/models.js";
import { type Cursor, listWebhooks, readCursor, writeCursor } from "./list-webhooks.js";
import { createStore, type Store } from "./store.js";

const webhook = (id: string): WebhookDetailed => ({ ...examples.createdWebhook, id, name: id });

/** A store with webhooks of one app, in the order of their numbers. */
function storeOf(count: number): Store {
  const store = createStore();
  for (let number = 0; number < count; number += 1) store.add("app", webhook(`${number}`));
  return store;
}

const list = (store: Store, query: Parameters<typeof listWebhooks>[1]) =>
  listWebhooks(store.webhooksOf("app"), query);

function remove(store: Store, id: string): void {
  const stored = store.find("app", id);
  if (stored) store.remove(stored);
}

/** Walks over all pages, as a client does. */
function walk(store: Store, ascOrder: boolean, limit: number, between = () => {}): number[] {
  const seen: number[] = [];
  let cursor: string | undefined;
  for (;;) {
    const { webhooks, cursors } = list(store, { ascOrder, limit, ...(cursor && { cursor }) });
    seen.push(...webhooks.map(({ id }) => Number(id)));
    if (cursors.next === undefined) return seen;
    cursor = cursors.next;
    between();
  }
}

describe("listWebhooks", () => {
  it("gives every webhook once, in order, whatever the size of the pages", () => {
    fc.assert(
      fc.property(fc.nat(40), fc.integer({ min: 1, max: 45 }), fc.boolean(), (count, limit, up) => {
        const all = Array.from({ length: count }, (_, number) => number);
        expect(walk(storeOf(count), up, limit)).toEqual(up ? all : all.reverse());
      }),
      { seed: 1 },
    );
  });

  it("neither repeats nor misses a webhook while others come and go", () => {
    fc.assert(
      fc.property(fc.boolean(), fc.array(fc.nat(19), { maxLength: 8 }), (up, doomed) => {
        const store = storeOf(20);
        const queue = [...doomed];
        let newest = 100;
        const seen = walk(store, up, 3, () => {
          remove(store, `${queue.pop()}`);
          newest += 1;
          if (newest < 110) store.add("app", webhook(`${newest}`));
        });
        expect(new Set(seen).size).toBe(seen.length);
        const stayed = Array.from({ length: 20 }, (_, id) => id).filter((id) => store.has(`${id}`));
        expect(seen).toEqual(expect.arrayContaining(stayed));
      }),
      { seed: 1 },
    );
  });

  it.each([true, false])("leads back from a page that deletions emptied (%s)", (ascOrder) => {
    const store = storeOf(4);
    const { webhooks, cursors } = list(store, { ascOrder, limit: 2 });
    const cursor = cursors.next ?? "";
    for (const { id } of list(store, { cursor }).webhooks) remove(store, id);
    const empty = list(store, { cursor });
    expect([empty.webhooks, empty.cursors.next]).toEqual([[], undefined]);
    expect(list(store, { cursor: empty.cursors.prev ?? "" }).webhooks).toEqual(webhooks);
  });
});

describe("readCursor", () => {
  it("reads what writeCursor wrote, and nothing else", () => {
    const cursors = fc.record({
      side: fc.constantFrom<Cursor["side"]>("after", "before"),
      position: fc.integer(),
      isAscending: fc.boolean(),
    });
    fc.assert(
      fc.property(cursors, fc.string(), (cursor, text) => {
        expect(readCursor(writeCursor(cursor))).toEqual(cursor);
        expect(readCursor(`${writeCursor(cursor)}=`)).toBeUndefined();
        expect(readCursor(text)).toBeUndefined();
      }),
      { seed: 1 },
    );
  });
});
