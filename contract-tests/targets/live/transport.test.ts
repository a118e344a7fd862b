import { beforeEach, describe, expect, it } from "vitest";
import { Transport, type TransportOptions } from "./transport.js";

const now = Date.UTC(2026, 5, 4);
const url = "https://service.invalid/api";
const list = `${url}/apps/a/webhooks`;
let answers: Response[];
let sent: Request[];
let waited: number[];
beforeEach(() => {
  answers = [];
  sent = [];
  waited = [];
});

const create = (some: Partial<TransportOptions> = {}) =>
  new Transport({
    url,
    token: "canary-pat",
    app: "a",
    isReadOnly: false,
    maxRequests: 100,
    maxWait: 60,
    async fetch(request) {
      sent.push(request);
      return answers.shift() ?? new Response("{}");
    },
    now: () => now,
    wait: async (seconds) => {
      waited.push(seconds);
    },
    log: () => {},
    ...some,
  });

const limited = (headers: Record<string, string>) => new Response("{}", { status: 429, headers });

describe("the way to a live service", () => {
  it.each([
    [{ "retry-after": "7" }, 7],
    [{ "retry-after": new Date(now + 9_000).toUTCString() }, 9],
    [{ "x-ratelimit-reset": "30" }, 30],
    [{ "x-ratelimit-reset": `${now / 1_000 + 12}` }, 12],
    [{ "retry-after": "soon", "x-ratelimit-reset": "5" }, 5],
    [{}, 60],
  ] as [Record<string, string>, number][])(
    "waits as %j tells, and asks again",
    async (headers, seconds) => {
      answers = [limited(headers)];
      const { status } = await create().fetch(list);
      expect(status).toBe(200);
      expect(waited).toEqual([seconds]);
      expect(sent).toHaveLength(2);
    },
  );

  it("stops where it would have to wait too long", async () => {
    answers = [limited({ "x-ratelimit-reset": "61" })];
    const transport = create();
    await expect(transport.fetch(list)).rejects.toThrow("starts afresh in 61 s");
    await expect(transport.fetch(list)).rejects.toThrow("rate limit is used up");
    expect(sent).toHaveLength(1);
    await transport.cleaningFetch(list);
    expect(sent).toHaveLength(2);
  });

  it("stops while enough requests are left to clean up", async () => {
    const headers = { "x-ratelimit-remaining": "5", "x-ratelimit-reset": "3000" };
    answers = [new Response("{}", { headers })];
    const transport = create();
    expect((await transport.fetch(list)).status).toBe(200);
    await expect(transport.fetch(list)).rejects.toThrow("rate limit is used up");
  });

  it("keeps requests for cleaning up, and makes no more than it may", async () => {
    const transport = create();
    const use = async (fetch: typeof globalThis.fetch) => {
      for (;;) await fetch(list);
    };
    await expect(use(transport.fetch)).rejects.toThrow("100 requests");
    expect(sent).toHaveLength(40);
    await expect(use(transport.cleaningFetch)).rejects.toThrow("100 requests");
    expect(sent).toHaveLength(100);
  });

  it("puts in the token alone where the suite has its stand-in", async () => {
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

  it("changes what it made itself, also after it is gone", async () => {
    answers = [Response.json({ id: "one" }, { status: 201 }), new Response(null, { status: 204 })];
    const transport = create();
    await transport.fetch(list, { method: "POST", body: "{}" });
    expect([...transport.own]).toEqual(["one"]);
    await transport.fetch(`${list}/one`, { method: "DELETE" });
    expect([...transport.own]).toEqual([]);
    await transport.fetch(`${list}/one`, { method: "DELETE" });
    expect(sent).toHaveLength(3);
  });

  it.each(["POST", "PUT", "DELETE"])("sends no %s where it only reads", async (method) => {
    const { fetch } = create({ isReadOnly: true });
    await expect(fetch(`${list}/none_1`, { method })).rejects.toThrow("--read-only");
    expect(sent).toEqual([]);
  });
});
