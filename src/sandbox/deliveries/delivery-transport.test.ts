import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import type { DeliveryOptions } from "../sandbox-options.js";
import { createDirectTransport, describeFailure, maxResponseBytes } from "./delivery-transport.js";
import { deliver, storedWebhook, until } from "./testing/deliveries-fixture.js";

const request = (url = "https://some.domain.com/hook") => ({
  url: new URL(url),
  headers: { "x-one": ["1", "2"], accept: "*/*" },
  body: '"Grüße"',
});
const { signal } = new AbortController();

describe("createDirectTransport", () => {
  it("makes the request that would arrive", async () => {
    const requests: Request[] = [];
    const transport = createDirectTransport(async (received) => {
      requests.push(received);
      return new Response("Grüße", { status: 307, headers: { location: "/other" } });
    });
    const response = { status: 307, location: "/other", text: "Grüße" };
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

  it("cancels a body that is too large or does not arrive in time", async () => {
    let cancelled = 0;
    const cancel = () => void cancelled++;
    const pull = (controller: ReadableStreamDefaultController) =>
      controller.enqueue(new Uint8Array(10_000).fill(120));
    const transport = createDirectTransport(
      async () => new Response(new ReadableStream({ pull, cancel })),
    );
    const { text } = await transport(request(), signal);
    await until(() => cancelled === 1);
    expect(text).toHaveLength(maxResponseBytes);
    const send = async () => new Response(new ReadableStream({ cancel }));
    const { attempts, first } = await deliver({ send, timeout: 10 });
    expect(first?.error).toBe("no response within 0.01 s");
    expect(cancelled).toBe(1 + attempts.length);
  });
});

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** Starts a server on a free port, and resolves with a URL of it. */
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  servers.push(server);
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
}

type Header = { key: string; value: string };

const deliverTo = (url: string, options: DeliveryOptions = {}, headers: Header[] = []) =>
  deliver({ allowPrivateTargets: true, ...options, webhooks: [storedWebhook({ url, headers })] });

const closeOf = ({ socket }: IncomingMessage) =>
  new Promise((resolve) => socket.once("close", resolve));

const incomplete = "connection closed before the response was complete";

describe("a delivery over the network", () => {
  it("arrives on a connection of its own, and follows no redirect", async () => {
    const received: unknown[] = [];
    const url = await serve(({ url, headers }, response) => {
      received.push({ url, ...headers });
      response.writeHead(307, { location: "/stray" }).end();
    });
    const { status, payload, first } = await deliverTo(url);
    expect(first).toMatchObject({ status: 307, error: "redirects are not followed" });
    expect([status, received.length]).toEqual(["exhausted", 8]);
    const length = { "content-length": `${Buffer.byteLength(payload)}` };
    const expected = { url: "/hook", connection: "close", host: new URL(url).host, ...length };
    for (const one of received) expect(one).toMatchObject(expected);
    expect(received[0]).not.toHaveProperty("transfer-encoding");
  });

  it.each([
    ["hangs up", undefined, incomplete],
    ["sends nothing", "", incomplete],
    ["does not speak HTTP", "SSH-2.0\r\n\r\n", "the request failed (HPE_INVALID_CONSTANT)"],
    ["breaks off", "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf", incomplete],
    [
      "switches protocols",
      "HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: other\r\n\r\n",
      "connection closed without a response",
    ],
  ])("fails when the server %s", async (_, sent, error) => {
    const url = await serve(({ socket }) => {
      if (sent === undefined) socket.destroy();
      else socket.end(sent);
    });
    const { status, first } = await deliverTo(url);
    expect([status, first?.error]).toEqual(["exhausted", error]);
  });

  it("fails when there is no TLS", async () => {
    const url = await serve(() => {});
    const { first } = await deliverTo(url.replace("http:", "https:"));
    expect(first?.error).toMatch(/^no trusted TLS connection \([A-Z_0-9]+\)$/);
  });

  it.each<[string, RequestListener, object, DeliveryOptions?]>([
    ["is late", () => {}, { error: "no response within 0.02 s" }, { timeout: 20 }],
    [
      "never ends its response, whose status counts",
      (_, response) => {
        const fill = () => {
          while (!response.destroyed && response.write("x".repeat(10_000)));
        };
        response.on("drain", fill).on("error", () => {});
        fill();
      },
      { status: 200, response: "x".repeat(500) },
    ],
  ])("hangs up on a server that %s", async (_, listener, expected, options) => {
    const closed: Promise<unknown>[] = [];
    const url = await serve((request, response) => {
      closed.push(closeOf(request));
      listener(request, response);
    });
    const { first } = await deliverTo(url, options);
    expect(first).toMatchObject(expected);
    await Promise.all(closed);
  });

  it.each([
    { key: "X-One", value: "line\r\nbreak" },
    { key: "X One", value: "1" },
  ])("fails when the custom header %j cannot be sent", async (header) => {
    for (const options of [{}, { send: async () => new Response() }]) {
      const { first } = await deliverTo("http://127.0.0.1:9/", options, [header]);
      expect(first?.error).toBe("a custom header cannot be sent");
    }
  });

  it.each(["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433"])(
    "refuses the private target %s unless it is allowed",
    async (host) => {
      const url = await serve(() => expect.unreachable());
      const options = { allowPrivateTargets: false };
      const { first } = await deliverTo(url.replace("127.0.0.1", host), options);
      expect(first?.error).toMatch(/^target is a private address/);
    },
  );
});

describe("describeFailure", () => {
  const withCode = (code: unknown) => Object.assign(new Error("a secret"), { code });

  it.each([
    [new Error("a secret", { cause: withCode("ENOTFOUND") }), "host not found"],
    [withCode("EMFILE"), "the request failed (EMFILE)"],
    [withCode("a secret"), "the request failed"],
    ["a secret", "the request failed"],
  ])("describes %j", (error, description) => {
    expect(describeFailure(error)).toBe(description);
  });
});
