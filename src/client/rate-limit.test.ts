import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Clock } from "./clock.js";
import { createClient } from "./create-client.js";
import { NotFoundError, RateLimitError, ServerError } from "./errors.js";
import type { ClientOptions } from "./options.js";
import { readRateLimit, readRetryTime } from "./rate-limit.js";

const appId = "80a28d6e-c5fc-43d9-87c2-d7d56b07542e";
const now = Date.UTC(2026, 5, 1, 12);

/** Seconds since the epoch at the start of 2024. */
const boundary = Date.UTC(2024, 0, 1) / 1000;

const answer = (status: number, headers: Record<string, string>) =>
  new Response(null, { status, headers });

/** A client whose service gives these answers; waits pass at once, timeouts never. */
function play(answers: Response[], options: Partial<ClientOptions> = {}) {
  let time = now;
  const waits: number[] = [];
  const sentAt: number[] = [];
  const clock: Clock = {
    now: () => time,
    async sleep(milliseconds) {
      if (milliseconds === Infinity) return new Promise<void>(() => {});
      waits.push(milliseconds);
      time += milliseconds;
    },
  };
  const client = createClient({
    token: "token",
    clock,
    timeout: Infinity,
    random: () => 0.5,
    fetch: async () => {
      sentAt.push(time);
      return answers.shift() ?? new Response(null, { status: 204 });
    },
    ...options,
  });
  const call = () => client.deleteWebhook(appId, "msg_1").catch((error: unknown) => error);
  return { client, call, waits, sentAt, pass: clock.sleep };
}

describe("readRateLimit", () => {
  it("reads a reset before 2024 as seconds left, and any other as seconds since the epoch", () => {
    const resetAt = (reset: number) =>
      readRateLimit(answer(200, { "X-RateLimit-Reset": `${reset}` }), now).resetAt?.getTime();
    expect(resetAt(0)).toBe(now);
    expect(resetAt(3600)).toBe(now + 3_600_000);
    expect(resetAt(boundary - 1)).toBe(now + (boundary - 1) * 1000);
    expect(resetAt(boundary)).toBe(boundary * 1000);
    expect(resetAt(boundary + 1)).toBe((boundary + 1) * 1000);
    expect(resetAt(8.64e12)).toBe(8.64e15);
  });

  it.each(["", "soon", "-1", "1e3", "0x10", "1,000", "NaN", "Infinity", "8640000000001"])(
    "does not read %j as a number",
    (text) => {
      const names = ["X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset"];
      const headers = Object.fromEntries(names.map((name) => [name, text]));
      const nothing = { limit: undefined, remaining: undefined, resetAt: undefined };
      expect(readRateLimit(answer(200, headers), now)).toEqual(nothing);
    },
  );

  it("gives a moment that exists, or none, whatever the headers say", () => {
    const texts = fc.oneof(
      fc.nat().map(String),
      fc.double({ noNaN: true }).map(String),
      fc.bigInt({ min: 0n }).map(String),
      fc.string({ unit: "grapheme-ascii" }),
    );
    fc.assert(
      fc.property(texts, (reset) => {
        const { resetAt } = readRateLimit(answer(200, { "X-RateLimit-Reset": reset }), now);
        expect(resetAt?.getTime()).not.toBeNaN();
      }),
      { seed: 20_260_601, numRuns: 500 },
    );
  });
});

describe("readRetryTime", () => {
  it.each([
    ["seconds", "120", now + 120_000],
    ["no seconds", "0", now],
    ["a date", "Mon, 01 Jun 2026 12:00:07 GMT", now + 7000],
    ["a date in the older form", "Monday, 01-Jun-26 12:00:07 GMT", now + 7000],
    ["a date that is past", "Mon, 01 Jun 2026 11:59:00 GMT", now - 60_000],
    ["a word", "soon", undefined],
    ["a negative number", "-5", undefined],
    ["a date that is none", "Mon, 99 Jun 2026 12:00:07 GMT", undefined],
    ["an empty text", "", undefined],
  ])("reads %s from Retry-After", (_, header, time) => {
    expect(readRetryTime(answer(503, { "Retry-After": header }), now)).toBe(time);
  });

  it("takes the later of Retry-After and the reset of a 429", () => {
    const time = (after: string, reset: string, status = 429) =>
      readRetryTime(answer(status, { "Retry-After": after, "X-RateLimit-Reset": reset }), now);
    expect(time("5", "9")).toBe(now + 9000);
    expect(time("9", "5")).toBe(now + 9000);
    expect(time("5", `${now / 1000 + 30}`)).toBe(now + 30_000);
    expect(time("5", `${now / 1000 - 30}`)).toBe(now + 5000);
    expect(time("soon", "5")).toBe(now + 5000);
  });

  it("reads the reset of a 429 alone: other answers carry it without asking to wait", () => {
    expect(readRetryTime(answer(503, { "X-RateLimit-Reset": "9" }), now)).toBeUndefined();
    expect(readRetryTime(answer(429, { "X-RateLimit-Reset": "9" }), now)).toBe(now + 9000);
  });
});

describe("createClient", () => {
  it("never asks again before the time that the service asked for", async () => {
    const headers = fc.record({
      "Retry-After": fc.integer({ min: 1, max: 60 }).map(String),
      "X-RateLimit-Reset": fc
        .integer({ min: 1, max: 60 })
        .chain((seconds) => fc.constantFrom(`${seconds}`, `${now / 1000 + seconds}`)),
    });
    const run = async (asked: Record<string, string>, random: number) => {
      const { call, sentAt } = play([answer(429, asked)], { random: () => random });
      expect(await call()).toBeUndefined();
      const reset = Number(asked["X-RateLimit-Reset"]);
      const least = Math.max(
        now + Number(asked["Retry-After"]) * 1000,
        reset > boundary ? reset * 1000 : now + reset * 1000,
      );
      expect(sentAt).toEqual([now, least]);
    };
    const random = fc.double({ min: 0, max: 0.999, noNaN: true });
    const runs = { seed: 20_260_602, numRuns: 200 };
    await fc.assert(fc.asyncProperty(headers, random, run), runs);
  });

  it.each([408, 429, 500, 502, 503, 504])("honours Retry-After of a %i", async (status) => {
    const { call, waits } = play([answer(status, { "Retry-After": "11" })]);
    expect(await call()).toBeUndefined();
    expect(waits).toEqual([11_000]);
  });

  it("backs off where a 429 does not say when", async () => {
    const { call, waits } = play([answer(429, {}), answer(429, { "Retry-After": "soon" })]);
    expect(await call()).toBeUndefined();
    expect(waits).toEqual([250, 500]);
  });

  it("fails at once when it would wait longer than maxRetryAfter", async () => {
    const headers = { "X-RateLimit-Limit": "9", "X-RateLimit-Remaining": "0" };
    const long = play([answer(429, { ...headers, "Retry-After": "61", "X-RateLimit-Reset": "5" })]);
    const error = await long.call();
    expect(error).toBeInstanceOf(RateLimitError);
    const resetAt = new Date(now + 5000);
    expect(error).toMatchObject({ attempts: 1, status: 429, limit: 9, remaining: 0, resetAt });
    expect(long.waits).toEqual([]);

    const exact = play([answer(429, { "Retry-After": "60" })]);
    expect(await exact.call()).toBeUndefined();
    expect(exact.waits).toEqual([60_000]);

    const patient = play([answer(429, { "Retry-After": "3600" })], { maxRetryAfter: 3600 });
    expect(await patient.call()).toBeUndefined();
    expect(patient.waits).toEqual([3_600_000]);
  });

  it("fails at once on an absurd Retry-After", async () => {
    const { call, waits } = play([answer(503, { "Retry-After": "8640000000000" })]);
    expect(await call()).toBeInstanceOf(ServerError);
    expect(waits).toEqual([]);
  });

  it("gives up with a RateLimitError after maxRetries", async () => {
    const { call, sentAt } = play(Array.from({ length: 9 }, () => answer(429, {})));
    const error = await call();
    expect(error).toBeInstanceOf(RateLimitError);
    expect(error).toMatchObject({ attempts: 3, code: "rate_limit" });
    expect(sentAt).toHaveLength(3);
  });
});

describe("rateLimit", () => {
  const limits = (remaining: number, reset: number) => ({
    "X-RateLimit-Limit": "1000",
    "X-RateLimit-Remaining": `${remaining}`,
    "X-RateLimit-Reset": `${reset}`,
  });

  it("is what the last answer that spoke of a limit said, be it a failure", async () => {
    const answers = [
      answer(204, limits(7, 60)),
      answer(204, {}),
      answer(404, limits(5, now / 1000 + 30)),
    ];
    const { client, call } = play(answers);
    expect(client.rateLimit).toBeUndefined();
    await call();
    const first = { limit: 1000, remaining: 7, resetAt: new Date(now + 60_000) };
    expect(client.rateLimit).toEqual(first);
    await call();
    expect(client.rateLimit).toEqual(first);
    expect(await call()).toBeInstanceOf(NotFoundError);
    expect(client.rateLimit).toEqual({
      limit: 1000,
      remaining: 5,
      resetAt: new Date(now + 30_000),
    });
  });

  it("keeps no request back by default", async () => {
    const { call, sentAt } = play([answer(204, limits(0, 30))]);
    await call();
    await call();
    expect(sentAt).toEqual([now, now]);
  });

  it("makes waitForRateLimit wait for the reset once nothing is left", async () => {
    const answers = [answer(204, limits(1, 30)), answer(204, limits(0, 30))];
    const { call, sentAt } = play(answers, { waitForRateLimit: true });
    await call();
    await call();
    expect(await call()).toBeUndefined();
    expect(sentAt).toEqual([now, now, now + 30_000]);
  });

  it("makes waitForRateLimit send at once when the reset has passed meanwhile", async () => {
    const { call, pass, sentAt } = play([answer(204, limits(0, 30))], { waitForRateLimit: true });
    await call();
    await pass(31_000);
    await call();
    expect(sentAt).toEqual([now, now + 31_000]);
  });

  it("makes waitForRateLimit throw without sending when the wait is too long", async () => {
    const { call, waits, sentAt } = play([answer(204, limits(0, 61))], { waitForRateLimit: true });
    await call();
    const error = await call();
    expect(error).toBeInstanceOf(RateLimitError);
    expect(error).toMatchObject({
      message: expect.stringMatching(/^Request not sent: DELETE https:/),
      attempts: 0,
      mayHaveSucceeded: false,
      limit: 1000,
      remaining: 0,
      resetAt: new Date(now + 61_000),
    });
    expect(waits).toEqual([]);
    expect(sentAt).toEqual([now]);
  });
});
