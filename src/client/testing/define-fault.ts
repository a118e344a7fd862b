import { STATUS_CODES } from "node:http";
import {
  createMemoryService,
  type Exchange,
  type FaultMode,
  type ResponseParts,
  type Step,
} from "./fault-server.js";

/** A method of the client, without the word `Webhook`. */
export type Method = "get" | "list" | "create" | "update" | "delete";

interface ExpectedError {
  name: string;
  code: string;
  status?: number;
  mayHaveSucceeded?: boolean;
}

/** What a call has to give: an error, or else what the contract promises. */
export interface Expectation {
  error?: ExpectedError;
  /** How many requests are sent. */
  requests: number;
  /** The waits between the requests, in milliseconds; backoff takes its longest time. */
  waits: number[];
}

/** What the server does wrong, and what each method has to give. */
export interface Fault extends FaultMode {
  name: string;
  expect: (method: Method) => Expectation;
}

/** Defines a fault by its name, what each method has to give, and the steps of the server. */
export const fault = (name: string, expect: Fault["expect"], ...steps: Step[]): Fault => ({
  name,
  expect,
  steps,
});

export const networkError: ExpectedError = { name: "NetworkError", code: "network" };
export const timeoutError: ExpectedError = { name: "TimeoutError", code: "timeout" };

const errorNames: Record<number, [name: string, code: string]> = {
  400: ["BadRequestError", "bad_request"],
  401: ["UnauthorizedError", "unauthorized"],
  403: ["ForbiddenError", "forbidden"],
  404: ["NotFoundError", "not_found"],
  429: ["RateLimitError", "rate_limit"],
};

export function statusError(status: number): ExpectedError {
  const [name, code] =
    errorNames[status] ?? (status < 500 ? ["ApiError", "api"] : ["ServerError", "server"]);
  return { name, code, status };
}

const isWrite = (method: Method) => method !== "get" && method !== "list";

/** Every method succeeds after these waits. */
export const succeeds =
  (requests = 1, ...waits: number[]) =>
  (): Expectation => ({ requests, waits });

/** Every method fails at its first request, which was certainly not carried out. */
export const failsAtOnce = (error: ExpectedError) => (): Expectation => ({
  error: { ...error, mayHaveSucceeded: false },
  requests: 1,
  waits: [],
});

/** As `failsAtOnce`, but nobody knows whether a write was carried out. */
export const failsAtOnceInDoubt =
  (error: ExpectedError) =>
  (method: Method): Expectation => ({
    error: { ...error, mayHaveSucceeded: isWrite(method) },
    requests: 1,
    waits: [],
  });

/** Two retries do not help; a create is not repeated, because it may have been carried out. */
export const failsAfterRetries =
  (error: ExpectedError) =>
  (method: Method): Expectation =>
    method === "create"
      ? failsAtOnceInDoubt(error)(method)
      : { ...failsAtOnceInDoubt(error)(method), requests: 3, waits: [500, 1000] };

/** Retries help, after these waits; a create is not repeated. */
export const succeedsAfterRetries =
  (error: ExpectedError, ...waits: number[]) =>
  (method: Method): Expectation =>
    method === "create" ? failsAtOnceInDoubt(error)(method) : { requests: waits.length + 1, waits };

/** A success by its status that violates the contract; a delete does not look at the body. */
export const failsAsInvalid =
  (status: number) =>
  (method: Method): Expectation =>
    method === "delete"
      ? { requests: 1, waits: [] }
      : failsAtOnceInDoubt({ name: "ApiError", code: "invalid_response", status })(method);

/** A constant, or a function of the exchange. */
type Source<T> = T | ((exchange: Exchange) => T);

const resolve = <T extends string | ResponseParts>(source: Source<T>, exchange: Exchange): T =>
  typeof source === "function" ? source(exchange) : source;

/** Writes a response as HTTP. It closes the connection, so that each request has its own. */
export function toMessage({ status, headers, body = "" }: ResponseParts): string {
  const all: ResponseParts["headers"] = {
    "content-type": "application/json",
    "content-length": status === 204 ? undefined : `${Buffer.byteLength(body)}`,
    connection: "close",
    ...headers,
  };
  const lines = Object.entries(all).flatMap(([name, value]) =>
    value === undefined ? [] : `${name}: ${value}\r\n`,
  );
  return `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? "Odd"}\r\n${lines.join("")}\r\n${body}`;
}

/** Responds as the service does. */
export const good: Step = ({ perform, socket }) => socket.end(toMessage(perform()));

/** Sends a response. */
export const send =
  (response: Source<ResponseParts>): Step =>
  (exchange) =>
    exchange.socket.end(toMessage(resolve(response, exchange)));

/** Sends bytes, then closes the connection. */
export const close =
  (bytes: Source<string> = ""): Step =>
  (exchange) =>
    exchange.socket.end(resolve(bytes, exchange));

/** Sends bytes, then resets the connection. */
export const reset =
  (bytes = ""): Step =>
  ({ socket }) =>
    socket.write(bytes, () => socket.resetAndDestroy());

/** Sends bytes, then resets the connection when the client has the status and headers. */
export const resetAfterHeaders =
  (bytes: Source<string>): Step =>
  (exchange) => {
    exchange.onceHeadersArrive(() => exchange.socket.resetAndDestroy());
    exchange.socket.write(resolve(bytes, exchange));
  };

/** Sends nothing, so that the client's timeout elapses. */
export const hang: Step = ({ timeOut }) => timeOut();

/** Sends bytes with status and headers, then nothing, so that the client's timeout elapses. */
export const hangAfter =
  (bytes: Source<string>): Step =>
  (exchange) => {
    exchange.onceHeadersArrive(exchange.timeOut);
    exchange.socket.write(resolve(bytes, exchange));
  };

/** Lets the service perform the request, then does this instead of sending the response. */
export const performThen =
  (step: Step): Step =>
  (exchange) => {
    exchange.perform();
    step(exchange);
  };

/** A good response that always has a body, made by a service of its own. */
export function goodResponse({ request }: Exchange): ResponseParts {
  const response = createMemoryService()(request);
  return response.status === 204 ? { status: 200, body: '{"deleted":true}' } : response;
}

/** A good response that ends in the middle of its body. */
export function halfResponse(exchange: Exchange): string {
  const response = goodResponse(exchange);
  return toMessage(response).slice(0, -(response.body ?? "").length / 2);
}

/** A piece of a chunked body. */
export const chunk = (text: string): string =>
  `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;
