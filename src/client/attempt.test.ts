import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { attempt } from "./attempt.js";
import type { Clock } from "./clock.js";
import { createClient } from "./create-client.js";
import { NetworkError, RateLimitError, ServerError, TimeoutError } from "./errors.js";
import type { ClientOptions, RequestOptions } from "./options.js";

const appId = "80a28d6e-c5fc-43d9-87c2-d7d56b07542e";
const url = "https://api.example.com/webhooks";

type Fetch = (request: Request) => Promise<Response>;

/** A clock that stands still until it is moved. */
class ManualClock implements Clock {
  #now = 0;
  readonly sleepers = new Map<() => void, number>();

  now = () => this.#now;

  sleep = (milliseconds: number, signal?: AbortSignal) =>
    new Promise<void>((resolve) => {
      const wake = () => {
        this.sleepers.delete(wake);
        resolve();
      };
      this.sleepers.set(wake, this.#now + milliseconds);
      if (signal?.aborted) wake();
      else signal?.addEventListener("abort", wake);
    });

  /** Moves on, and lets happen what needs no more time. */
  async pass(milliseconds: number) {
    this.#now += milliseconds;
    for (const [wake, time] of this.sleepers) if (time <= this.#now) wake();
    for (let round = 0; round < 10; round += 1) await turn();
  }
}

/** What a promise has come to so far. */
function watch<T>(promise: Promise<T>) {
  const seen: { value?: unknown; error?: unknown } = {};
  promise.then(
    (value) => Object.assign(seen, { value }),
    (error) => Object.assign(seen, { error }),
  );
  return seen;
}

const never: Fetch = () => new Promise(() => {});

/** An answer whose body begins, and does not end. */
const endless = () =>
  new Response(new ReadableStream({ start: (body) => body.enqueue(new Uint8Array(3)) }));

/** A single attempt of 100 ms. */
function start(fetch: Fetch) {
  const clock = new ManualClock();
  const caller = new AbortController();
  const requests: Request[] = [];
  const observed: Fetch = (request) => {
    requests.push(request);
    return fetch(request);
  };
  const init = { method: "PUT", body: "{}", signal: caller.signal };
  const begin = () => watch(attempt(url, init, 100, { fetch: observed, clock }));
  return { clock, caller, requests, begin };
}

describe("attempt", () => {
  it("gives an answer that can be read again, and leaves no timer behind", async () => {
    const { clock, requests, begin } = start(async () =>
      Response.json({ id: "msg_1" }, { status: 202, headers: { "X-Kept": "yes" } }),
    );
    const seen = begin();
    await clock.pass(0);
    const { response } = seen.value as { response: Response };
    expect(response.status).toBe(202);
    expect(response.headers.get("x-kept")).toBe("yes");
    expect(await response.json()).toEqual({ id: "msg_1" });
    expect(clock.sleepers.size).toBe(0);
    expect(requests[0]?.redirect).toBe("manual");
  });

  it.each<[string, Fetch]>([
    ["an answer that does not come, from a fetch that ignores its signal", never],
    ["a body that does not end", async () => endless()],
  ])("limits the time of %s, and stops the request", async (_, fetch) => {
    const { clock, requests, begin } = start(fetch);
    const seen = begin();
    await clock.pass(99);
    expect(seen).toEqual({});
    expect(requests[0]?.signal.aborted).toBe(false);
    await clock.pass(1);
    expect(seen.value).toEqual({ failure: "timeout" });
    expect(requests[0]?.signal.aborted).toBe(true);
  });

  it("stops at once with the caller's reason, even if fetch ignores its signal", async () => {
    const { clock, caller, requests, begin } = start(never);
    const seen = begin();
    const reason = new Error("stopped");
    caller.abort(reason);
    await clock.pass(0);
    expect(seen.value).toEqual({ failure: "aborted", error: reason });
    expect(requests[0]?.signal.aborted).toBe(true);
    expect(clock.sleepers.size).toBe(0);
  });

  it("sends nothing for a caller who has stopped already", async () => {
    const { clock, caller, requests, begin } = start(never);
    caller.abort();
    const seen = begin();
    await clock.pass(0);
    expect(seen.value).toMatchObject({ failure: "aborted" });
    expect(requests).toEqual([]);
  });

  it.each<[string, Fetch]>([
    [
      "throws synchronously",
      () => {
        throw new TypeError("broken");
      },
    ],
    ["rejects", () => Promise.reject(new TypeError("broken"))],
    [
      "breaks off in the body",
      async () =>
        new Response(new ReadableStream({ pull: (body) => body.error(new TypeError("broken")) })),
    ],
  ])("tells a fetch that %s as a network failure", async (_, fetch) => {
    const { clock, begin } = start(fetch);
    const seen = begin();
    await clock.pass(0);
    expect(seen.value).toEqual({ failure: "network", error: new TypeError("broken") });
    expect(clock.sleepers.size).toBe(0);
  });

  it.each([undefined, null, { body: 1 }])(
    "tells a fetch that answers with %j as a network failure",
    async (answer) => {
      const { clock, begin } = start(async () => answer as unknown as Response);
      const seen = begin();
      await clock.pass(0);
      expect(seen.value).toMatchObject({ failure: "network" });
    },
  );

  it("takes no notice of what fetch does after the end", async () => {
    const { clock, begin } = start(async () => {
      await clock.sleep(200);
      throw new Error("late");
    });
    const seen = begin();
    await clock.pass(100);
    await clock.pass(100);
    expect(seen.value).toEqual({ failure: "timeout" });
  });

  it("stops reading an answer many times larger than the largest page", async () => {
    let pieces = 0;
    const pull = (body: ReadableStreamDefaultController) => {
      pieces += 1;
      body.enqueue(new Uint8Array(2 ** 20));
    };
    const { clock, requests, begin } = start(
      async () => new Response(new ReadableStream({ pull })),
    );
    const seen = begin();
    await clock.pass(0);
    expect(seen.value).toEqual({ failure: "network", error: new Error("answer too large") });
    expect(pieces).toBeLessThan(20);
    expect(requests[0]?.signal.aborted).toBe(true);
  });
});

/** A client on a clock that stands still; `backoff` takes half of its longest time. */
function play(fetch: Fetch, options: Partial<ClientOptions> = {}) {
  const clock = new ManualClock();
  const sentAt: number[] = [];
  const observed: Fetch = (request) => {
    sentAt.push(clock.now());
    return fetch(request);
  };
  const client = createClient({
    token: "token",
    clock,
    random: () => 0.5,
    fetch: observed,
    ...options,
  });
  const call = (own?: RequestOptions) => watch(client.deleteWebhook(appId, "msg_1", own));
  return { client, clock, call, sentAt };
}

describe("createClient", () => {
  it("gives each attempt a time of its own, 30 s by default", async () => {
    const { clock, call, sentAt } = play(never);
    const seen = call();
    for (const milliseconds of [29_999, 1, 250, 30_000, 500, 29_999])
      await clock.pass(milliseconds);
    expect(sentAt).toEqual([0, 30_250, 60_750]);
    expect(seen).toEqual({});
    await clock.pass(1);
    expect(seen.error).toBeInstanceOf(TimeoutError);
    expect(seen.error).toMatchObject({
      code: "timeout",
      message: expect.stringMatching(/^Request timeout: DELETE https:/),
      attempts: 3,
      mayHaveSucceeded: true,
    });
  });

  it("lets a request have a timeout and retries of its own", async () => {
    const { clock, call, sentAt } = play(never);
    const seen = call({ timeout: 10, maxRetries: 0 });
    await clock.pass(10);
    expect(seen.error).toMatchObject({ code: "timeout", attempts: 1 });
    expect(sentAt).toEqual([0]);
  });

  it("keeps its defaults where a request's own options are undefined", async () => {
    const { clock, call } = play(never, { timeout: 10, maxRetries: 0 });
    const own = { timeout: undefined, maxRetries: undefined } as unknown as RequestOptions;
    const seen = call(own);
    await clock.pass(10);
    expect(seen.error).toMatchObject({ code: "timeout", attempts: 1 });
  });

  it("stops a request at the caller's signal, at once and for good", async () => {
    const { clock, call, sentAt } = play(never);
    const caller = new AbortController();
    const seen = call({ signal: caller.signal });
    await clock.pass(5);
    caller.abort(new Error("stopped"));
    await clock.pass(0);
    expect(seen.error).toBeInstanceOf(NetworkError);
    expect(seen.error).toMatchObject({ code: "aborted", attempts: 1, mayHaveSucceeded: true });
    expect(seen.error).toHaveProperty("cause.message", "stopped");
    await clock.pass(100_000);
    expect(sentAt).toEqual([0]);
    expect(clock.sleepers.size).toBe(0);
  });

  it("stops a wait at the caller's signal, at once and for good", async () => {
    const headers = { "Retry-After": "30" };
    const { clock, call, sentAt } = play(async () => new Response(null, { status: 503, headers }));
    const caller = new AbortController();
    const seen = call({ signal: caller.signal });
    await clock.pass(29_000);
    expect(seen).toEqual({});
    caller.abort();
    await clock.pass(0);
    expect(seen.error).toMatchObject({ code: "aborted" });
    await clock.pass(100_000);
    expect(sentAt).toEqual([0]);
  });

  it("stops a wait for the rate limit at the caller's signal", async () => {
    const headers = {
      "X-RateLimit-Limit": "9",
      "X-RateLimit-Remaining": "0",
      "X-RateLimit-Reset": "30",
    };
    const answer = async () => new Response(null, { status: 204, headers });
    const { clock, call, sentAt } = play(answer, { waitForRateLimit: true });
    call();
    await clock.pass(0);
    const caller = new AbortController();
    const seen = call({ signal: caller.signal });
    await clock.pass(29_000);
    caller.abort();
    await clock.pass(0);
    expect(seen.error).toMatchObject({ code: "aborted" });
    expect(sentAt).toEqual([0]);
  });

  it("sends nothing when the signal is aborted before", async () => {
    const { clock, call, sentAt } = play(never);
    const seen = call({ signal: AbortSignal.abort() });
    await clock.pass(0);
    expect(seen.error).toMatchObject({ code: "aborted" });
    expect(sentAt).toEqual([]);
  });

  it("ends at the deadline, in whichever attempt that is", async () => {
    const { clock, call, sentAt } = play(never, { timeout: 1000, deadline: 1500 });
    const seen = call();
    for (const milliseconds of [1000, 250, 249]) await clock.pass(milliseconds);
    expect(sentAt).toEqual([0, 1250]);
    expect(seen).toEqual({});
    await clock.pass(1);
    expect(seen.error).toBeInstanceOf(TimeoutError);
    expect(seen.error).toMatchObject({ attempts: 2 });
    await clock.pass(100_000);
    expect(sentAt).toHaveLength(2);
  });

  it("does not begin to wait for longer than the deadline", async () => {
    const failing = async () => new Response(null, { status: 500 });
    const backingOff = play(failing, { deadline: 249 });
    const seen = backingOff.call();
    await backingOff.clock.pass(0);
    expect(seen.error).toBeInstanceOf(ServerError);

    const headers = { "Retry-After": "30" };
    const limiting = async () => new Response(null, { status: 429, headers });
    const asked = play(limiting, { deadline: 29_999 });
    const limited = asked.call();
    await asked.clock.pass(0);
    expect(limited.error).toBeInstanceOf(RateLimitError);
    expect(limited.error).toMatchObject({ attempts: 1 });
  });

  it("has one deadline for all requests of patchWebhook", async () => {
    const webhook = {
      id: "msg_1",
      name: "one",
      url: "https://some.domain.com",
      eventTypes: [],
      isActive: true,
      validationSecret: "PMJhiGo1nTL6wlNyZVFh5v9rLZdcLsG2O",
    };
    const { client, clock, sentAt } = play(async (request) => {
      if (request.method === "PUT") return never(request);
      await clock.sleep(60);
      return Response.json(webhook);
    });
    const seen = watch(client.patchWebhook(appId, "msg_1", { name: "two" }, { deadline: 100 }));
    await clock.pass(60);
    expect(sentAt).toEqual([0, 60]);
    await clock.pass(39);
    expect(seen).toEqual({});
    await clock.pass(1);
    expect(seen.error).toMatchObject({ code: "timeout", method: "PUT" });
  });
});
