import { describe, expect, it } from "vitest";
import { appId, createScene, push, storedWebhook } from "./testing/scene.js";
import { createDirect, longestAnswer } from "./transport.js";

const outgoing = (signal = new AbortController().signal) => ({
  url: new URL("https://some.domain.com/hook"),
  headers: { "x-one": ["1", "2"], accept: "*/*" },
  body: '"Grüße"',
  signal,
});

/** A body without an end, and whether its reader has left. */
function createEndless() {
  const chunk = new Uint8Array(10_000).fill(120);
  const state = { isCancelled: false, chunks: 0 };
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      state.chunks += 1;
      controller.enqueue(chunk);
    },
    cancel: () => void Object.assign(state, { isCancelled: true }),
  });
  return { body, state };
}

describe("createDirect", () => {
  it("makes the request that would arrive", async () => {
    const requests: Request[] = [];
    const transport = createDirect(async (request) => {
      requests.push(request);
      return new Response("Grüße", { status: 307, headers: { location: "/other" } });
    });
    const answer = { status: 307, location: "/other", text: "Grüße", isCut: false };
    expect(await transport(outgoing())).toEqual(answer);
    const [request] = requests;
    expect([request?.method, request?.redirect]).toEqual(["POST", "manual"]);
    expect(await request?.text()).toBe('"Grüße"');
    expect(Object.fromEntries(request?.headers ?? [])).toMatchObject({
      host: "some.domain.com",
      connection: "close",
      "x-one": "1, 2",
    });
  });

  it("reads no more than 64 KiB", async () => {
    const { body, state } = createEndless();
    const { text, isCut } = await createDirect(async () => new Response(body))(outgoing());
    expect([text.length, isCut, state.isCancelled]).toEqual([longestAnswer, true, true]);
    expect(state.chunks).toBeLessThan(10);
  });

  it("leaves a body that does not come when the time is over", async () => {
    const state = { isCancelled: false };
    const body = new ReadableStream({
      cancel: () => void Object.assign(state, { isCancelled: true }),
    });
    const { deliveries } = createScene({
      ...{ send: async () => new Response(body), timeout: 10 },
      ...{ broken: ["retryDelivery"], webhooks: [storedWebhook()] },
    });
    deliveries.trigger(appId, push);
    await deliveries.settled();
    const error = "no answer within 0.01 s";
    expect(deliveries.list()).toMatchObject([{ status: "exhausted", attempts: [{ error }] }]);
    expect(state.isCancelled).toBe(true);
  });

  it("passes a failure on, which is told in one line", async () => {
    const { deliveries } = createScene({
      send: () => Promise.reject(new TypeError("fetch failed", { cause: cause("ENOTFOUND") })),
      broken: ["retryDelivery"],
    });
    deliveries.trigger(appId, push);
    await deliveries.settled();
    expect(deliveries.list()[0]?.attempts).toMatchObject([{ error: "host not found" }]);
  });
});

const cause = (code: string) => Object.assign(new Error("getaddrinfo"), { code });
