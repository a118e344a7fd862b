import { setImmediate as turn } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { toCall } from "./call.js";
import { createClient } from "./create-client.js";
import { NotFoundError } from "./errors.js";

const appId = "80a28d6e-c5fc-43d9-87c2-d7d56b07542e";

const unhandled: unknown[] = [];
const note = (reason: unknown) => unhandled.push(reason);
beforeEach(() => process.on("unhandledRejection", note));
afterEach(async () => {
  await turn();
  process.off("unhandledRejection", note);
  expect(unhandled).toEqual([]);
});

const failure = new Error("failed");

/** A call that gives 7, or fails, and how often it was performed. */
function play(error?: Error) {
  const seen = { count: 0 };
  const result = error
    ? Promise.reject(error)
    : Promise.resolve({ data: 7, response: Response.json(7) });
  const call = toCall(() => {
    seen.count += 1;
    return result;
  });
  return { call, seen };
}

describe("toCall", () => {
  it("gives the result to await, then, catch and finally", async () => {
    const { call } = play();
    expect(await call).toBe(7);
    expect(await call.then((data) => data + 1)).toBe(8);
    expect(await call.catch(() => 0)).toBe(7);
    let isOver = false;
    const end = () => {
      isOver = true;
    };
    expect(await call.finally(end)).toBe(7);
    expect(isOver).toBe(true);
    expect(await Promise.all([call, call])).toEqual([7, 7]);
  });

  it("gives the result together with the answer", async () => {
    const { data, response } = await play().call.withResponse();
    expect(data).toBe(7);
    expect(await response.json()).toBe(7);
  });

  it("does nothing before somebody waits", () => {
    expect(play().seen.count).toBe(0);
  });

  it("fails in each way to wait, once and only there", async () => {
    await expect(play(failure).call.withResponse()).rejects.toBe(failure);
    await expect(Promise.resolve(play(failure).call)).rejects.toBe(failure);
    await expect(play(failure).call.finally(() => {})).rejects.toBe(failure);
    expect(await play(failure).call.catch(() => "caught")).toBe("caught");
    const caught = await play(failure).call.then(
      () => "result",
      () => "caught",
    );
    expect(caught).toBe("caught");
  });
});

describe("createClient", () => {
  const clientOf = (status: number) => {
    let requests = 0;
    const client = createClient({
      token: "token",
      fetch: async () => {
        requests += 1;
        return new Response(null, { status, headers: { "X-Request-Id": "42" } });
      },
    });
    return { client, count: () => requests };
  };

  it("sends one request for a call, however it is waited for", async () => {
    const { client, count } = clientOf(204);
    const call = client.deleteWebhook(appId, "msg_1");
    expect(await call).toBeUndefined();
    const { data, response } = await call.withResponse();
    expect(data).toBeUndefined();
    expect(response.status).toBe(204);
    expect(response.headers.get("x-request-id")).toBe("42");
    expect(count()).toBe(1);
  });

  it("sends the request of a call that nobody waits for", async () => {
    const { client, count } = clientOf(204);
    client.deleteWebhook(appId, "msg_1");
    await turn();
    expect(count()).toBe(1);
  });

  it("leaves no rejection behind for whoever handles a failure in one way", async () => {
    const { client } = clientOf(404);
    const calls = [
      client.getWebhook(appId, "msg_1"),
      client.listWebhooks(appId),
      client.patchWebhook(appId, "msg_1", {}),
    ];
    for (const call of calls) await expect(call.withResponse()).rejects.toThrow(NotFoundError);
    for (const call of calls) await expect(Promise.resolve(call)).rejects.toThrow(NotFoundError);
    for (const call of calls) expect(await call.catch(() => "caught")).toBe("caught");
  });
});
