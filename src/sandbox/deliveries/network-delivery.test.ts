import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, describe, expect, it } from "vitest";
import { createReceiver, toNodeHandler } from "../../receiver/index.js";
import type { DeliveryOptions } from "./delivery-options.js";
import {
  appId,
  createFixture,
  push,
  secret,
  start,
  storedWebhook,
} from "./testing/deliveries-fixture.js";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** Starts a server on a free port, and resolves with a URL that it answers. */
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  servers.push(server);
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
}

/** Delivers a push to a URL; resolves with the status and the first attempt. */
async function deliver(url: string, options: DeliveryOptions = {}, headers: Header[] = []) {
  const webhooks = [storedWebhook({ url, headers })];
  const { deliveries } = createFixture({ allowPrivateTargets: true, ...options, webhooks });
  deliveries.trigger(appId, push);
  await deliveries.settled();
  const [delivery] = deliveries.list();
  return { status: delivery?.status, attempt: delivery?.attempts[0] };
}

type Header = { key: string; value: string };

const closeOf = ({ socket }: IncomingMessage) =>
  new Promise((resolve) => socket.once("close", resolve));

describe("a delivery over the network", () => {
  it("reaches a receiver, on a connection of its own", async () => {
    const events: unknown[] = [];
    const on = { "teamserver.push": (event: unknown) => events.push(event) };
    const receiver = createReceiver({ secrets: secret, on, now: () => start * 1_000 });
    const url = await serve(toNodeHandler(receiver));
    const heads: unknown[] = [];
    servers[0]?.on("request", ({ headers }) => heads.push(headers));
    expect(await deliver(url)).toMatchObject({ status: "delivered", attempt: { status: 204 } });
    expect(events).toHaveLength(1);
    expect(heads).toMatchObject([{ connection: "close", host: new URL(url).host }]);
    expect(heads[0]).not.toHaveProperty("transfer-encoding");
  });

  it("has the custom headers and the length of the body", async () => {
    const seen: { value: string | undefined; length: string | undefined; body: string }[] = [];
    const url = await serve(async (request, response) => {
      const { authorization: value, "content-length": length } = request.headers;
      seen.push({ value, length, body: await text(request) });
      response.end("fine");
    });
    const headers = [{ key: "Authorization", value: "Bearer DG4R4GT6R43" }];
    expect((await deliver(url, {}, headers)).attempt).toMatchObject({
      status: 200,
      answer: "fine",
    });
    const [{ body, ...request } = { body: "" }] = seen;
    expect(request).toEqual({ value: headers[0]?.value, length: `${Buffer.byteLength(body)}` });
  });

  it("does not follow redirects", async () => {
    const paths: unknown[] = [];
    const url = await serve((request, response) => {
      paths.push(request.url);
      response.writeHead(307, { location: "/stray" }).end();
    });
    const { status, attempt } = await deliver(url);
    expect(status).toBe("exhausted");
    expect(attempt).toMatchObject({ status: 307, error: "redirects are not followed" });
    expect(new Set(paths)).toEqual(new Set(["/hook"]));
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
  ])("fails when the server %s", async (_, answer, error) => {
    const url = await serve(({ socket }) => {
      if (answer === undefined) socket.destroy();
      else socket.end(answer);
    });
    const { status, attempt } = await deliver(url);
    expect([status, attempt?.error]).toEqual(["exhausted", error]);
  });

  it("fails when there is no TLS", async () => {
    const url = await serve(() => {});
    const { attempt } = await deliver(url.replace("http:", "https:"));
    expect(attempt?.error).toMatch(/^no trusted TLS connection \([A-Z_0-9]+\)$/);
  });

  it.each<[string, RequestListener]>([
    ["starts no answer", () => {}],
    ["ends no answer", (_, response) => response.write("one")],
  ])("hangs up on a server that %s in time", async (_, listener) => {
    const closed: Promise<unknown>[] = [];
    const url = await serve((request, response) => {
      closed.push(closeOf(request));
      listener(request, response);
    });
    const { attempt } = await deliver(url, { timeout: 20 });
    expect(attempt).toMatchObject({ error: "no answer within 0.02 s" });
    await Promise.all(closed);
  });

  it("hangs up after 64 KiB of an endless answer, whose status counts", async () => {
    let closed: Promise<unknown> | undefined;
    const url = await serve((request, response) => {
      closed = closeOf(request);
      const fill = () => {
        while (!response.destroyed && response.write("x".repeat(10_000)));
      };
      response.on("drain", fill).on("error", () => {});
      fill();
    });
    const { attempt } = await deliver(url);
    expect(attempt).toMatchObject({ status: 200, answer: "x".repeat(500) });
    await closed;
  });

  it.each([
    { key: "X-One", value: "line\r\nbreak" },
    { key: "X One", value: "1" },
  ])("fails when the custom header %j cannot be sent", async (header) => {
    const { attempt } = await deliver("http://127.0.0.1:9/", {}, [header]);
    expect(attempt?.error).toBe("a custom header cannot be sent");
  });

  it.each(["127.0.0.1", "localhost", "[::1]", "2130706433"])(
    "refuses the private target %s unless it is allowed",
    async (host) => {
      let requests = 0;
      const url = await serve((_, response) => {
        requests += 1;
        response.end();
      });
      const options = { allowPrivateTargets: false };
      const { attempt } = await deliver(url.replace("127.0.0.1", host), options);
      expect(attempt?.error).toMatch(/^target is a private address/);
      expect(requests).toBe(0);
    },
  );
});
