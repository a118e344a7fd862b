import { type Answer, errorAnswer } from "../answers.js";
import { allMethods, type Fault, type Faults, noWait, oneBackoff, twoBackoffs } from "../fault.js";
import { start } from "../fault-clock.js";
import { good, send } from "../steps.js";

/** So many seconds after the clock's start, on the second: 250 ms less than that from the start. */
const epoch = (seconds: number) => Math.floor(start / 1000) + seconds;
const date = (seconds: number) => new Date(epoch(seconds) * 1000).toUTCString();

const retryAfter = (value: string) => errorAnswer(429, { "retry-after": value });
const reset = (value: string | number) =>
  errorAnswer(429, {
    "x-ratelimit-limit": "1000",
    "x-ratelimit-remaining": "0",
    "x-ratelimit-reset": `${value}`,
  });

const limited = "RateLimitError rate_limit 429";

/** The answer once, then a good one: every call succeeds after exactly these waits. */
const waits = (answer: Answer, ...milliseconds: number[]): Fault => ({
  steps: [send(answer), good],
  rows: [[allMethods, "value", 2, milliseconds]],
});

/** The wait would be too long: no call is sent again. */
const givesUp = (answer: Answer): Fault => ({
  steps: [send(answer), good],
  rows: [[allMethods, limited, 1, noWait]],
});

/** The answer always, and it does not say when to come back. */
const saysNothing = (answer: Answer): Fault => ({
  steps: [send(answer)],
  rows: [[allMethods, limited, 3, twoBackoffs]],
});

/** Rate limits in every form that a service or a proxy might choose. */
export const rateLimitFaults: Faults = {
  "429, Retry-After: 7": waits(retryAfter("7"), 7000),
  "429, Retry-After: 1.5": waits(retryAfter("1.5"), 1500),
  "429, Retry-After: 0": waits(retryAfter("0")),
  "429, Retry-After: 60": waits(retryAfter("60"), 60_000),
  "429, Retry-After: 61": givesUp(retryAfter("61")),
  "429, Retry-After: a date in 9 s": waits(retryAfter(date(9)), 8750),
  "429, Retry-After: a date in 1 h": givesUp(retryAfter(date(3600))),
  "429, Retry-After: a date in the past": waits(retryAfter(date(-3600))),
  "429, Retry-After: soon": waits(retryAfter("soon"), 500),
  "429, Retry-After: -5": waits(retryAfter("-5"), 500),
  "429, Retry-After: 1e20": waits(retryAfter("1e20"), 500),
  "429, Retry-After: twenty digits": waits(retryAfter("9".repeat(20)), 500),
  "429, X-RateLimit-Reset: an epoch in 20 s": waits(reset(epoch(20)), 19_750),
  "429, X-RateLimit-Reset: an epoch in 1 h": givesUp(reset(epoch(3600))),
  "429, X-RateLimit-Reset: an epoch in the past": waits(reset(epoch(-3600))),
  "429, X-RateLimit-Reset: 30 s left": waits(reset(30), 30_000),
  "429, X-RateLimit-Reset: 2400 s left": givesUp(reset(2400)),
  "429, X-RateLimit-Reset: later": waits(reset("later"), 500),
  "429, X-RateLimit-Reset: -1": waits(reset(-1), 500),
  "429, X-RateLimit-Reset: an epoch in milliseconds": givesUp(reset(start)),
  "429, Retry-After: 5 and 30 s left": waits(
    { ...reset(30), headers: { ...reset(30).headers, "retry-after": "5" } },
    30_000,
  ),
  "429, nothing said": saysNothing(errorAnswer(429)),
  "429, no body": saysNothing({ status: 429 }),
  "429, JSON of another shape": saysNothing({ status: 429, body: '{"id":"1","error":[]}' }),
  "429, a list": saysNothing({ status: 429, body: "[1]" }),
  "429, null": saysNothing({ status: 429, body: "null" }),
  "429, HTML": saysNothing({ status: 429, headers: { "content-type": "text/html" }, body: "<p>" }),
  "429, truncated JSON": saysNothing({ status: 429, body: '{"error":{"code":4' }),
  "503, Retry-After: 4": {
    steps: [send(errorAnswer(503, { "retry-after": "4" })), good],
    rows: [
      ["get list update delete", "value", 2, [4000]],
      ["create", "ServerError server 503, may have succeeded", 1, noWait],
    ],
  },
  "503, Retry-After: 3600": {
    steps: [send(errorAnswer(503, { "retry-after": "3600" })), good],
    rows: [
      ["get list", "ServerError server 503", 1, noWait],
      ["update delete create", "ServerError server 503, may have succeeded", 1, noWait],
    ],
  },
  "503, X-RateLimit-Reset: 30 s left": {
    steps: [send({ ...reset(30), status: 503 }), good],
    rows: [
      ["get list update delete", "value", 2, oneBackoff],
      ["create", "ServerError server 503, may have succeeded", 1, noWait],
    ],
  },
};
