import { describe, expect, it } from "vitest";
import type { MendixWebhooksError } from "./client-errors.js";
import { type Client, createClient } from "./create-client.js";
import { collectGarbage } from "./testing/collect-garbage.js";
import {
  type Exchange,
  httpMessage,
  type Step,
  startFaultServer,
  webhook,
} from "./testing/fault-server.js";
import { appId, input } from "./testing/input.js";
import { createTestClient, errorOf, type TestClient } from "./testing/test-client.js";

type FaultServer = Awaited<ReturnType<typeof startFaultServer>>;

/** Runs a test with a client of a server that does these steps. */
async function withFaultServer(
  steps: Step[],
  run: (fixture: TestClient & { server: FaultServer }) => Promise<unknown>,
): Promise<void> {
  const server = await startFaultServer(steps, () => fixture.clock.advanceToNext());
  const fixture = createTestClient((request) => server.fetch(request.url, request), {
    baseUrl: `${server.origin}/api/v1`,
  });
  await run({ ...fixture, server }).finally(server.close);
}

/** Sends bytes, then closes the connection. */
const close =
  (bytes = ""): Step =>
  ({ socket }) =>
    socket.end(bytes);

/** Sends bytes, then resets the connection. */
const reset =
  (bytes = ""): Step =>
  ({ socket }) =>
    socket.write(bytes, () => socket.resetAndDestroy());

/** Sends bytes with status and headers, and does something when the client has received them. */
const afterHeaders =
  (bytes: string, next: (exchange: Exchange) => void): Step =>
  (exchange) => {
    exchange.onceHeadersArrive(() => next(exchange));
    exchange.socket.write(bytes);
  };

const redirect =
  (status: number): Step =>
  ({ socket, origin }) => {
    const location = `location: ${origin.replace("127.0.0.1", "localhost")}/\r\n`;
    socket.end(httpMessage("", `${status} Moved`, location));
  };

const good = close(httpMessage());
const hang: Step = ({ timeOut }) => timeOut();
const half = httpMessage().slice(0, -40);
const chunked = "transfer-encoding: chunked\r\n";
const earlyHints = "HTTP/1.1 103 Early Hints\r\nlink: </>\r\n\r\n";
const twoLengths = "content-length: 2\r\ncontent-length: 3\r\n";
const falseGzip = "content-encoding: gzip\r\ncontent-length: 20\r\n";

/** The outcome, and the number of requests; `?` where the create may have succeeded. */
type Outcome = string;

/** What the server does, and the outcomes of a get and of a create. */
const faults: [string, Step[], get: Outcome, create: Outcome][] = [
  ["reset before any byte", [reset()], "network 3", "network 1?"],
  ["reset before any byte, once", [reset(), good], "success 2", "network 1?"],
  ["reset in the headers", [reset("HTTP/1.1 200 OK\r\ncon")], "network 3", "network 1?"],
  [
    "reset in the body, once",
    [afterHeaders(half, ({ socket }) => socket.resetAndDestroy()), good],
    "success 2",
    "network 1?",
  ],
  ["close before any byte", [close()], "network 3", "network 1?"],
  ["body shorter than its length", [close(half)], "network 3", "network 1?"],
  ["no response", [hang], "timeout 3", "timeout 1?"],
  ["half a body", [afterHeaders(half, hang)], "timeout 3", "timeout 1?"],
  ["half a body, once", [afterHeaders(half, hang), good], "success 2", "timeout 1?"],
  ["body longer than its length", [close(`${httpMessage()}more`)], "success 1", "success 1"],
  ["two lengths", [close(httpMessage("{}", "200 OK", twoLengths))], "network 3", "network 1?"],
  [
    "close in a body without a length",
    [close(httpMessage('{"id":', "200 OK", ""))],
    "invalid_response 1",
    "invalid_response 1?",
  ],
  [
    "false gzip",
    [close(httpMessage("{}".repeat(10), "200 OK", falseGzip))],
    "network 3",
    "network 1?",
  ],
  ["more than 16 MiB", [close(httpMessage("a".repeat(2 ** 24 + 1)))], "network 3", "network 1?"],
  [
    "exactly 16 MiB",
    [close(httpMessage("a".repeat(2 ** 24)))],
    "invalid_response 1",
    "invalid_response 1?",
  ],
  ["SSH", [close("SSH-2.0-OpenSSH_9.7\r\n")], "network 3", "network 1?"],
  ["early hints", [close(earlyHints + httpMessage())], "success 1", "success 1"],
  ["early hints alone", [close(earlyHints)], "network 3", "network 1?"],
  ["302 to another origin", [redirect(302), good], "api 1", "api 1"],
  ["307 to another origin", [redirect(307), good], "api 1", "api 1"],
  ["304", [close(httpMessage("", "304 Not Modified"))], "api 1", "api 1"],
  ["status 999", [close(httpMessage("", "999 Odd"))], "server 1", "server 1?"],
];

/** Describes how a call ended, as the table does. */
async function outcomeOf(call: PromiseLike<object>, { requests }: TestClient): Promise<Outcome> {
  const describeError = ({ code, attempts, mayHaveSucceeded }: MendixWebhooksError) =>
    `${code} ${attempts}${mayHaveSucceeded ? "?" : ""}`;
  return call.then((result) => {
    expect(result).toEqual(webhook);
    return `success ${requests.length}`;
  }, describeError);
}

describe("createClient with a faulty server", () => {
  it.each(faults)("%s", async (_, steps, get, create) => {
    const calls: [Outcome, (client: Client) => PromiseLike<object>][] = [
      [get, (client) => client.getWebhook(appId, "msg_1")],
      [create, (client) => client.createWebhook(appId, input)],
    ];
    for (const [expected, call] of calls) {
      await withFaultServer(steps, async (fixture) => {
        expect(await outcomeOf(call(fixture.client), fixture)).toBe(expected);
        const { exchanges } = fixture.server;
        expect(exchanges).toHaveLength(Number.parseInt(expected.split(" ")[1] ?? "", 10));
        for (const { authorization } of exchanges) expect(authorization).toBe("MxToken token");
        expect(fixture.clock.advanceToNext()).toBe(false);
      });
    }
  });

  it.each([
    ["there is no response", hang],
    ["the body does not end", afterHeaders(half, hang)],
  ])("closes the connection after the timeout when %s", async (_name, step) => {
    // In a real timeout, the garbage collector has run in the meantime.
    const afterCollection: Step = (exchange) =>
      step({ ...exchange, timeOut: () => collectGarbage().then(exchange.timeOut) });
    await withFaultServer([afterCollection], async ({ clock, server }) => {
      // Not the client of the fixture, which keeps a reference to each request.
      const { origin: baseUrl, fetch } = server;
      const client = createClient({ token: "token", baseUrl, fetch, clock, maxRetries: 0 });
      const error = await errorOf(client.getWebhook(appId, "msg_1"));
      expect(error).toMatchObject({ code: "timeout", attempts: 1 });
      await server.connectionsClosed();
    });
  });

  it("closes the connection when the caller aborts the request", async () => {
    const controller = new AbortController();
    await withFaultServer([() => controller.abort()], async ({ client, server }) => {
      const { signal } = controller;
      const error = await errorOf(client.getWebhook(appId, "msg_1", { signal }));
      expect(error).toMatchObject({ name: "NetworkError", code: "aborted", attempts: 1 });
      await server.connectionsClosed();
    });
  });

  it("closes the connection when a body does not end", async () => {
    const piece = `100000\r\n${"a".repeat(2 ** 20)}\r\n`;
    const flood: Step = ({ socket }) => {
      const pour = () => {
        while (socket.writable && socket.write(piece));
      };
      socket.write(httpMessage("", "200 OK", chunked));
      socket.on("drain", pour);
      pour();
    };
    await withFaultServer([flood], async ({ client, server }) => {
      const error = await errorOf(client.getWebhook(appId, "msg_1"));
      expect(error).toMatchObject({ code: "network", attempts: 3 });
      await server.connectionsClosed();
    });
  });
});

describe("createWebhook with reconcile", () => {
  /** A service that loses a request or a response for each of these words, and nothing after them. */
  function createService(losses: (string | undefined)[]) {
    const stored: object[] = [];
    const step: Step = ({ method, path, body, socket }) => {
      const lost = losses.shift();
      if (lost === "request") return socket.resetAndDestroy();
      if (method === "POST") stored.push({ id: `msg_${stored.length}`, ...JSON.parse(body) });
      const isList = method === "GET" && path.endsWith("/webhooks");
      const result = isList ? { webhooks: stored, cursors: {} } : stored[0];
      if (lost === "response") return socket.resetAndDestroy();
      return socket.end(httpMessage(JSON.stringify(result)));
    };
    return { stored, step };
  }

  it("never makes two, whichever of the first four requests and responses are lost", async () => {
    for (let number = 0; number < 3 ** 4; number += 1) {
      const digits = number.toString(3).padStart(4, "0").split("");
      const { stored, step } = createService(
        digits.map((digit) => ["nothing", "request", "response"][Number(digit)]),
      );
      await withFaultServer([step], async ({ client }) => {
        await client.createWebhook(appId, input, { reconcile: true }).then(
          (created) => expect(stored).toEqual([created]),
          ({ mayHaveSucceeded }) => expect(stored.length).toBeLessThanOrEqual(+mayHaveSucceeded),
        );
      });
    }
  });
});
