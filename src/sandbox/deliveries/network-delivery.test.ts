import type { IncomingMessage, RequestListener } from "node:http";
import { text } from "node:stream/consumers";
import { afterEach, describe, expect, it } from "vitest";
import { holdClosedPort } from "../../client/testing/closed-port.js";
import { createReceiver, toNodeHandler, verify } from "../../receiver/index.js";
import { systemClock } from "../../shared/clock.js";
import type { DeliveryOptions } from "./create-deliveries.js";
import {
  appId,
  createFixture,
  push,
  secret,
  start,
  storedWebhook,
} from "./testing/deliveries-fixture.js";
import { serve, serveSockets } from "./testing/server.js";

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** What becomes of a delivery to a URL after one attempt. */
async function attempt(url: string, options: Parameters<typeof createFixture>[0] = {}) {
  const webhooks = [storedWebhook({ url })];
  const { deliveries } = createFixture({ webhooks, allowPrivateTargets: true, ...options });
  closing.push(deliveries.close);
  deliveries.trigger(appId, push);
  await deliveries.settled();
  const [delivery] = deliveries.list();
  return { status: delivery?.status, ...delivery?.attempts[0] };
}

async function attemptAt(
  listener: RequestListener,
  options: Parameters<typeof createFixture>[0] = {},
) {
  const server = await serve(listener);
  closing.push(server.close);
  return attempt(server.url, options);
}

async function attemptAtSocket(answer: string | undefined, options: DeliveryOptions = {}) {
  const server = await serveSockets((socket) =>
    socket.once("data", () => (answer === undefined ? socket.destroy() : socket.end(answer))),
  );
  closing.push(server.close);
  return attempt(server.url, options);
}

/** Also when it is a rude one. */
const hangUpOf = ({ socket }: IncomingMessage) =>
  new Promise((resolve) => socket.once("close", resolve));

describe("createNetworkTransport", () => {
  it("sends what the receiver takes, on a connection of its own", async () => {
    const events: unknown[] = [];
    const seen: IncomingMessage[] = [];
    const receiver = createReceiver({
      secrets: secret,
      on: { "teamserver.push": (event) => events.push(event) },
    });
    const handle = toNodeHandler(receiver);
    const result = await attemptAt(
      (request, response) => {
        seen.push(request);
        void handle(request, response);
      },
      { realClock: systemClock },
    );
    expect(result).toMatchObject({ status: 204 });
    expect(events).toHaveLength(1);
    expect(seen[0]?.headers).toMatchObject({
      connection: "close",
      accept: "*/*",
      "content-type": "application/json",
      host: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
    });
    expect(seen[0]?.headers).not.toHaveProperty("transfer-encoding");
  });

  it("sends custom headers and bytes as they were signed", async () => {
    const seen: { request: IncomingMessage; body: string }[] = [];
    const server = await serve(async (request, response) => {
      seen.push({ request, body: await text(request) });
      response.end();
    });
    closing.push(server.close);
    const headers = [
      { key: "Authorization", value: "Bearer DG4R4GT6R43" },
      { key: "Webhook-Id", value: "forged" },
    ];
    const webhooks = [storedWebhook({ url: server.url, headers })];
    await attempt("", { webhooks });
    const [delivered] = seen;
    expect(delivered?.request.headers.authorization).toBe("Bearer DG4R4GT6R43");
    const body = delivered?.body ?? "";
    expect(delivered?.request.headers["content-length"]).toBe(`${Buffer.byteLength(body)}`);
    const now = () => start * 1_000;
    const delivery = { headers: delivered?.request.headers ?? {}, body };
    expect(await verify(delivery, { secrets: secret, now })).toMatchObject({ ok: true });
  });

  it.each([200, 201, 299])("is content with %i", async (status) => {
    const result = await attemptAt((_, response) => response.writeHead(status).end("fine"));
    expect(result).toMatchObject({ status, answer: "fine" });
    expect(result).not.toHaveProperty("error");
  });

  it.each([304, 400, 401, 404, 410, 429, 500, 503])("is not content with %i", async (status) => {
    const server = await serve((_, response) => response.writeHead(status).end());
    closing.push(server.close);
    const { deliveries } = createFixture({
      webhooks: [storedWebhook({ url: server.url })],
      allowPrivateTargets: true,
    });
    deliveries.trigger(appId, push);
    await deliveries.settled();
    expect(deliveries.list()).toMatchObject([
      { status: "exhausted", attempts: Array(8).fill({ status }) },
    ]);
  });

  it("does not follow redirects", async () => {
    let strays = 0;
    const result = await attemptAt((request, response) => {
      if (request.url === "/stray") strays += 1;
      response.writeHead(307, { location: "/stray" }).end();
    });
    expect(result).toMatchObject({ status: 307, error: "redirects are not followed" });
    expect(strays).toBe(0);
  });

  it.each([
    ["hangs up", undefined, "connection closed before the answer was complete"],
    ["answers nothing", "", "connection closed before the answer was complete"],
    ["does not speak HTTP", "SSH-2.0\r\n\r\n", "the answer is not HTTP (HPE_INVALID_CONSTANT)"],
    [
      "breaks off",
      "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf",
      "connection closed before the answer was complete",
    ],
    [
      "switches protocols",
      "HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: other\r\n\r\n",
      "connection closed without an answer",
    ],
  ])("tells when a server %s", async (_, answer, error) => {
    const result = await attemptAtSocket(answer);
    expect(result).toMatchObject({ status: "exhausted", error });
  });

  it("tells when nobody listens", async () => {
    const { port, release } = await holdClosedPort();
    closing.push(release);
    const url = `http://127.0.0.1:${port}/`;
    expect(await attempt(url)).toMatchObject({ error: "connection refused" });
  });

  it("tells when there is no TLS", async () => {
    const server = await serve(() => {});
    closing.push(server.close);
    const { error } = await attempt(server.url.replace("http:", "https:"));
    expect(error).toMatch(/^no trusted TLS connection \([A-Z_0-9]+\)$/);
  });

  it.each([
    ["starts no answer", (): void => {}],
    ["ends no answer", (response: { write(text: string): unknown }) => response.write("one")],
  ])("gives up on a server that %s", async (_, act) => {
    let hungUp: Promise<unknown> | undefined;
    const result = await attemptAt(
      (request, response) => {
        hungUp = hangUpOf(request);
        act(response);
      },
      { timeout: 40 },
    );
    expect(result).toMatchObject({ status: "exhausted", error: "no answer within 0.04 s" });
    await hungUp;
  });

  it("reads no more than 64 KiB of an endless answer, whose status counts", async () => {
    let hungUp: Promise<unknown> | undefined;
    const result = await attemptAt((request, response) => {
      hungUp = hangUpOf(request);
      const chunk = "x".repeat(10_000);
      const fill = () => {
        while (!response.destroyed && response.write(chunk));
      };
      response.on("drain", fill).on("error", () => {});
      fill();
    });
    expect(result).toMatchObject({ status: 200, answer: "x".repeat(500) });
    await hungUp;
  });

  it("tells when a custom header cannot be sent, without its value", async () => {
    for (const header of [
      { key: "X-One", value: "line\r\nbreak" },
      { key: "X One", value: "1" },
    ]) {
      const webhooks = [storedWebhook({ headers: [header] })];
      expect(await attempt("", { webhooks })).toMatchObject({
        error: "a custom header cannot be sent",
      });
    }
  });

  it("refuses private targets unless they are allowed", async () => {
    let arrived = 0;
    const server = await serve((_, response) => {
      arrived += 1;
      response.end();
    });
    closing.push(server.close);
    for (const host of ["127.0.0.1", "localhost", "[::1]", "2130706433"]) {
      const url = server.url.replace("127.0.0.1", host);
      const result = await attempt(url, { allowPrivateTargets: false });
      expect(result.error).toBe(
        "target is a private address; allow private targets to deliver there",
      );
    }
    expect(arrived).toBe(0);
  });
});
