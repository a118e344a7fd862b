import { beforeEach, describe, expect, it } from "vitest";
import { LiveTransport, type TransportOptions } from "./live-transport.js";

const now = Date.UTC(2026, 5, 4);
const url = "https://service.invalid/api";
const list = `${url}/apps/a/webhooks`;
let responses: Response[];
let sent: Request[];
let waited: number[];
beforeEach(() => {
  responses = [];
  sent = [];
  waited = [];
});

const create = (some: Partial<TransportOptions> = {}) =>
  new LiveTransport({
    url,
    token: "canary-pat",
    app: "a",
    isReadOnly: false,
    maxRequests: 100,
    maxWait: 60,
    async fetch(request) {
      sent.push(request);
      return responses.shift() ?? new Response("{}");
    },
    now: () => now,
    wait: async (seconds) => {
      waited.push(seconds);
    },
    log: () => {},
    ...some,
  });

const limited = (headers: Record<string, string>) => new Response("{}", { status: 429, headers });

describe("LiveTransport", () => {
  it.each([
    [{ "retry-after": "7" }, 7],
    [{ "retry-after": new Date(now + 9_000).toUTCString() }, 9],
    [{ "x-ratelimit-reset": "30" }, 30],
    [{ "x-ratelimit-reset": `${now / 1_000 + 12}` }, 12],
    [{ "retry-after": "soon", "x-ratelimit-reset": "5" }, 5],
    [{}, 60],
  ] as [Record<string, string>, number][])(
    "waits as %j says, and sends the request again",
    async (headers, seconds) => {
      responses = [limited(headers)];
      const { status } = await create().fetch(list);
      expect(status).toBe(200);
      expect(waited).toEqual([seconds]);
      expect(sent).toHaveLength(2);
    },
  );

  it("stops if it would have to wait too long", async () => {
    responses = [limited({ "x-ratelimit-reset": "61" })];
    const transport = create();
    await expect(transport.fetch(list)).rejects.toThrow("resets in 61 s");
    await expect(transport.fetch(list)).rejects.toThrow("rate limit is used up");
    expect(sent).toHaveLength(1);
    await transport.cleanUpFetch(list);
    expect(sent).toHaveLength(2);
  });

  it("stops as long as enough requests are left to clean up", async () => {
    const headers = { "x-ratelimit-remaining": "5", "x-ratelimit-reset": "3000" };
    responses = [new Response("{}", { headers })];
    const transport = create();
    expect((await transport.fetch(list)).status).toBe(200);
    await expect(transport.fetch(list)).rejects.toThrow("rate limit is used up");
  });

  it("reserves requests for cleaning up, and sends no more than it may", async () => {
    const transport = create();
    const use = async (fetch: typeof globalThis.fetch) => {
      for (;;) await fetch(list);
    };
    await expect(use(transport.fetch)).rejects.toThrow("100 requests");
    expect(sent).toHaveLength(40);
    await expect(use(transport.cleanUpFetch)).rejects.toThrow("100 requests");
    expect(sent).toHaveLength(100);
  });

  it("replaces the placeholder by the token, and nothing else", async () => {
    const { fetch } = create();
    for (const authorization of ["MxToken canary-token", "Bearer canary-token", ""]) {
      await fetch(list, { headers: { authorization } });
    }
    await fetch(list);
    const seen = sent.map(({ headers }) => headers.get("authorization"));
    expect(seen).toEqual(["MxToken canary-pat", "Bearer canary-token", "", null]);
  });

  it.each([
    ["PUT", `${list}/of-others`],
    ["DELETE", `${list}/of-others`],
    ["DELETE", list],
    ["PATCH", list],
    ["GET", "https://another.invalid/api/apps/a/webhooks"],
    ["GET", `${url}x/apps/a/webhooks`],
  ])("refuses to send %s %s", async (method, to) => {
    await expect(create().fetch(to, { method })).rejects.toThrow();
    expect(sent).toEqual([]);
  });

  it("may change what it has created, even after it was deleted", async () => {
    responses = [
      Response.json({ id: "one" }, { status: 201 }),
      new Response(null, { status: 204 }),
    ];
    const transport = create();
    await transport.fetch(list, { method: "POST", body: "{}" });
    expect([...transport.created]).toEqual(["one"]);
    await transport.fetch(`${list}/one`, { method: "DELETE" });
    expect([...transport.created]).toEqual([]);
    await transport.fetch(`${list}/one`, { method: "DELETE" });
    expect(sent).toHaveLength(3);
  });

  it.each(["POST", "PUT", "DELETE"])("sends no %s if it may only read", async (method) => {
    const { fetch } = create({ isReadOnly: true });
    await expect(fetch(`${list}/none_1`, { method })).rejects.toThrow("--read-only");
    expect(sent).toEqual([]);
  });
});
