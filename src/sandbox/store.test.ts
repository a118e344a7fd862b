import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { examples } from "../../generated/examples.js";
import type { WebhookDetailed } from "../../generated/models.js";
import { listWebhooks } from "./list-webhooks.js";
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
function walk(store: Store, ascOrder: boolean, limit: number, between: () => void): number[] {
  const seen: number[] = [];
  let cursor: string | undefined;
  // A bound, so that a list without an end fails instead of hanging.
  for (let pages = 0; pages < 200; pages += 1) {
    const { webhooks, cursors } = list(store, { ascOrder, limit, ...(cursor && { cursor }) });
    seen.push(...webhooks.map(({ id }) => Number(id)));
    if (cursors.next === undefined) break;
    cursor = cursors.next;
    between();
  }
  return seen;
}

describe("listWebhooks", () => {
  it("lists each webhook once, in order, while others come and go", () => {
    const counts = [fc.nat(40), fc.integer({ min: 1, max: 45 })] as const;
    const deletions = fc.array(fc.nat(40), { maxLength: 8 });
    fc.assert(
      fc.property(...counts, fc.boolean(), deletions, (count, limit, isUp, queue) => {
        const store = storeOf(count);
        let newest = 100;
        const seen = walk(store, isUp, limit, () => {
          remove(store, `${queue.pop()}`);
          newest += 1;
          if (newest < 110) store.add("app", webhook(`${newest}`));
        });
        const inOrder = [...new Set(seen)].sort((a, b) => (isUp ? a - b : b - a));
        expect(seen).toEqual(inOrder);
        const stayed = Array.from({ length: count }, (_, id) => id);
        const expected = stayed.filter((id) => store.has(`${id}`));
        expect(seen).toEqual(expect.arrayContaining(expected));
      }),
      { seed: 1 },
    );
  });

  it("shows 50 webhooks on a page by default, and 250 at most", () => {
    const store = storeOf(300);
    const counts = [{}, { limit: 1_000 }].map((query) => list(store, query).webhooks.length);
    expect(counts).toEqual([50, 250]);
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

  it("refuses a cursor that it did not make", () => {
    const { next = "" } = list(storeOf(2), { limit: 1 }).cursors;
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constantFrom(`${next}=`, "iterator_")), (cursor) => {
        expect(() => list(storeOf(2), { cursor })).toThrow("Request validation errors");
      }),
      { seed: 1 },
    );
  });
});
