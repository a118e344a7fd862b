import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import type { Webhook, WebhookPage } from "../../generated/models.js";
import { createClient } from "./create-client.js";
import { MendixWebhooksError, NotFoundError } from "./errors.js";

const appId = "80a28d6e-c5fc-43d9-87c2-d7d56b07542e";

const webhook = (id: string): Webhook => ({
  id,
  name: "one",
  url: "https://some.domain.com/webhooks",
  eventTypes: ["teamserver.push"],
  isActive: true,
});

const page = (ids: string[], next?: string): WebhookPage => ({
  webhooks: ids.map(webhook),
  cursors: next === undefined ? {} : { next },
});

/** A client of a service with these pages, by their cursors; the first is that of no cursor. */
function clientOf(pages: Record<string, WebhookPage>) {
  const asked: string[] = [];
  const client = createClient({
    token: "token",
    fetch: async ({ url }) => {
      const { search, searchParams } = new URL(url);
      asked.push(search);
      const body = pages[searchParams.get("cursor") ?? ""];
      return Response.json(body ?? {}, { status: body ? 200 : 404 });
    },
  });
  return { client, asked };
}

const three = { "": page(["a", "b"], "2"), 2: page(["c"], "3"), 3: page(["d"]) };

/** All that an iteration yields, and the error that ended it. */
async function collect(items: AsyncIterable<Webhook>) {
  const ids: string[] = [];
  try {
    for await (const { id } of items) ids.push(id);
    return { ids, error: undefined };
  } catch (error) {
    return { ids, error };
  }
}

describe("listWebhooks", () => {
  it("requests nothing before somebody waits or iterates", async () => {
    const { client, asked } = clientOf(three);
    const call = client.listWebhooks(appId);
    call[Symbol.asyncIterator]();
    await new Promise((resolve) => setImmediate(resolve));
    expect(asked).toEqual([]);
    await call;
    expect(asked).toEqual([""]);
  });

  it("gives one page, as it came, with a way to the next that JSON does not show", async () => {
    const { client } = clientOf(three);
    const first = await client.listWebhooks(appId);
    expect(JSON.parse(JSON.stringify(first))).toEqual(three[""]);
    const second = await first.nextPage();
    expect(second?.webhooks).toEqual(three[2].webhooks);
    const third = await second?.nextPage();
    expect(third?.webhooks).toEqual(three[3].webhooks);
    expect(await third?.nextPage()).toBeUndefined();
  });

  it("requests the first page once, however often it is waited for", async () => {
    const { client, asked } = clientOf(three);
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
    expect(asked).toEqual([""]);
  });

  it("gives the next page as often as it is asked for", async () => {
    const { client, asked } = clientOf(three);
    const first = await client.listWebhooks(appId);
    const pages = [await first.nextPage(), await first.nextPage(), await first.nextPage()];
    for (const next of pages) {
      expect(next?.webhooks.map(({ id }) => id)).toEqual(["c"]);
      expect((await next?.nextPage())?.webhooks.map(({ id }) => id)).toEqual(["d"]);
    }
    expect(asked.filter((search) => search === "?cursor=2")).toHaveLength(3);
  });

  it("walks over the webhooks of all pages in order", async () => {
    const { client, asked } = clientOf(three);
    expect(await collect(client.listWebhooks(appId))).toEqual({ ids: ["a", "b", "c", "d"] });
    expect(asked).toEqual(["", "?cursor=2", "?cursor=3"]);
  });

  it("keeps limit and ascOrder on every page", async () => {
    const { client, asked } = clientOf(three);
    await collect(client.listWebhooks(appId, { limit: 2, ascOrder: false }));
    const queries = asked.map((search) => Object.fromEntries(new URLSearchParams(search)));
    expect(queries).toEqual([
      { limit: "2", ascOrder: "false" },
      { limit: "2", ascOrder: "false", cursor: "2" },
      { limit: "2", ascOrder: "false", cursor: "3" },
    ]);
  });

  it("goes on from a cursor", async () => {
    const { client, asked } = clientOf(three);
    const call = client.listWebhooks(appId, { cursor: "2" });
    expect(await collect(call)).toEqual({ ids: ["c", "d"] });
    expect(asked).toEqual(["?cursor=2", "?cursor=3"]);
  });

  it("sends a cursor as the service gave it", async () => {
    const odd = "a b&limit=1/?=%2F+\u00e4";
    const { client } = clientOf({ "": page(["a"], odd), [odd]: page(["b"]) });
    expect(await collect(client.listWebhooks(appId))).toEqual({ ids: ["a", "b"] });
  });

  it("passes over empty pages, and ends at an empty cursor", async () => {
    const { client } = clientOf({ "": page([], "2"), 2: page(["a"], "3"), 3: page([], "") });
    expect(await collect(client.listWebhooks(appId))).toEqual({ ids: ["a"] });
  });

  it("requests no page beyond the one where the walk is left", async () => {
    const { client, asked } = clientOf(three);
    for await (const { id } of client.listWebhooks(appId)) if (id === "b") break;
    expect(asked).toEqual([""]);
  });

  it("walks again from the start", async () => {
    const { client, asked } = clientOf(three);
    const call = client.listWebhooks(appId);
    const ids = ["a", "b", "c", "d"];
    expect(await collect(call)).toEqual({ ids });
    expect(await collect(call)).toEqual({ ids });
    expect(asked).toHaveLength(6);
  });

  it("ends a walk with the error of the page that failed", async () => {
    const { client } = clientOf({ "": page(["a"], "gone") });
    const { ids, error } = await collect(client.listWebhooks(appId));
    expect(ids).toEqual(["a"]);
    expect(error).toBeInstanceOf(NotFoundError);
  });

  it.each([
    ["to itself", { "": page(["a"], "1"), 1: page(["b"], "1") }, "", 2],
    ["two pages back", { "": page(["a"], "1"), 1: page(["b"], "2"), 2: page([], "1") }, "", 3],
    ["to where it began", { 1: page(["a"], "2"), 2: page(["b"], "1") }, "1", 4],
  ])("throws when a page leads %s, instead of going in circles", async (_, pages, cursor, most) => {
    const { client, asked } = clientOf(pages as Record<string, WebhookPage>);
    const { error } = await collect(client.listWebhooks(appId, cursor ? { cursor } : {}));
    expect(error).toBeInstanceOf(MendixWebhooksError);
    expect(error).toMatchObject({ code: "repeated_cursor" });
    expect(asked.length).toBeLessThanOrEqual(most);
  });

  it("throws for a circle from nextPage as well", async () => {
    const { client } = clientOf({ "": page(["a"], "1"), 1: page(["b"], "1") });
    const second = await (await client.listWebhooks(appId)).nextPage();
    await expect(second?.nextPage()).rejects.toMatchObject({ code: "repeated_cursor" });
  });

  it("walks over 100,000 webhooks in less than 20 MB", async () => {
    const script = `
      import { setImmediate as turn } from "node:timers/promises";
      import { createClient } from "./create-client.ts";
      const pages = 1000;
      const ids = Array.from({ length: 100 }, (_, index) => index);
      const fetch = async ({ url }) => {
        const number = Number(new URL(url).searchParams.get("cursor"));
        const webhooks = ids.map((id) => ({
          id: \`msg_\${number}_\${id}\`,
          name: "one",
          url: "https://some.domain.com/webhooks",
          eventTypes: ["teamserver.push"],
          isActive: true,
        }));
        const next = number + 1 < pages && { next: String(number + 1) };
        await turn(); // As a network does: what is weakly held is let go between two turns.
        return Response.json({ webhooks, cursors: { ...next } });
      };
      const used = () => {
        gc();
        return process.memoryUsage().heapUsed;
      };
      const client = createClient({ token: "token", fetch });
      let seen = 0;
      let before = 0;
      let most = 0;
      for await (const webhook of client.listWebhooks("${appId}", { limit: 100 })) {
        seen += 1;
        if (seen === 100) before = used(); // By now everything is loaded that one page needs.
        if (seen % 10_000 === 0) most = Math.max(most, used() - before);
      }
      console.log(JSON.stringify({ seen, most }));
    `;
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ["--expose-gc", "--import", "tsx", "--input-type=module", "--eval", script],
      { cwd: import.meta.dirname },
    );
    const { seen, most } = JSON.parse(stdout);
    console.log(`walking over ${seen} webhooks adds ${(most / 2 ** 20).toFixed(1)} MB to the heap`);
    expect(seen).toBe(100_000);
    expect(most).toBeLessThan(20 * 2 ** 20);
  }, 60_000);
});
