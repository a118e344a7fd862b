import { STATUS_CODES } from "node:http";
import type { Exchange, Step } from "./fault-server.js";
import { createMemoryService, type ResponseParts } from "./memory-service.js";

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
