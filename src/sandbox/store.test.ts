import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { WebhookDetailed } from "../../generated/models.js";
import { type Cursor, readCursor, writeCursor } from "./cursors.js";
import { createStore, type Store } from "./store.js";

const webhook = (id: string): WebhookDetailed => ({
  id,
  name: id,
  url: "https://some.domain.com/webhooks",
  eventTypes: [],
  isActive: true,
  validationSecret: "PMJhiGo1nTL6wlNyZVFh5v9rLZdcLsG2O",
});

/** A store with webhooks of one app, in the order of their numbers. */
function storeOf(count: number): Store {
  const store = createStore();
  for (let number = 0; number < count; number += 1) store.add("app", webhook(`${number}`));
  return store;
}

const ids = (webhooks: readonly { webhook: WebhookDetailed }[]) =>
  webhooks.map(({ webhook: { id } }) => Number(id));

/** Walks over all pages, as a client does. */
function walk(store: Store, isAscending: boolean, limit: number, between = () => {}): number[] {
  const seen: number[] = [];
  let cursor: Cursor | undefined;
  for (;;) {
    const { webhooks, next } = store.slice("app", isAscending, limit, cursor);
    seen.push(...ids(webhooks));
    if (next === undefined) return seen;
    cursor = { side: "after", sequence: next, isAscending };
    between();
  }
}

describe("createStore", () => {
  it("gives every webhook once, in order, whatever the size of the pages", () => {
    fc.assert(
      fc.property(fc.nat(40), fc.integer({ min: 1, max: 45 }), fc.boolean(), (count, limit, up) => {
        const all = Array.from({ length: count }, (_, number) => number);
        expect(walk(storeOf(count), up, limit)).toEqual(up ? all : all.reverse());
      }),
      { seed: 1 },
    );
  });

  it("leads from any page back to the one before it", () => {
    for (const isAscending of [true, false]) {
      const store = storeOf(7);
      const first = store.slice("app", isAscending, 3);
      expect(first.previous).toBeUndefined();
      const after = { side: "after", sequence: first.next ?? 0, isAscending } as const;
      const second = store.slice("app", isAscending, 3, after);
      const before = { side: "before", sequence: second.previous ?? 0, isAscending } as const;
      expect(store.slice("app", isAscending, 3, before)).toEqual(first);
    }
  });

  it("neither repeats nor misses a webhook while others come and go", () => {
    fc.assert(
      fc.property(fc.boolean(), fc.array(fc.nat(19), { maxLength: 8 }), (up, doomed) => {
        const store = storeOf(20);
        const queue = [...doomed];
        let newest = 100;
        const seen = walk(store, up, 3, () => {
          const stored = store.find(`${queue.pop()}`);
          if (stored) store.remove(stored);
          newest += 1;
          if (newest < 110) store.add("app", webhook(`${newest}`));
        });
        expect(new Set(seen).size).toBe(seen.length);
        const stayed = Array.from({ length: 20 }, (_, id) => id).filter((id) =>
          store.find(`${id}`),
        );
        expect(seen).toEqual(expect.arrayContaining(stayed));
      }),
      { seed: 1 },
    );
  });

  it("leads back from a page that deletions emptied", () => {
    for (const isAscending of [true, false]) {
      const store = storeOf(4);
      const { next = 0 } = store.slice("app", isAscending, 2);
      const cursor = { side: "after", sequence: next, isAscending } as const;
      for (const { webhook } of store.slice("app", isAscending, 9, cursor).webhooks) {
        const stored = store.find(webhook.id);
        if (stored) store.remove(stored);
      }
      const empty = store.slice("app", isAscending, 2, cursor);
      expect(empty).toMatchObject({ webhooks: [], next: undefined });
      const back = { side: "before", sequence: empty.previous ?? 0, isAscending } as const;
      expect(store.slice("app", isAscending, 2, back).webhooks).toHaveLength(2);
    }
  });

  it("keeps apps apart, and gives its state back as it was", () => {
    const store = storeOf(3);
    store.add("other", webhook("a"));
    expect(store.slice("other", true, 9).webhooks).toHaveLength(1);
    expect(store.slice("none", true, 9)).toEqual({ webhooks: [] });
    const copy = createStore(store.state);
    expect(copy.state).toEqual(store.state);
    expect(copy.add("app", webhook("b")).sequence).toBe(5);
  });
});

describe("cursors", () => {
  it("are read as they were written, and nothing else is one", () => {
    const cursor = fc.record({
      side: fc.constantFrom<Cursor["side"]>("after", "before"),
      sequence: fc.nat(),
      isAscending: fc.boolean(),
    });
    const isRead = (one: Cursor) => {
      expect(readCursor(writeCursor(one))).toEqual(one);
    };
    const isNone = (text: string) => {
      expect(readCursor(text)).toBeUndefined();
    };
    fc.assert(fc.property(cursor, isRead), { seed: 1 });
    fc.assert(fc.property(fc.string(), isNone), { seed: 1 });
    expect(readCursor(`${writeCursor({ side: "after", sequence: 1, isAscending: true })}=`)).toBe(
      undefined,
    );
  });
});
