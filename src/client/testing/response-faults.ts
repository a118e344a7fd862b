import {
  type Fault,
  failsAfterRetries,
  failsAsInvalid,
  failsAtOnce,
  failsAtOnceInDoubt,
  statusError,
  succeeds,
  succeedsAfterRetries,
} from "./fault.js";
import { good, goodResponse, send } from "./fault-steps.js";
import { errorResponse, type ResponseParts } from "./memory-service.js";
import { startTime } from "./test-client.js";

const page = "<!doctype html><title>Sorry</title><h1>We will be back</h1>";
const html = { "content-type": "text/html" };

/** Correct HTTP with unexpected content. */
const contentFaults: Fault[] = [
  {
    name: "JSON as text/plain",
    steps: [
      send((exchange) => ({
        ...goodResponse(exchange),
        headers: { "content-type": "text/plain" },
      })),
    ],
    expect: succeeds(),
  },
  {
    name: "JSON without content-type",
    steps: [
      send((exchange) => ({ ...goodResponse(exchange), headers: { "content-type": undefined } })),
    ],
    expect: succeeds(),
  },
  {
    name: "truncated JSON",
    steps: [send({ status: 200, body: '{"webhooks":[{"id":"msg_' })],
    expect: failsAsInvalid(200),
  },
  {
    name: "HTML with 200",
    steps: [send({ status: 200, headers: html, body: page })],
    expect: failsAsInvalid(200),
  },
  { name: "no body with 200", steps: [send({ status: 200 })], expect: failsAsInvalid(200) },
  { name: "no body with 202", steps: [send({ status: 202 })], expect: failsAsInvalid(202) },
  { name: "204 without a body", steps: [send({ status: 204 })], expect: failsAsInvalid(204) },
  {
    name: "204 with a body",
    steps: [send({ status: 204, headers: { "content-length": "2" }, body: "{}" })],
    expect: failsAsInvalid(204),
  },
  {
    name: "null with 200",
    steps: [send({ status: 200, body: "null" })],
    expect: failsAsInvalid(200),
  },
  {
    name: "a string with 200",
    steps: [send({ status: 200, body: '"ok"' })],
    expect: failsAsInvalid(200),
  },
  {
    name: "properties of other types with 200",
    steps: [send({ status: 200, body: '{"id":1,"webhooks":{},"cursors":null}' })],
    expect: failsAsInvalid(200),
  },
  {
    name: "an error body with 200",
    steps: [send({ status: 200, body: '{"error":{"code":500,"message":"Oops"}}' })],
    expect: failsAsInvalid(200),
  },
  {
    name: "HTML with 502",
    steps: [send({ status: 502, headers: html, body: page })],
    expect: failsAfterRetries(statusError(502)),
  },
  {
    name: "null with 404",
    steps: [send({ status: 404, body: "null" })],
    expect: failsAtOnce(statusError(404)),
  },
  {
    name: "malformed invalid-params with 400",
    steps: [send({ status: 400, body: '{"error":{"invalid-params":[null,7,{"name":"x"}]}}' })],
    expect: failsAtOnce(statusError(400)),
  },
  {
    name: "an error that is a string with 403",
    steps: [send({ status: 403, body: '{"error":"forbidden"}' })],
    expect: failsAtOnce(statusError(403)),
  },
];

const retryableFaults = [408, 500, 502, 503, 504].flatMap((status): Fault[] => {
  const fail = send(errorResponse(status));
  const error = statusError(status);
  return [
    {
      name: `${status} once`,
      steps: [fail, good],
      expect: succeedsAfterRetries(error, 500),
    },
    {
      name: `${status} twice`,
      steps: [fail, fail, good],
      expect: succeedsAfterRetries(error, 500, 1000),
    },
    { name: `${status} always`, steps: [fail], expect: failsAfterRetries(error) },
  ];
});

const tooManyRequests = send(errorResponse(429));
const statusFaults: Fault[] = [
  ...retryableFaults,
  // A 429 was not carried out, so a create is repeated too.
  { name: "429 once", steps: [tooManyRequests, good], expect: succeeds(2, 500) },
  {
    name: "429 twice",
    steps: [tooManyRequests, tooManyRequests, good],
    expect: succeeds(3, 500, 1000),
  },
  ...[400, 401, 403, 404, 409, 418].map((status) => ({
    name: `${status}`,
    steps: [send(errorResponse(status))],
    expect: failsAtOnce(statusError(status)),
  })),
  {
    name: "501",
    steps: [send(errorResponse(501))],
    expect: failsAtOnceInDoubt(statusError(501)),
  },
];

/** A Unix time in seconds. */
const unixTime = (secondsFromNow: number) => startTime / 1000 + secondsFromNow;
const date = (secondsFromNow: number) => new Date(unixTime(secondsFromNow) * 1000).toUTCString();

const retryAfter = (value: string) => errorResponse(429, { "retry-after": value });
const resetHeaders = (value: string | number) => ({
  "x-ratelimit-limit": "1000",
  "x-ratelimit-remaining": "0",
  "x-ratelimit-reset": `${value}`,
});
const reset = (value: string | number) => errorResponse(429, resetHeaders(value));

const once = (name: string, response: ResponseParts, expect: Fault["expect"]): Fault => ({
  name,
  steps: [send(response), good],
  expect,
});
const gaveUp = failsAtOnce(statusError(429));

const rateLimitFaults: Fault[] = [
  once("Retry-After: 7", retryAfter("7"), succeeds(2, 7000)),
  once("Retry-After: 1.5", retryAfter("1.5"), succeeds(2, 1500)),
  once("Retry-After: 0", retryAfter("0"), succeeds(2)),
  once("Retry-After: 60", retryAfter("60"), succeeds(2, 60_000)),
  once("Retry-After: 61", retryAfter("61"), gaveUp),
  once("Retry-After: in 9 s", retryAfter(date(9)), succeeds(2, 9000)),
  once("Retry-After: in 1 h", retryAfter(date(3600)), gaveUp),
  once("Retry-After: a past date", retryAfter(date(-3600)), succeeds(2)),
  once("Retry-After: soon", retryAfter("soon"), succeeds(2, 500)),
  once("Retry-After: -5", retryAfter("-5"), succeeds(2, 500)),
  once("Retry-After: 1e20", retryAfter("1e20"), succeeds(2, 500)),
  once("Retry-After: 20 digits", retryAfter("9".repeat(20)), succeeds(2, 500)),
  once("reset at a Unix time in 20 s", reset(unixTime(20)), succeeds(2, 20_000)),
  once("reset at a Unix time in 1 h", reset(unixTime(3600)), gaveUp),
  once("reset at a past Unix time", reset(unixTime(-3600)), succeeds(2)),
  once("reset in 30 s", reset(30), succeeds(2, 30_000)),
  once("reset in 2400 s", reset(2400), gaveUp),
  once("reset: later", reset("later"), succeeds(2, 500)),
  once("reset: -1", reset(-1), succeeds(2, 500)),
  once("reset at a time in milliseconds", reset(startTime), gaveUp),
  once(
    "Retry-After: 5 and reset in 30 s",
    errorResponse(429, { ...resetHeaders(30), "retry-after": "5" }),
    succeeds(2, 30_000),
  ),
  once(
    "503, Retry-After: 4",
    errorResponse(503, { "retry-after": "4" }),
    succeedsAfterRetries(statusError(503), 4000),
  ),
  once(
    "503, Retry-After: 3600",
    errorResponse(503, { "retry-after": "3600" }),
    failsAtOnceInDoubt(statusError(503)),
  ),
  once(
    "503, reset in 30 s",
    errorResponse(503, resetHeaders(30)),
    succeedsAfterRetries(statusError(503), 500),
  ),
  ...Object.entries({
    "429 without headers": errorResponse(429),
    "429 without a body": { status: 429 },
    "429 with other JSON": { status: 429, body: '{"id":"1","error":[]}' },
    "429 with a list": { status: 429, body: "[1]" },
    "429 with null": { status: 429, body: "null" },
    "429 with HTML": { status: 429, headers: html, body: "<p>" },
    "429 with truncated JSON": { status: 429, body: '{"error":{"code":4' },
  }).map(([name, response]) => ({
    name,
    steps: [send(response)],
    expect: () => ({ ...gaveUp(), requests: 3, waits: [500, 1000] }),
  })),
];

export const responseFaults: Fault[] = [...contentFaults, ...statusFaults, ...rateLimitFaults];
