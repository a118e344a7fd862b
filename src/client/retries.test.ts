import { describe, expect, it, vi } from "vitest";
import { RateLimitError } from "./client-errors.js";
import type { ClientOptions } from "./client-options.js";
import { backoff, isRetryable, mayHaveSucceeded } from "./retry-rules.js";
import type { AttemptResult } from "./send-once.js";
import { appId } from "./testing/input.js";
import { createTestClient, errorOf, startTime } from "./testing/test-client.js";

const response = (status: number, headers: Record<string, string> = {}) =>
  new Response(null, { status, headers });

/** A failure of `fetch` in Node.js, which puts the code on the cause. */
const failure = (code: string): AttemptResult => ({
  failure: "network",
  error: new TypeError("fetch failed", { cause: Object.assign(new Error(code), { code }) }),
});

const inner = Object.assign(new Error("connect"), { code: "ECONNREFUSED" });
const connectFailures: AttemptResult[] = [
  ...["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"].map(failure),
  failure("UND_ERR_CONNECT_TIMEOUT"),
  { failure: "network", error: inner },
  { failure: "network", error: new Error("a", { cause: new Error("b", { cause: inner }) }) },
];

const readFailure = Object.assign(new Error("read"), { code: "EHOSTUNREACH", syscall: "read" });

/** Failures after which nobody knows whether the request was carried out. */
const otherFailures: AttemptResult[] = [
  { failure: "network", error: readFailure },
  ...["ECONNRESET", "EPIPE", "UND_ERR_SOCKET", "UND_ERR_HEADERS_TIMEOUT", "ETIMEDOUT"].map(failure),
  { failure: "network", error: undefined },
  { failure: "network", error: "ECONNREFUSED" },
  { failure: "timeout" },
];
const responses = (...statuses: number[]) =>
  statuses.map((status): AttemptResult => ({ response: response(status), text: "" }));

const abort: AttemptResult = { failure: "aborted", error: new Error("stopped") };
const passing = [...responses(408, 500, 502, 503, 504), ...otherFailures];

describe("isRetryable and mayHaveSucceeded", () => {
  it.each<[string, AttemptResult[], isPutRepeated: boolean, isPostRepeated: boolean, boolean]>([
    ["a 429 or a failure to connect", [...responses(429), ...connectFailures], true, true, false],
    ["another failure that may be temporary", passing, true, false, true],
    [
      "an abort, a success or a lasting failure",
      [abort, ...responses(200, 501)],
      false,
      false,
      true,
    ],
    ["another status", responses(302, 400, 401, 403, 404, 409), false, false, false],
  ])("tell methods apart after %s", (_, results, isPutRepeated, isPostRepeated, isInDoubt) => {
    for (const result of results) {
      const repeated = ["GET", "PUT", "DELETE"].map((method) => isRetryable(method, result));
      expect(repeated).toEqual(Array(3).fill(isPutRepeated));
      expect(isRetryable("POST", result)).toBe(isPostRepeated);
      expect(isRetryable("PATCH", result)).toBe(isPostRepeated);
      const inDoubt = ["POST", "PUT", "DELETE"].map((method) => mayHaveSucceeded(method, result));
      expect(inDoubt).toEqual(Array(3).fill(isInDoubt));
      expect(mayHaveSucceeded("GET", result)).toBe(false);
    }
  });
});

describe("backoff", () => {
  it("is a random share of a time that doubles from 500 ms to 8 s", () => {
    const longest = [1, 2, 3, 4, 5, 6, 20, 2000].map((attempts) => backoff(attempts, () => 1));
    expect(longest).toEqual([500, 1000, 2000, 4000, 8000, 8000, 8000, 8000]);
    expect([0, 0.25, 0.999].map((share) => backoff(2, () => share))).toEqual([0, 250, 999]);
  });
});

const limits = (remaining: number, reset: number) => ({
  "X-RateLimit-Limit": "1000",
  "X-RateLimit-Remaining": `${remaining}`,
  "X-RateLimit-Reset": `${reset}`,
});

/** Creates a client whose service gives these responses in turn, and 204 after them. */
function createDeletingClient(list: Response[], options: Partial<ClientOptions> = {}) {
  const fixture = createTestClient(() => list.shift() ?? response(204), options);
  return { ...fixture, deleteWebhook: () => fixture.client.deleteWebhook(appId, "msg_1") };
}

describe("deleteWebhook", () => {
  it("succeeds if a repetition finds nothing: an earlier attempt has deleted it", async () => {
    // A wait that the service did not ask for is not limited.
    const list = [response(500), response(404)];
    const { deleteWebhook } = createDeletingClient(list, { maxRetryAfter: 0 });
    const result = await deleteWebhook().withResponse();
    expect(result.data).toBeUndefined();
    expect(result.response.status).toBe(404);
  });

  it("fails if a repetition finds nothing, but no earlier attempt can have deleted it", async () => {
    const { deleteWebhook } = createDeletingClient([response(429), response(404)]);
    expect(await errorOf(deleteWebhook())).toMatchObject({ status: 404, attempts: 2 });
  });
});

describe("Retry-After", () => {
  it.each([408, 429, 500, 502, 503, 504])("of a %i is obeyed", async (status) => {
    const list = [response(status, { "Retry-After": "11" })];
    const { deleteWebhook, waits } = createDeletingClient(list);
    await deleteWebhook();
    expect(waits).toEqual([11_000]);
  });

  it("of exactly maxRetryAfter is obeyed, and logged beside the attempts", async () => {
    const list = [response(503, { "Retry-After": "60" })];
    const debug = vi.fn();
    const warn = vi.fn(() => queueMicrotask(() => clock.advanceToNext()));
    const { deleteWebhook, clock } = createDeletingClient(list, { logger: { debug, warn } });
    await deleteWebhook();
    const url = expect.stringMatching(/\/webhooks\/msg_1$/);
    const request = { method: "DELETE", url, attempts: 1, mayHaveSucceeded: true };
    expect(warn.mock.calls).toEqual([["wait", { ...request, wait: 60_000 }]]);
    expect(debug.mock.calls).toEqual([
      ["attempt", { ...request, result: 503 }],
      ["attempt", { ...request, attempts: 2, result: 204 }],
    ]);
  });

  it.each(["0", "Tue, 01 Jan 2030 11:59:00 GMT"])(
    "of %s waits as if there was none",
    async (time) => {
      const { deleteWebhook, waits } = createDeletingClient([
        response(503, { "Retry-After": time }),
      ]);
      await deleteWebhook();
      expect(waits).toEqual([250]);
    },
  );

  it("beyond maxRetryAfter fails at once", async () => {
    const list = [response(429, { ...limits(0, 5), "Retry-After": "61" })];
    const { deleteWebhook, waits } = createDeletingClient(list);
    const error = await errorOf(deleteWebhook());
    expect(error).toBeInstanceOf(RateLimitError);
    const resetAt = new Date(startTime + 5000);
    expect(error).toMatchObject({ attempts: 1, status: 429, limit: 1000, remaining: 0, resetAt });
    expect(waits).toEqual([]);
  });
});

describe("rateLimit", () => {
  it("is what the last response with a limit reported", async () => {
    const { client, deleteWebhook } = createDeletingClient([
      response(204, limits(7, 60)),
      response(204, { "X-RateLimit-Limit": "soon" }),
      response(404, limits(5, startTime / 1000 + 30)),
    ]);
    expect(client.rateLimit).toBeUndefined();
    await deleteWebhook();
    const first = { limit: 1000, remaining: 7, resetAt: new Date(startTime + 60_000) };
    expect(client.rateLimit).toEqual(first);
    await deleteWebhook();
    expect(client.rateLimit).toEqual(first);
    await errorOf(deleteWebhook());
    const resetAt = new Date(startTime + 30_000);
    expect(client.rateLimit).toEqual({ limit: 1000, remaining: 5, resetAt });
  });
});

describe("waitForRateLimit", () => {
  const options = { waitForRateLimit: true };

  it("waits for the reset before a request if none is left", async () => {
    const list = [response(204, limits(1, 30)), response(204, limits(0, 30))];
    const { deleteWebhook, waits } = createDeletingClient(list, options);
    await deleteWebhook();
    await deleteWebhook();
    expect(waits).toEqual([]);
    await deleteWebhook();
    expect(waits).toEqual([30_000]);
  });

  it("throws without sending if the wait exceeds maxRetryAfter", async () => {
    const list = [response(204, limits(0, 61))];
    const { deleteWebhook, requests } = createDeletingClient(list, options);
    await deleteWebhook();
    const error = await errorOf(deleteWebhook());
    expect(error).toBeInstanceOf(RateLimitError);
    expect(error).toMatchObject({
      message: expect.stringMatching(/^Request not sent: DELETE https:/),
      attempts: 0,
      mayHaveSucceeded: false,
      limit: 1000,
      remaining: 0,
      resetAt: new Date(startTime + 61_000),
    });
    expect(requests).toHaveLength(1);
  });
});
