import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Outcome } from "./attempt.js";
import { createClient } from "./create-client.js";
import { backoff, isRetryable, mayHaveSucceeded } from "./retry.js";

const passing = [408, 429, 500, 502, 503, 504];
const final = [200, 202, 204, 302, 400, 401, 403, 404, 409, 418, 422, 501, 505, 511, 599];
const idempotent = ["GET", "PUT", "DELETE"];

const answered = (status: number): Outcome => ({ response: new Response(null, { status }) });

/** A failure of `fetch`, as Node tells it: the code stands on the cause. */
const broken = (code: string): Outcome => ({
  failure: "network",
  error: new TypeError("fetch failed", { cause: Object.assign(new Error(code), { code }) }),
});

const connecting = [
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
];
const sending = ["ECONNRESET", "EPIPE", "UND_ERR_SOCKET", "UND_ERR_HEADERS_TIMEOUT", "ETIMEDOUT"];
const timeout: Outcome = { failure: "timeout" };
const aborted: Outcome = { failure: "aborted", error: new Error("stopped") };

describe("isRetryable", () => {
  it.each(idempotent)("repeats a %s after passing statuses and any failure", (method) => {
    for (const status of passing) expect(isRetryable(method, answered(status))).toBe(true);
    for (const code of [...connecting, ...sending]) {
      expect(isRetryable(method, broken(code))).toBe(true);
    }
    expect(isRetryable(method, timeout)).toBe(true);
    expect(isRetryable(method, { failure: "network", error: undefined })).toBe(true);
  });

  it("repeats a POST after 429 and failures to connect alone", () => {
    const repeated = [...passing, ...final].filter((status) =>
      isRetryable("POST", answered(status)),
    );
    expect(repeated).toEqual([429]);
    for (const code of connecting) expect(isRetryable("POST", broken(code))).toBe(true);
    for (const code of sending) expect(isRetryable("POST", broken(code))).toBe(false);
    expect(isRetryable("POST", timeout)).toBe(false);
    expect(isRetryable("POST", { failure: "network", error: "ECONNREFUSED" })).toBe(false);
  });

  it("finds a failure to connect on the error itself and below several causes", () => {
    const inner = Object.assign(new Error("connect"), { code: "ECONNREFUSED" });
    const outer = new Error("a", { cause: new Error("b", { cause: inner }) });
    for (const error of [inner, outer]) {
      expect(isRetryable("POST", { failure: "network", error })).toBe(true);
    }
  });

  it.each([...idempotent, "POST"])("repeats no %s after another status or an abort", (method) => {
    for (const status of final) expect(isRetryable(method, answered(status))).toBe(false);
    expect(isRetryable(method, aborted)).toBe(false);
  });
});

describe("mayHaveSucceeded", () => {
  it("is never true of a GET", () => {
    for (const outcome of [answered(500), timeout, broken("ECONNRESET"), aborted]) {
      expect(mayHaveSucceeded("GET", outcome)).toBe(false);
    }
  });

  it.each(["POST", "PUT", "DELETE"])("is true of a %s whose answer was lost", (method) => {
    for (const status of [408, 500, 502, 503, 504]) {
      expect(mayHaveSucceeded(method, answered(status))).toBe(true);
    }
    for (const code of sending) expect(mayHaveSucceeded(method, broken(code))).toBe(true);
    for (const outcome of [timeout, aborted, { failure: "network", error: undefined } as const]) {
      expect(mayHaveSucceeded(method, outcome)).toBe(true);
    }
  });

  it.each(["POST", "PUT", "DELETE"])("is false of a %s that was refused or not sent", (method) => {
    for (const status of [400, 401, 403, 404, 429]) {
      expect(mayHaveSucceeded(method, answered(status))).toBe(false);
    }
    for (const code of connecting) expect(mayHaveSucceeded(method, broken(code))).toBe(false);
  });
});

describe("backoff", () => {
  it("doubles from 500 ms to 8 s", () => {
    const longest = [1, 2, 3, 4, 5, 6, 20, 2000].map((attempts) => backoff(attempts, () => 1));
    expect(longest).toEqual([500, 1000, 2000, 4000, 8000, 8000, 8000, 8000]);
  });

  it("spreads over the whole time, from none to less than the bound", () => {
    const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), random, (attempts, share) => {
        const bound = Math.min(8000, 500 * 2 ** (attempts - 1));
        const wait = backoff(attempts, () => share);
        expect(wait).toBeCloseTo(bound * share, 6);
        expect(wait).toBeLessThan(bound);
      }),
      { seed: 20_260_603, numRuns: 500 },
    );
  });
});

describe("deleteWebhook", () => {
  const play = (...statuses: number[]) =>
    createClient({
      token: "token",
      random: () => 0,
      fetch: async () => new Response(null, { status: statuses.shift() ?? 500 }),
    }).deleteWebhook("80a28d6e-c5fc-43d9-87c2-d7d56b07542e", "msg_1");

  it("takes a 404 after a lost answer for success: an earlier attempt deleted it", async () => {
    const { data, response } = await play(500, 404).withResponse();
    expect(data).toBeUndefined();
    expect(response.status).toBe(404);
  });

  it("takes a 404 to its first attempt for a failure", async () => {
    await expect(play(404).withResponse()).rejects.toMatchObject({ status: 404, attempts: 1 });
  });
});
