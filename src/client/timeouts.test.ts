import { getEventListeners } from "node:events";
import { describe, expect, it } from "vitest";
import { createVirtualClock, sleep } from "../shared/clock.js";
import { ServerError, TimeoutError } from "./client-errors.js";
import type { ClientOptions, RequestOptions } from "./client-options.js";
import { createClient } from "./create-client.js";
import { appId, input } from "./testing/input.js";
import { createTestClient, errorOf, type Fetch, pass, startTime } from "./testing/test-client.js";

const hang: Fetch = () => new Promise(() => {});

const responding =
  (status: number, headers: Record<string, string> = {}): Fetch =>
  () =>
    new Response(null, { status, headers });

/** Creates a client on a clock that only the test moves, and notes when requests are sent. */
function createStoppedClient(fetch: Fetch, options: Partial<ClientOptions> = {}) {
  const sentAt: number[] = [];
  const fixture = createTestClient(
    (request) => {
      sentAt.push(fixture.clock.now() - startTime);
      return fetch(request);
    },
    { logger: undefined, ...options },
  );
  /** Starts a call, and notes the error that it ends with. */
  function startDelete(own?: RequestOptions) {
    const outcome: { error?: unknown } = {};
    fixture.client.deleteWebhook(appId, "msg_1", own).then(
      () => Object.assign(outcome, { error: "none" }),
      (error) => Object.assign(outcome, { error }),
    );
    return outcome;
  }
  return { ...fixture, sentAt, startDelete };
}

describe("timeout", () => {
  it("applies to each attempt, and is 30 s by default", async () => {
    const { clock, requests, sentAt, startDelete } = createStoppedClient(hang);
    const outcome = startDelete();
    for (const wait of [29_999, 1, 250, 30_000, 500, 29_999]) await pass(clock, wait);
    expect(sentAt).toEqual([0, 30_250, 60_750]);
    expect(outcome).toEqual({});
    await pass(clock, 1);
    expect(outcome.error).toBeInstanceOf(TimeoutError);
    expect(outcome.error).toMatchObject({
      code: "timeout",
      message: expect.stringMatching(/^Request timed out: DELETE https:/),
      attempts: 3,
      mayHaveSucceeded: true,
    });
    // Although this `fetch` ignores its signal.
    expect(requests.map(({ signal }) => signal.aborted)).toEqual([true, true, true]);
    expect(clock.advanceToNext()).toBe(false);
  });
});

describe("signal", () => {
  it("aborts a request at once, and keeps its reason as the cause", async () => {
    const { clock, requests, startDelete } = createStoppedClient(hang);
    const controller = new AbortController();
    const outcome = startDelete({ signal: controller.signal });
    await pass(clock, 5);
    controller.abort(new Error("stopped"));
    await pass(clock, 0);
    expect(outcome.error).toMatchObject({
      name: "NetworkError",
      code: "aborted",
      attempts: 1,
      mayHaveSucceeded: true,
      cause: { message: "stopped" },
    });
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
    expect(requests).toHaveLength(1);
    expect(requests[0]?.signal.aborted).toBe(true);
    expect(clock.advanceToNext()).toBe(false);
  });

  it("aborts the wait before a retry", async () => {
    const fetch = responding(503, { "Retry-After": "30" });
    const { clock, sentAt, startDelete } = createStoppedClient(fetch);
    const controller = new AbortController();
    const outcome = startDelete({ signal: controller.signal });
    await pass(clock, 29_000);
    expect(outcome).toEqual({});
    controller.abort();
    await pass(clock, 0);
    expect(outcome.error).toMatchObject({ code: "aborted" });
    expect(sentAt).toEqual([0]);
    expect(clock.advanceToNext()).toBe(false);
  });

  it("prevents the request if it is aborted already", async () => {
    const { client, requests } = createTestClient(hang);
    const call = client.deleteWebhook(appId, "msg_1", { signal: AbortSignal.abort() });
    expect(await errorOf(call)).toMatchObject({ code: "aborted" });
    expect(requests).toEqual([]);
  });
});

describe("deadline", () => {
  it("ends the call in the middle of an attempt", async () => {
    const options = { timeout: 1000, deadline: 1500 };
    const { clock, sentAt, startDelete } = createStoppedClient(hang, options);
    const outcome = startDelete();
    for (const wait of [1000, 250, 249]) await pass(clock, wait);
    expect(sentAt).toEqual([0, 1250]);
    expect(outcome).toEqual({});
    await pass(clock, 1);
    expect(outcome.error).toBeInstanceOf(TimeoutError);
    expect(outcome.error).toMatchObject({ attempts: 2 });
  });

  it("does not follow the date, which may be changed", async () => {
    const clock = createVirtualClock(0);
    let date = 0;
    const client = createClient({
      token: "token",
      clock: { ...clock, now: () => date, monotonic: clock.now },
      random: () => 0.5,
      deadline: 60_000,
      fetch: async () => {
        date += 3_600_000;
        return new Response(null, { status: date > 3_600_000 ? 204 : 503 });
      },
    });
    const outcome = client.deleteWebhook(appId, "msg_1").withResponse();
    await pass(clock, 250);
    expect((await outcome).response.status).toBe(204);
  });

  it("is one for all pages of an iteration", async () => {
    const { client, clock, sentAt } = createStoppedClient(async () => {
      await sleep(clock, 60);
      return Response.json({ webhooks: [], cursors: { next: `${clock.now()}` } });
    });
    const walk = async () => {
      for await (const { id } of client.listWebhooks(appId, {}, { deadline: 150 })) return id;
    };
    const outcome = errorOf(walk());
    for (const wait of [60, 60, 30]) await pass(clock, wait);
    expect(await outcome).toMatchObject({ code: "timeout" });
    expect(sentAt).toEqual([0, 60, 120]);
  });

  it("sends nothing if there is no time at all", async () => {
    const { client, requests } = createTestClient(responding(204), { deadline: 0 });
    const error = await errorOf(client.deleteWebhook(appId, "msg_1"));
    expect(error).toMatchObject({ code: "timeout", attempts: 0, mayHaveSucceeded: false });
    expect(requests).toEqual([]);
  });

  it("fails at once if the next wait would exceed it", async () => {
    const failing = createTestClient(responding(500), { deadline: 249 });
    expect(await errorOf(failing.client.deleteWebhook(appId, "msg_1"))).toBeInstanceOf(ServerError);
    expect(failing.waits).toEqual([]);
  });

  it("is one for both requests of patchWebhook", async () => {
    const { client, clock, sentAt } = createStoppedClient(async ({ method }) => {
      if (method === "PUT") return new Promise(() => {});
      await sleep(clock, 60);
      return Response.json({ id: "msg_1", ...input });
    });
    const outcome = errorOf(client.patchWebhook(appId, "msg_1", { name: "b" }, { deadline: 100 }));
    await pass(clock, 60);
    await pass(clock, 40);
    expect(sentAt).toEqual([0, 60]);
    expect(await outcome).toMatchObject({ code: "timeout", method: "PUT" });
  });
});
