import { setImmediate as turn } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { NotFoundError } from "./client-errors.js";
import { appId } from "./testing/input.js";
import { createTestClient } from "./testing/test-client.js";

const unhandled: unknown[] = [];
const note = (reason: unknown) => unhandled.push(reason);
beforeEach(() => process.on("unhandledRejection", note));
afterEach(async () => {
  await turn();
  process.off("unhandledRejection", note);
  expect(unhandled).toEqual([]);
});

const createDeletingClient = () =>
  createTestClient(() => new Response(null, { status: 204, headers: { "X-Request-Id": "42" } }));

describe("Call", () => {
  it("sends its request once, even if nobody awaits it", async () => {
    const { client, requests } = createDeletingClient();
    client.deleteWebhook(appId, "msg_1");
    await turn();
    expect(requests).toHaveLength(1);
  });

  it("is a promise of the result", async () => {
    const { client, requests } = createDeletingClient();
    const call = client.deleteWebhook(appId, "msg_1");
    let isSettled = false;
    const settle = () => {
      isSettled = true;
    };
    expect(await call).toBeUndefined();
    expect(await call.then(() => "done")).toBe("done");
    expect(await call.catch(() => "caught")).toBeUndefined();
    expect(await call.finally(settle)).toBeUndefined();
    expect(isSettled).toBe(true);
    expect(await Promise.all([call, call])).toEqual([undefined, undefined]);
    expect(requests).toHaveLength(1);
  });

  it("returns the result together with the response", async () => {
    const { client } = createDeletingClient();
    const { data, response } = await client.deleteWebhook(appId, "msg_1").withResponse();
    expect(data).toBeUndefined();
    expect(response.status).toBe(204);
    expect(response.headers.get("x-request-id")).toBe("42");
  });

  it("returns a response whose body can be read", async () => {
    const page = { webhooks: [], cursors: {} };
    const { client } = createTestClient(() => Response.json(page));
    const { data, response } = await client.listWebhooks(appId).withResponse();
    expect(data).toEqual(page);
    expect(response.bodyUsed).toBe(true);
  });

  it("rejects wherever it is awaited, and leaves no other rejection unhandled", async () => {
    const { client } = createTestClient(() => new Response(null, { status: 404 }));
    const start = [
      () => client.getWebhook(appId, "msg_1"),
      () => client.listWebhooks(appId),
      () => client.patchWebhook(appId, "msg_1", {}),
    ];
    for (const call of start) {
      await expect(call().withResponse()).rejects.toThrow(NotFoundError);
      await expect(Promise.resolve(call())).rejects.toThrow(NotFoundError);
      await expect(call().finally(() => {})).rejects.toThrow(NotFoundError);
      expect(await call().catch(() => "caught")).toBe("caught");
    }
  });
});
