import {
  type Fault,
  failsAfterRetries,
  failsAsInvalid,
  failsAtOnce,
  networkError,
  statusError,
  succeeds,
  succeedsAfterRetries,
  timeoutError,
} from "./fault.js";
import {
  chunk,
  close,
  good,
  goodResponse,
  halfResponse,
  hang,
  hangAfter,
  performThen,
  reset,
  resetAfterHeaders,
  send,
  toMessage,
} from "./fault-steps.js";
import { errorResponse, type ResponseParts } from "./memory-service.js";

const lost = failsAfterRetries(networkError);
const lostOnce = succeedsAfterRetries(networkError, 500);
const late = failsAfterRetries(timeoutError);
const lateOnce = succeedsAfterRetries(timeoutError, 500);

const headersAlone = "HTTP/1.1 200 OK\r\ncontent-length: 400\r\n\r\n";
const earlyHints = "HTTP/1.1 103 Early Hints\r\nlink: </>\r\n\r\n";

const unframed: ResponseParts["headers"] = { "content-length": undefined };
const chunked: ResponseParts["headers"] = { ...unframed, "transfer-encoding": "chunked" };
const unfinished = toMessage({
  status: 200,
  headers: { ...chunked, connection: undefined },
  body: chunk('{"id":'),
});

/** Connections that are not made, break or fall silent. */
const connectionFaults: Fault[] = [
  {
    name: "connection refused",
    isClosed: true,
    // Nothing was sent, so a create is repeated too.
    expect: () => ({
      error: { ...networkError, mayHaveSucceeded: false },
      requests: 3,
      waits: [500, 1000],
    }),
  },
  { name: "plain HTTP instead of TLS", scheme: "https", expect: lost },
  {
    name: "reset on connecting",
    onConnection: (socket) => socket.resetAndDestroy(),
    expect: lost,
  },
  { name: "reset before any byte", steps: [reset()], expect: lost },
  { name: "reset before any byte, once", steps: [reset(), good], expect: lostOnce },
  { name: "reset in the status line", steps: [reset("HTTP/1.1 20")], expect: lost },
  {
    name: "reset in the headers",
    steps: [reset("HTTP/1.1 200 OK\r\ncontent-type: app")],
    expect: lost,
  },
  { name: "reset after the headers", steps: [resetAfterHeaders(headersAlone)], expect: lost },
  { name: "reset in the body", steps: [resetAfterHeaders(halfResponse)], expect: lost },
  {
    name: "reset in the body, once",
    steps: [resetAfterHeaders(halfResponse), good],
    expect: lostOnce,
  },
  { name: "close before any byte", steps: [close()], expect: lost },
  { name: "close in the headers", steps: [close("HTTP/1.1 200 OK\r\ncontent-")], expect: lost },
  { name: "body shorter than content-length", steps: [close(halfResponse)], expect: lost },
  { name: "no response", steps: [hang], expect: late },
  { name: "headers without a body", steps: [hangAfter(headersAlone)], expect: late },
  { name: "half a body", steps: [hangAfter(halfResponse)], expect: late },
  { name: "half a body, once", steps: [hangAfter(halfResponse), good], expect: lateOnce },
];

/** Responses that violate HTTP, or strain it. */
const framingFaults: Fault[] = [
  {
    name: "body longer than content-length",
    steps: [close((exchange) => `${toMessage(goodResponse(exchange))}and more`)],
    expect: succeeds(),
  },
  {
    name: "two content-lengths",
    steps: [close("HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}")],
    expect: lost,
  },
  { name: "close in a chunked body", steps: [close(unfinished)], expect: lost },
  { name: "reset in a chunked body", steps: [resetAfterHeaders(unfinished)], expect: lost },
  {
    name: "close in a body without a length",
    // To `fetch` this is the whole body.
    steps: [close(toMessage({ status: 200, headers: unframed, body: '{"id":' }))],
    expect: failsAsInvalid(200),
  },
  {
    name: "chunk without a size",
    steps: [close(toMessage({ status: 200, headers: chunked, body: "zz\r\n{}\r\n0\r\n\r\n" }))],
    expect: lost,
  },
  {
    name: "body that is not gzip as it claims",
    steps: [
      send((exchange) => ({ ...goodResponse(exchange), headers: { "content-encoding": "gzip" } })),
    ],
    expect: lost,
  },
  {
    name: "body of 16 MiB and a byte",
    steps: [send({ status: 200, body: "a".repeat(2 ** 24 + 1) })],
    expect: lost,
  },
  {
    name: "headers of 100 kB",
    steps: [close(`HTTP/1.1 200 OK\r\nx-long: ${"a".repeat(100_000)}\r\n\r\n`)],
    expect: lost,
  },
  { name: "SSH instead of HTTP", steps: [close("SSH-2.0-OpenSSH_9.7\r\n")], expect: lost },
  { name: "status 999", steps: [send({ status: 999 })], expect: lost },
  {
    name: "status 101",
    steps: [
      close("HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: h2c\r\n\r\n"),
    ],
    expect: lost,
  },
  { name: "early hints alone", steps: [close(earlyHints)], expect: lost },
  {
    name: "early hints before a good response",
    steps: [close(({ perform }) => `${earlyHints}${toMessage(perform())}`)],
    expect: succeeds(),
  },
];

/** The service performs the request, but its response does not arrive. */
const lostResponseFaults: Fault[] = [
  // The repeated delete finds nothing, so the first one has succeeded.
  { name: "response lost, once", steps: [performThen(reset()), good], expect: lostOnce },
  { name: "response too late, once", steps: [performThen(hang), good], expect: lateOnce },
  {
    name: "response replaced by 504, once",
    steps: [performThen(send(errorResponse(504))), good],
    expect: succeedsAfterRetries(statusError(504), 500),
  },
  {
    name: "response lost, then 503, then good",
    steps: [performThen(reset()), send(errorResponse(503)), good],
    expect: succeedsAfterRetries(networkError, 500, 1000),
  },
  {
    name: "response lost, then 403",
    steps: [performThen(reset()), send(errorResponse(403))],
    expect: (method) => {
      if (method === "create") return lost(method);
      const mayHaveSucceeded = method === "update" || method === "delete";
      return { error: { ...statusError(403), mayHaveSucceeded }, requests: 2, waits: [500] };
    },
  },
  {
    name: "500, then 404",
    steps: [send(errorResponse(500)), send(errorResponse(404))],
    expect: (method) => {
      if (method === "create") return failsAfterRetries(statusError(500))(method);
      if (method === "delete") return { requests: 2, waits: [500] };
      const mayHaveSucceeded = method === "update";
      return { error: { ...statusError(404), mayHaveSucceeded }, requests: 2, waits: [500] };
    },
  },
];

/** Redirects are not followed, because the token must not reach another server. */
const redirectFaults: Fault[] = [
  ...[301, 302, 303, 307, 308].map((status) => redirect(status, "another origin")),
  ...[302, 308].map((status) => redirect(status, "the same origin")),
  { name: "302 without Location", steps: [send({ status: 302 })], expect: rejected(302) },
  { name: "304", steps: [send({ status: 304 })], expect: rejected(304) },
];

function redirect(status: number, target: "another origin" | "the same origin"): Fault {
  const step = send(({ origin, request }) => {
    const host = target === "another origin" ? origin.replace("127.0.0.1", "localhost") : origin;
    return { status, headers: { location: `${host}${request.url}` } };
  });
  return { name: `${status} to ${target}`, steps: [step, good], expect: rejected(status) };
}

function rejected(status: number) {
  return failsAtOnce(statusError(status));
}

export const networkFaults: Fault[] = [
  ...connectionFaults,
  ...framingFaults,
  ...lostResponseFaults,
  ...redirectFaults,
];
