import {
  chunk,
  close,
  type Fault,
  failsAfterRetries,
  failsAsInvalid,
  failsAtOnce,
  fault,
  good,
  goodResponse,
  halfResponse,
  hang,
  hangAfter,
  networkError,
  performThen,
  reset,
  resetAfterHeaders,
  send,
  statusError,
  succeeds,
  succeedsAfterRetries,
  timeoutError,
  toMessage,
} from "./define-fault.js";
import { errorResponse, type ResponseParts } from "./fault-server.js";

const lost = failsAfterRetries(networkError);
const lostOnce = succeedsAfterRetries(networkError, 500);
const late = failsAfterRetries(timeoutError);
const lateOnce = succeedsAfterRetries(timeoutError, 500);

const headersAlone = "HTTP/1.1 200 OK\r\ncontent-length: 400\r\n\r\n";

/** Connections that are not made, break or fall silent. */
const connectionFaults: Fault[] = [
  {
    name: "connection refused",
    isClosed: true,
    // Nothing was sent, so a create is repeated too.
    expect: () => ({ ...failsAtOnce(networkError)(), requests: 3, waits: [500, 1000] }),
  },
  { name: "plain HTTP instead of TLS", scheme: "https", expect: lost },
  { name: "reset on connecting", onConnection: (it) => it.resetAndDestroy(), expect: lost },
  fault("reset before any byte", lost, reset()),
  fault("reset before any byte, once", lostOnce, reset(), good),
  fault("reset in the status line", lost, reset("HTTP/1.1 20")),
  fault("reset in the headers", lost, reset("HTTP/1.1 200 OK\r\ncontent-type: app")),
  fault("reset after the headers", lost, resetAfterHeaders(headersAlone)),
  fault("reset in the body", lost, resetAfterHeaders(halfResponse)),
  fault("reset in the body, once", lostOnce, resetAfterHeaders(halfResponse), good),
  fault("close before any byte", lost, close()),
  fault("close in the headers", lost, close("HTTP/1.1 200 OK\r\ncontent-")),
  fault("body shorter than content-length", lost, close(halfResponse)),
  fault("no response", late, hang),
  fault("headers without a body", late, hangAfter(headersAlone)),
  fault("half a body", late, hangAfter(halfResponse)),
  fault("half a body, once", lateOnce, hangAfter(halfResponse), good),
];

const unframed: ResponseParts["headers"] = { "content-length": undefined };
const chunked: ResponseParts["headers"] = { ...unframed, "transfer-encoding": "chunked" };
const keptAlive = { ...chunked, connection: undefined };
const unfinished = toMessage({ status: 200, headers: keptAlive, body: chunk('{"id":') });
const sizeless = toMessage({ status: 200, headers: chunked, body: "zz\r\n{}\r\n0\r\n\r\n" });
const unterminated = toMessage({ status: 200, headers: unframed, body: '{"id":' });
const falseGzip = send((exchange) => ({
  ...goodResponse(exchange),
  headers: { "content-encoding": "gzip" },
}));
const longHeaders = `HTTP/1.1 200 OK\r\nx-long: ${"a".repeat(100_000)}\r\n\r\n`;
const twoLengths = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}";
const switching = "HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: h2c\r\n\r\n";
const earlyHints = "HTTP/1.1 103 Early Hints\r\nlink: </>\r\n\r\n";

/** Responses that violate HTTP, or strain it. */
const framingFaults: Fault[] = [
  fault(
    "body longer than content-length",
    succeeds(),
    close((exchange) => `${toMessage(goodResponse(exchange))}and more`),
  ),
  fault("two content-lengths", lost, close(twoLengths)),
  fault("close in a chunked body", lost, close(unfinished)),
  fault("reset in a chunked body", lost, resetAfterHeaders(unfinished)),
  // To `fetch` this is the whole body.
  fault("close in a body without a length", failsAsInvalid(200), close(unterminated)),
  fault("chunk without a size", lost, close(sizeless)),
  fault("body that is not gzip as it claims", lost, falseGzip),
  fault("body over 16 MiB", lost, send({ status: 200, body: "a".repeat(2 ** 24 + 1) })),
  fault("headers of 100 kB", lost, close(longHeaders)),
  fault("SSH instead of HTTP", lost, close("SSH-2.0-OpenSSH_9.7\r\n")),
  fault("status 999", lost, send({ status: 999 })),
  fault("status 101", lost, close(switching)),
  fault("early hints alone", lost, close(earlyHints)),
  fault(
    "early hints before a good response",
    succeeds(),
    close(({ perform }) => `${earlyHints}${toMessage(perform())}`),
  ),
];

const gatewayTimeout = send(errorResponse(504));
const unavailable = send(errorResponse(503));

/** The service performs the request, but its response does not arrive. */
const lostResponseFaults: Fault[] = [
  // The repeated delete finds nothing, so the first one has succeeded.
  fault("response lost, once", lostOnce, performThen(reset()), good),
  fault("response too late, once", lateOnce, performThen(hang), good),
  fault(
    "response replaced by 504, once",
    succeedsAfterRetries(statusError(504), 500),
    performThen(gatewayTimeout),
    good,
  ),
  fault(
    "response lost, then 503, then good",
    succeedsAfterRetries(networkError, 500, 1000),
    performThen(reset()),
    unavailable,
    good,
  ),
  fault(
    "response lost, then 403",
    (method) => {
      if (method === "create") return lost(method);
      const mayHaveSucceeded = method === "update" || method === "delete";
      return { error: { ...statusError(403), mayHaveSucceeded }, requests: 2, waits: [500] };
    },
    performThen(reset()),
    send(errorResponse(403)),
  ),
  fault(
    "500, then 404",
    (method) => {
      if (method === "create") return failsAfterRetries(statusError(500))(method);
      if (method === "delete") return { requests: 2, waits: [500] };
      const mayHaveSucceeded = method === "update";
      return { error: { ...statusError(404), mayHaveSucceeded }, requests: 2, waits: [500] };
    },
    send(errorResponse(500)),
    send(errorResponse(404)),
  ),
];

const redirect = (status: number, target: "another origin" | "the same origin"): Fault =>
  fault(
    `${status} to ${target}`,
    failsAtOnce(statusError(status)),
    send(({ origin, request }) => {
      const host = target === "another origin" ? origin.replace("127.0.0.1", "localhost") : origin;
      return { status, headers: { location: `${host}${request.url}` } };
    }),
    good,
  );

/** Redirects are not followed, because the token must not reach another server. */
const redirectFaults: Fault[] = [
  ...[301, 302, 303, 307, 308].map((status) => redirect(status, "another origin")),
  ...[302, 308].map((status) => redirect(status, "the same origin")),
  fault("302 without Location", failsAtOnce(statusError(302)), send({ status: 302 })),
  fault("304", failsAtOnce(statusError(304)), send({ status: 304 })),
];

export const networkFaults: Fault[] = [
  ...connectionFaults,
  ...framingFaults,
  ...lostResponseFaults,
  ...redirectFaults,
];
