import { describe, expect, it } from "vitest";
import { createDirectTransport, maxResponseBytes } from "./delivery-transport.js";
import { appId, createFixture, push, until } from "./testing/deliveries-fixture.js";

const request = (url = "https://some.domain.com/hook") => ({
  url: new URL(url),
  headers: { "x-one": ["1", "2"], accept: "*/*" },
  body: '"Grüße"',
});
const { signal } = new AbortController();

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

describe("createDirectTransport", () => {
  it("makes the request that would arrive", async () => {
    const requests: Request[] = [];
    const transport = createDirectTransport(async (received) => {
      requests.push(received);
      return new Response("Grüße", { status: 307, headers: { location: "/other" } });
    });
    const response = { status: 307, location: "/other", text: "Grüße", isCut: false };
    expect(await transport(request(), signal)).toEqual(response);
    const [received] = requests;
    expect([received?.method, received?.redirect]).toEqual(["POST", "manual"]);
    expect(await received?.text()).toBe('"Grüße"');
    expect(Object.fromEntries(received?.headers ?? [])).toMatchObject({
      host: "some.domain.com",
      connection: "close",
      "content-length": "9",
      "x-one": "1, 2",
    });
  });

  it.each([
    ["https://ada:p%40ss@some.domain.com/hook", "ada:p@ss"],
    // What cannot be decoded is sent as it was written.
    ["https://ada:p%40ss%@some.domain.com/hook", "ada:p%40ss%"],
  ])("sends the user and password of %s as a header", async (url, credentials) => {
    const requests: Request[] = [];
    const transport = createDirectTransport(async (received) => {
      requests.push(received);
      return new Response();
    });
    await transport(request(url), signal);
    expect(requests[0]?.url).toBe("https://some.domain.com/hook");
    expect(requests[0]?.headers.get("authorization")).toBe(`Basic ${btoa(credentials)}`);
  });

  it.each(["ftp://some.domain.com/", "file:///etc/passwd"])("refuses %s", async (url) => {
    const transport = createDirectTransport(async () => new Response());
    await expect(transport(request(url), signal)).rejects.toThrow("neither http: nor https:");
  });

  it("reads no more than 64 KiB", async () => {
    const { body, state } = createEndless();
    const transport = createDirectTransport(async () => new Response(body));
    const { text, isCut } = await transport(request(), signal);
    await until(() => state.isCancelled);
    expect([text.length, isCut]).toEqual([maxResponseBytes, true]);
    expect(state.chunks).toBeLessThan(10);
  });

  it("cancels a body that does not arrive in time", async () => {
    let cancelled = 0;
    const send = async () => new Response(new ReadableStream({ cancel: () => void cancelled++ }));
    const { deliveries } = createFixture({ send, timeout: 10 });
    deliveries.trigger(appId, push);
    await deliveries.settled();
    const [delivery] = deliveries.list();
    expect(delivery?.attempts[0]?.error).toBe("no answer within 0.01 s");
    expect(cancelled).toBe(delivery?.attempts.length);
  });
});
