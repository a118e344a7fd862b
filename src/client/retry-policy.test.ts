import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AttemptResult } from "./send-once.js";
import { backoff, isRetryable, mayHaveSucceeded } from "./send-with-retries.js";
import { appId } from "./testing/input.js";
import { createTestClient } from "./testing/test-client.js";

const retryable = [408, 429, 500, 502, 503, 504];
const final = [200, 202, 204, 302, 400, 401, 403, 404, 409, 418, 422, 501, 505, 511, 599];
const idempotent = ["GET", "PUT", "DELETE"];

const responded = (status: number): AttemptResult => ({ response: new Response(null, { status }) });

/** A failure of `fetch` in Node.js, which puts the code on the cause. */
const failed = (code: string): AttemptResult => ({
  failure: "network",
  error: new TypeError("fetch failed", { cause: Object.assign(new Error(code), { code }) }),
});

const connectFailures = [
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
].map(failed);
const otherFailures: AttemptResult[] = [
  ...["ECONNRESET", "EPIPE", "UND_ERR_SOCKET", "UND_ERR_HEADERS_TIMEOUT", "ETIMEDOUT"].map(failed),
  { failure: "network", error: undefined },
  { failure: "network", error: "ECONNREFUSED" },
  { failure: "timeout" },
];
const aborted: AttemptResult = { failure: "aborted", error: new Error("stopped") };

describe("isRetryable", () => {
  it.each(idempotent)("is true of a %s after any failure and some statuses", (method) => {
    for (const result of [...retryable.map(responded), ...connectFailures, ...otherFailures]) {
      expect(isRetryable(method, result)).toBe(true);
    }
  });

  it.each(["POST", "PATCH"])("is true of a %s after 429 and failures to connect", (method) => {
    for (const result of [responded(429), ...connectFailures]) {
      expect(isRetryable(method, result)).toBe(true);
    }
    const others = retryable.filter((status) => status !== 429);
    for (const result of [...others.map(responded), ...otherFailures]) {
      expect(isRetryable(method, result)).toBe(false);
    }
  });

  it("finds a failure to connect on the error itself and below several causes", () => {
    const inner = Object.assign(new Error("connect"), { code: "ECONNREFUSED" });
    const outer = new Error("a", { cause: new Error("b", { cause: inner }) });
    for (const error of [inner, outer]) {
      expect(isRetryable("POST", { failure: "network", error })).toBe(true);
    }
  });

  it.each([...idempotent, "POST"])("is false of a %s after other statuses and aborts", (method) => {
    for (const result of [...final.map(responded), aborted]) {
      expect(isRetryable(method, result)).toBe(false);
    }
  });
});

describe("mayHaveSucceeded", () => {
  const inDoubt = [
    ...[408, 500, 502, 503, 504].map(responded),
    ...otherFailures.filter(({ error }) => error !== "ECONNREFUSED"),
    aborted,
  ];

  it("is false of a GET", () => {
    for (const result of inDoubt) expect(mayHaveSucceeded("GET", result)).toBe(false);
  });

  it.each(["POST", "PUT", "DELETE"])("is true of a %s whose response is lost", (method) => {
    for (const result of inDoubt) expect(mayHaveSucceeded(method, result)).toBe(true);
  });

  it.each(["POST", "PUT", "DELETE"])("is false of a %s that was rejected or not sent", (method) => {
    for (const result of [...[400, 401, 403, 404, 429].map(responded), ...connectFailures]) {
      expect(mayHaveSucceeded(method, result)).toBe(false);
    }
  });
});

describe("backoff", () => {
  it("doubles from 500 ms to 8 s", () => {
    const longest = [1, 2, 3, 4, 5, 6, 20, 2000].map((attempts) => backoff(attempts, () => 1));
    expect(longest).toEqual([500, 1000, 2000, 4000, 8000, 8000, 8000, 8000]);
  });

  it("is a random share of the longest time", () => {
    const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), share, (attempts, random) => {
        const longest = Math.min(8000, 500 * 2 ** (attempts - 1));
        const wait = backoff(attempts, () => random);
        expect(wait).toBeCloseTo(longest * random, 6);
        expect(wait).toBeLessThan(longest);
      }),
      { seed: 20_260_603, numRuns: 500 },
    );
  });
});

describe("createClient", () => {
  it("spreads its retries by backoff", async () => {
    const shares = [0, 0.999, 0.5, 0.25, 0.999, 0, 0.125];
    const expected = [999, 1000, 1000, 7992, 1000];
    const { client, requests, waits } = createTestClient(
      () => new Response(null, { status: 503 }),
      {
        maxRetries: shares.length,
        random: () => shares.shift() ?? 1,
      },
    );
    await client.getWebhook(appId, "msg_1").catch(() => {});
    expect(requests).toHaveLength(8);
    expect(waits).toEqual(expected);
  });

  it("treats a 404 to a repeated delete as success: an earlier attempt has deleted it", async () => {
    const statuses = [500, 404];
    const { client } = createTestClient(
      () => new Response(null, { status: statuses.shift() ?? 0 }),
    );
    const { data, response } = await client.deleteWebhook(appId, "msg_1").withResponse();
    expect(data).toBeUndefined();
    expect(response.status).toBe(404);
  });

  it("treats a 404 to the first attempt of a delete as a failure", async () => {
    const { client } = createTestClient(() => new Response(null, { status: 404 }));
    const call = client.deleteWebhook(appId, "msg_1").withResponse();
    await expect(call).rejects.toMatchObject({ status: 404, attempts: 1 });
  });
});
