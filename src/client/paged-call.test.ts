import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { Webhook, WebhookPage } from "../../generated/models.js";
import { MendixWebhooksError, NotFoundError } from "./client-errors.js";
import { collectGarbage } from "./testing/collect-garbage.js";
import { appId } from "./testing/input.js";
import { createTestClient, errorOf } from "./testing/test-client.js";

const page = (ids: string[], next?: string): WebhookPage => ({
  webhooks: ids.map((id) => ({
    id,
    name: "one",
    url: "https://some.domain.com/webhooks",
    eventTypes: ["teamserver.push"],
    isActive: true,
  })),
  cursors: next === undefined ? {} : { next },
});

/** Creates a client of a service with these pages, by their cursors; the first has no cursor. */
function createPagedClient(pages: Record<string, WebhookPage>) {
  const queries: string[] = [];
  const { client } = createTestClient(({ url }) => {
    const { search, searchParams } = new URL(url);
    queries.push(search);
    const body = pages[searchParams.get("cursor") ?? ""];
    return Response.json(body ?? {}, { status: body ? 200 : 404 });
  });
  return { client, queries };
}

const threePages = { "": page(["a", "b"], "2"), 2: page(["c"], "3"), 3: page(["d"]) };

/** Iterates to the end, and returns the ids. */
async function idsOf(items: AsyncIterable<Webhook>): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id } of items) ids.push(id);
  return ids;
}

describe("listWebhooks", () => {
  it("requests nothing until somebody awaits or iterates", async () => {
    const { client, queries } = createPagedClient(threePages);
    const call = client.listWebhooks(appId);
    call[Symbol.asyncIterator]();
    await turn();
    expect(queries).toEqual([]);
    await call;
    expect(queries).toEqual([""]);
  });

  it.each(["x", [], { webhooks: 7 }])(
    "refuses %j as a page, even if nothing is validated",
    async (body) => {
      const { client } = createTestClient(() => Response.json(body), { validate: false });
      const invalid = { code: "invalid_response" };
      expect(await errorOf(client.listWebhooks(appId))).toMatchObject(invalid);
      expect(await errorOf(idsOf(client.listWebhooks(appId)))).toMatchObject(invalid);
    },
  );

  it("returns one page as it came, with a method that JSON does not show", async () => {
    const { client } = createPagedClient(threePages);
    const first = await client.listWebhooks(appId);
    expect(JSON.parse(JSON.stringify(first))).toEqual(threePages[""]);
    const second = await first.nextPage();
    expect(second?.webhooks).toEqual(threePages[2].webhooks);
    const third = await second?.nextPage();
    expect(third?.webhooks).toEqual(threePages[3].webhooks);
    expect(await third?.nextPage()).toBeUndefined();
  });

  it("requests the first page once, however often it is awaited", async () => {
    const { client, queries } = createPagedClient(threePages);
    const call = client.listWebhooks(appId);
    const [first, again, { data, response }] = await Promise.all([
      call,
      call.then((value) => value),
      call.withResponse(),
    ]);
    await call.finally(() => {});
    expect(first).toBe(again);
    expect(first).toBe(data);
    expect(response.status).toBe(200);
    expect(queries).toEqual([""]);
  });

  it("returns the next page as often as it is asked for", async () => {
    const { client, queries } = createPagedClient(threePages);
    const first = await client.listWebhooks(appId);
    const pages = [await first.nextPage(), await first.nextPage(), await first.nextPage()];
    for (const next of pages) {
      expect(next?.webhooks.map(({ id }) => id)).toEqual(["c"]);
      expect((await next?.nextPage())?.webhooks.map(({ id }) => id)).toEqual(["d"]);
    }
    expect(queries.filter((query) => query === "?cursor=2")).toHaveLength(3);
  });

  it("iterates over the webhooks of all pages in order", async () => {
    const { client, queries } = createPagedClient(threePages);
    expect(await idsOf(client.listWebhooks(appId))).toEqual(["a", "b", "c", "d"]);
    expect(queries).toEqual(["", "?cursor=2", "?cursor=3"]);
  });

  it("keeps limit and ascOrder on every page", async () => {
    const { client, queries } = createPagedClient(threePages);
    await idsOf(client.listWebhooks(appId, { limit: 2, ascOrder: false }));
    expect(queries.map((query) => Object.fromEntries(new URLSearchParams(query)))).toEqual([
      { limit: "2", ascOrder: "false" },
      { limit: "2", ascOrder: "false", cursor: "2" },
      { limit: "2", ascOrder: "false", cursor: "3" },
    ]);
  });

  it("sends a cursor as the service gave it", async () => {
    const odd = "a b&limit=1/?=%2F+\u00e4";
    const { client } = createPagedClient({ "": page(["a"], odd), [odd]: page(["b"]) });
    expect(await idsOf(client.listWebhooks(appId))).toEqual(["a", "b"]);
  });

  it("skips empty pages, and ends at an empty cursor", async () => {
    const { client } = createPagedClient({
      "": page([], "2"),
      2: page(["a"], "3"),
      3: page([], ""),
    });
    expect(await idsOf(client.listWebhooks(appId))).toEqual(["a"]);
  });

  it("requests no page after the one where the iteration is left", async () => {
    const { client, queries } = createPagedClient(threePages);
    for await (const { id } of client.listWebhooks(appId)) if (id === "b") break;
    expect(queries).toEqual([""]);
  });

  it("holds only the last pages of an iteration in memory", async () => {
    const { client } = createTestClient(({ url }) => {
      const number = Number(new URL(url).searchParams.get("cursor"));
      return Response.json(page(["a"], `${number + 1}`));
    });
    const seen: WeakRef<Webhook>[] = [];
    for await (const webhook of client.listWebhooks(appId)) {
      if (seen.push(new WeakRef(webhook)) < 200) continue;
      await collectGarbage();
      expect(seen.filter((reference) => reference.deref()).length).toBeLessThan(4);
      break;
    }
    expect(seen).toHaveLength(200);
  });

  it("ends an iteration with the error of the page that failed", async () => {
    const { client } = createPagedClient({ "": page(["a"], "gone") });
    const ids: string[] = [];
    const walk = async () => {
      for await (const { id } of client.listWebhooks(appId)) ids.push(id);
    };
    expect(await errorOf(walk())).toBeInstanceOf(NotFoundError);
    expect(ids).toEqual(["a"]);
  });

  it.each([
    ["to itself", { "": page(["a"], "1"), 1: page(["b"], "1") }, "", 2],
    ["two pages back", { "": page(["a"], "1"), 1: page(["b"], "2"), 2: page([], "1") }, "", 3],
    ["to where it began", { 1: page(["a"], "2"), 2: page(["b"], "1") }, "1", 4],
  ])("throws if a page leads %s", async (_, pages, cursor, most) => {
    const { client, queries } = createPagedClient(pages as Record<string, WebhookPage>);
    const error = await errorOf(idsOf(client.listWebhooks(appId, cursor ? { cursor } : {})));
    expect(error).toBeInstanceOf(MendixWebhooksError);
    expect(error).toMatchObject({ code: "repeated_cursor" });
    expect(queries.length).toBeLessThanOrEqual(most);
  });
});
