import { setImmediate as turn } from "node:timers/promises";
import { inspect } from "node:util";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ClientOptions } from "./client-options.js";
import { type Client, createClient } from "./create-client.js";
import {
  chunk,
  goodResponse,
  hang,
  hangAfter,
  type Method,
  send,
  toMessage,
} from "./testing/define-fault.js";
import {
  type FaultMode,
  type FaultServer,
  type Step,
  startFaultServer,
  storedWebhook,
} from "./testing/fault-server.js";
import { appId, input } from "./testing/input.js";
import { networkFaults } from "./testing/network-faults.js";
import { responseFaults } from "./testing/response-faults.js";
import { createTestClient, errorOf, type TestClient } from "./testing/test-client.js";

const token = "TokenThatNobodyElseMaySee";
const secrets = [token, input.validationSecret, storedWebhook.validationSecret];
const { validationSecret: _, ...listed } = storedWebhook;

/** Each method with what the contract promises for it. */
const calls: Record<Method, { call: (client: Client) => PromiseLike<unknown>; result: unknown }> = {
  get: { call: (client) => client.getWebhook(appId, "msg_1"), result: storedWebhook },
  list: {
    call: (client) => client.listWebhooks(appId),
    result: { webhooks: [listed], cursors: {} },
  },
  create: {
    call: (client) => client.createWebhook(appId, input),
    result: { id: "msg_2", ...input },
  },
  update: {
    call: (client) => client.updateWebhook(appId, "msg_1", input),
    result: { id: "msg_1", ...input },
  },
  delete: { call: (client) => client.deleteWebhook(appId, "msg_1"), result: undefined },
};

const unhandled: unknown[] = [];
const note = (reason: unknown) => unhandled.push(reason);
beforeAll(() => {
  process.on("unhandledRejection", note);
});
afterAll(async () => {
  await turn();
  process.off("unhandledRejection", note);
  expect(unhandled).toEqual([]);
});

/** Runs a test with a client of a server in this mode. */
async function withFaultServer(
  mode: FaultMode,
  run: (fixture: TestClient & { server: FaultServer }) => Promise<unknown>,
  options: Partial<ClientOptions> = {},
): Promise<void> {
  const server = await startFaultServer(mode, () => fixture.clock.advanceToNext());
  const baseUrl = `${server.origin}/api/v1`;
  const fixture = createTestClient(server.fetch, { token, baseUrl, random: () => 1, ...options });
  await run({ ...fixture, server }).finally(server.close);
}

describe.each([...networkFaults, ...responseFaults])("createClient against: $name", (fault) => {
  it.each(Object.entries(calls))("%s", async (method, { call, result }) => {
    const expected = fault.expect(method as Method);
    await withFaultServer(fault, async ({ client, clock, requests, waits, server }) => {
      if (expected.error) {
        const error = await errorOf(call(client));
        expect(error).toMatchObject({ ...expected.error, attempts: expected.requests });
        const shown = `${inspect(error, { depth: null })} ${JSON.stringify(error)} ${error}`;
        expect(secrets.filter((secret) => shown.includes(secret))).toEqual([]);
      } else {
        expect(await call(client)).toEqual(result);
      }
      expect(requests).toHaveLength(expected.requests);
      expect(waits).toEqual(expected.waits);
      expect(server.requests).toHaveLength(fault.steps ? expected.requests : 0);
      for (const { authorization } of server.requests) {
        expect(authorization).toBe(`MxToken ${token}`);
      }
      const hasTimerLeft = clock.advanceToNext();
      expect(hasTimerLeft).toBe(false);
    });
  });
});

describe("createClient", () => {
  const get = (client: Client) => client.getWebhook(appId, "msg_1");

  it("returns properties that the contract does not know", async () => {
    const step = send((exchange) => {
      const response = goodResponse(exchange);
      return { ...response, body: (response.body ?? "").replace("{", '{"isNew":true,') };
    });
    await withFaultServer({ steps: [step] }, async ({ client }) => {
      expect(await get(client)).toEqual({ ...storedWebhook, isNew: true });
    });
  });

  it.each([
    ["there is no response", hang],
    ["the body does not end", hangAfter("HTTP/1.1 200 OK\r\n\r\n{")],
  ])("closes the connection after the timeout when %s", async (_name, step) => {
    // In a real timeout, the garbage collector has run in the meantime.
    const afterCollection: Step = (exchange) =>
      step({ ...exchange, timeOut: () => collectGarbage().then(exchange.timeOut) });
    await withFaultServer({ steps: [afterCollection] }, async ({ clock, server }) => {
      // Not the client of the fixture, which keeps a reference to each request.
      const { origin: baseUrl, fetch } = server;
      const client = createClient({ token, baseUrl, fetch, clock, maxRetries: 0 });
      expect(await errorOf(get(client))).toMatchObject({ code: "timeout", attempts: 1 });
      await server.connectionsClosed();
      expect(server.requests).toHaveLength(1);
    });
  });

  it("closes the connection when the caller aborts the request", async () => {
    const controller = new AbortController();
    await withFaultServer({ steps: [() => controller.abort()] }, async ({ client, server }) => {
      const { signal } = controller;
      const error = await errorOf(client.getWebhook(appId, "msg_1", { signal }));
      expect(error).toMatchObject({ name: "NetworkError", code: "aborted", attempts: 1 });
      await server.connectionsClosed();
    });
  });

  it("reads a body of 16 MiB", async () => {
    const mode = { steps: [send({ status: 200, body: "a".repeat(2 ** 24) })] };
    await withFaultServer(mode, async ({ client }) => {
      expect(await errorOf(get(client))).toMatchObject({ code: "invalid_response", attempts: 1 });
    });
  });

  it("closes the connection when a body does not end", async () => {
    const headers = { "content-length": undefined, "transfer-encoding": "chunked" };
    const piece = chunk("a".repeat(2 ** 20));
    const flood: Step = ({ socket }) => {
      const pour = () => {
        while (socket.writable && socket.write(piece));
      };
      socket.write(toMessage({ status: 200, headers }));
      socket.on("drain", pour);
      pour();
    };
    await withFaultServer({ steps: [flood] }, async ({ client, server }) => {
      expect(await errorOf(get(client))).toMatchObject({ code: "network", attempts: 3 });
      await server.connectionsClosed();
    });
  });
});

setFlagsFromString("--expose-gc");
const gc = runInNewContext("gc") as () => void;

/** Collects in several turns, because a weak reference is kept until the end of the turn. */
async function collectGarbage(): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    await turn();
    gc();
  }
}
