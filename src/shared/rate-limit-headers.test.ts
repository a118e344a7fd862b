import { describe, expect, it } from "vitest";
import { readRateLimit, readRetryTime } from "./rate-limit-headers.js";

const now = Date.UTC(2026, 5, 1, 12);

/** The Unix time, in seconds, of the start of 2024. */
const startOf2024 = Date.UTC(2024, 0, 1) / 1000;

const resetAt = (reset: string) =>
  readRateLimit(new Headers({ "X-RateLimit-Reset": reset }), now).resetAt?.getTime();

const retryTime = (status: number, headers: Record<string, string>) =>
  readRetryTime({ status, headers: new Headers(headers) }, now);

describe("readRateLimit", () => {
  it("reads limit, remaining and reset", () => {
    const headers = new Headers({
      "X-RateLimit-Limit": "1000",
      "X-RateLimit-Remaining": "0",
      "X-RateLimit-Reset": "60",
    });
    const expected = { limit: 1000, remaining: 0, resetAt: new Date(now + 60_000) };
    expect(readRateLimit(headers, now)).toEqual(expected);
  });

  it.each([
    [0, now],
    [3600, now + 3_600_000],
    [startOf2024 - 1, now + (startOf2024 - 1) * 1000],
  ])("reads a reset of %i, a Unix time before 2024, as seconds left", (reset, time) => {
    expect(resetAt(`${reset}`)).toBe(time);
  });

  it.each([startOf2024, startOf2024 + 1, 99_999_999_999])(
    "reads a reset of %i as a Unix time",
    (reset) => {
      expect(resetAt(`${reset}`)).toBe(reset * 1000);
    },
  );

  it.each(["", "soon", "-1", "1e3", "0x10", "1,000", "NaN", "Infinity", "100000000000"])(
    "ignores %j",
    (text) => {
      const names = ["X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset"];
      const headers = new Headers(names.map((name): [string, string] => [name, text]));
      const nothing = { limit: undefined, remaining: undefined, resetAt: undefined };
      expect(readRateLimit(headers, now)).toEqual(nothing);
    },
  );
});

describe("readRetryTime", () => {
  it.each([
    ["120", now + 120_000],
    ["1.5", now + 1500],
    ["0", now],
    ["Mon, 01 Jun 2026 12:00:07 GMT", now + 7000],
    ["Monday, 01-Jun-26 12:00:07 GMT", now + 7000],
    ["Mon, 01 Jun 2026 11:59:00 GMT", now - 60_000],
    ["soon", undefined],
    ["-5", undefined],
    ["Mon, 99 Jun 2026 12:00:07 GMT", undefined],
    ["", undefined],
  ])("reads a Retry-After of %j", (header, time) => {
    expect(retryTime(503, { "Retry-After": header })).toBe(time);
  });

  it.each([
    ["5", "9", now + 9000],
    ["9", "5", now + 9000],
    ["5", `${now / 1000 + 30}`, now + 30_000],
    ["5", `${now / 1000 - 30}`, now + 5000],
    ["soon", "5", now + 5000],
  ])("takes the later of Retry-After %s and a 429's reset %s", (retryAfter, reset, time) => {
    const headers = { "Retry-After": retryAfter, "X-RateLimit-Reset": reset };
    expect(retryTime(429, headers)).toBe(time);
  });
});
