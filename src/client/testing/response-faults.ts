import {
  type Fault,
  failsAfterRetries,
  failsAsInvalid,
  failsAtOnce,
  failsAtOnceInDoubt,
  fault,
  good,
  goodResponse,
  send,
  statusError,
  succeeds,
  succeedsAfterRetries,
} from "./define-fault.js";
import { errorResponse, type ResponseParts } from "./fault-server.js";
import { startTime } from "./test-client.js";

const html = {
  headers: { "content-type": "text/html" },
  body: "<!doctype html><title>Sorry</title><h1>We will be back</h1>",
};

const goodWithType = (type: string | undefined) =>
  send((exchange) => ({ ...goodResponse(exchange), headers: { "content-type": type } }));

/** A success with a body that the contract does not allow. */
const invalid = (name: string, body: string): Fault =>
  fault(`200 with ${name}`, failsAsInvalid(200), send({ status: 200, body }));

/** Correct HTTP with unexpected content. */
const contentFaults: Fault[] = [
  fault("JSON as text/plain", succeeds(), goodWithType("text/plain")),
  fault("JSON without content-type", succeeds(), goodWithType(undefined)),
  invalid("no body", ""),
  invalid("null", "null"),
  invalid("a string", '"ok"'),
  invalid("truncated JSON", '{"webhooks":[{"id":"msg_'),
  invalid("properties of other types", '{"id":1,"webhooks":{},"cursors":null}'),
  invalid("an error", '{"error":{"code":500,"message":"Oops"}}'),
  fault("200 with HTML", failsAsInvalid(200), send({ status: 200, ...html })),
  fault("202 without a body", failsAsInvalid(202), send({ status: 202 })),
  fault("204 without a body", failsAsInvalid(204), send({ status: 204 })),
  fault(
    "204 with a body",
    failsAsInvalid(204),
    send({ status: 204, headers: { "content-length": "2" }, body: "{}" }),
  ),
  fault("502 with HTML", failsAfterRetries(statusError(502)), send({ status: 502, ...html })),
  fault("404 with null", failsAtOnce(statusError(404)), send({ status: 404, body: "null" })),
  fault(
    "400 with malformed invalid-params",
    failsAtOnce(statusError(400)),
    send({ status: 400, body: '{"error":{"invalid-params":[null,7,{"name":"x"}]}}' }),
  ),
  fault(
    "403 with an error that is a string",
    failsAtOnce(statusError(403)),
    send({ status: 403, body: '{"error":"forbidden"}' }),
  ),
];

const retryableFaults = [408, 500, 502, 503, 504].flatMap((status): Fault[] => {
  const fail = send(errorResponse(status));
  const error = statusError(status);
  return [
    fault(`${status} once`, succeedsAfterRetries(error, 500), fail, good),
    fault(`${status} twice`, succeedsAfterRetries(error, 500, 1000), fail, fail, good),
    fault(`${status} always`, failsAfterRetries(error), fail),
  ];
});

const tooManyRequests = send(errorResponse(429));

const statusFaults: Fault[] = [
  ...retryableFaults,
  // A 429 was not carried out, so a create is repeated too.
  fault("429 once", succeeds(2, 500), tooManyRequests, good),
  fault("429 twice", succeeds(3, 500, 1000), tooManyRequests, tooManyRequests, good),
  ...[400, 401, 403, 404, 409, 418].map((status) =>
    fault(`${status}`, failsAtOnce(statusError(status)), send(errorResponse(status))),
  ),
  fault("501", failsAtOnceInDoubt(statusError(501)), send(errorResponse(501))),
];

/** A Unix time in seconds. */
const unixTime = (secondsFromNow: number) => startTime / 1000 + secondsFromNow;
const date = (secondsFromNow: number) => new Date(unixTime(secondsFromNow) * 1000).toUTCString();

const resetHeaders = (value: string | number) => ({
  "x-ratelimit-limit": "1000",
  "x-ratelimit-remaining": "0",
  "x-ratelimit-reset": `${value}`,
});

/** A status with these headers, then a good response. */
const once = (status: number, headers: Record<string, string>, expect: Fault["expect"]): Fault => {
  const shown = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return fault(`${status}, ${shown}`, expect, send(errorResponse(status, headers)), good);
};

const gaveUp = failsAtOnce(statusError(429));

const always = (name: string, response: ResponseParts): Fault =>
  fault(name, () => ({ ...gaveUp(), requests: 3, waits: [500, 1000] }), send(response));

const rateLimitFaults: Fault[] = [
  once(429, { "retry-after": "7" }, succeeds(2, 7000)),
  once(429, { "retry-after": "1.5" }, succeeds(2, 1500)),
  once(429, { "retry-after": "0" }, succeeds(2)),
  once(429, { "retry-after": "60" }, succeeds(2, 60_000)),
  once(429, { "retry-after": "61" }, gaveUp),
  once(429, { "retry-after": date(9) }, succeeds(2, 9000)),
  once(429, { "retry-after": date(3600) }, gaveUp),
  once(429, { "retry-after": date(-3600) }, succeeds(2)),
  once(429, { "retry-after": "soon" }, succeeds(2, 500)),
  once(429, { "retry-after": "-5" }, succeeds(2, 500)),
  once(429, { "retry-after": "1e20" }, succeeds(2, 500)),
  once(429, { "retry-after": "9".repeat(20) }, succeeds(2, 500)),
  once(429, resetHeaders(unixTime(20)), succeeds(2, 20_000)),
  once(429, resetHeaders(unixTime(3600)), gaveUp),
  once(429, resetHeaders(unixTime(-3600)), succeeds(2)),
  once(429, resetHeaders(30), succeeds(2, 30_000)),
  once(429, resetHeaders(2400), gaveUp),
  once(429, resetHeaders("later"), succeeds(2, 500)),
  once(429, resetHeaders(-1), succeeds(2, 500)),
  // Unix time in milliseconds, by mistake.
  once(429, resetHeaders(startTime), gaveUp),
  once(429, { ...resetHeaders(30), "retry-after": "5" }, succeeds(2, 30_000)),
  once(503, { "retry-after": "4" }, succeedsAfterRetries(statusError(503), 4000)),
  once(503, { "retry-after": "3600" }, failsAtOnceInDoubt(statusError(503))),
  once(503, resetHeaders(30), succeedsAfterRetries(statusError(503), 500)),
  always("429 without headers", errorResponse(429)),
  always("429 without a body", { status: 429 }),
  always("429 with other JSON", { status: 429, body: '{"id":"1","error":[]}' }),
  always("429 with a list", { status: 429, body: "[1]" }),
  always("429 with null", { status: 429, body: "null" }),
  always("429 with HTML", { status: 429, ...html }),
  always("429 with truncated JSON", { status: 429, body: '{"error":{"code":4' }),
];

export const responseFaults: Fault[] = [...contentFaults, ...statusFaults, ...rateLimitFaults];
