import { createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { text } from "node:stream/consumers";
import { input } from "./input.js";

/** A request that the server received, and the means to respond to it. */
export interface Exchange {
  method: string;
  /** The path of its target. */
  path: string;
  body: string;
  authorization: string | undefined;
  socket: Socket;
  /** The server's own origin. */
  origin: string;
  /** Calls back once the client has received the status and headers of a response. */
  onceHeadersArrive(callback: () => void): void;
  /** Lets the client's timeout elapse. */
  timeOut(): void;
}

/** What the server does with one request. */
export type Step = (exchange: Exchange) => void;

/** A webhook as the server returns it for every request. */
export const webhook = { id: "msg_1", ...input };

/** Writes a response as HTTP. It closes the connection, so that each request has its own. */
export function httpMessage(
  body = JSON.stringify(webhook),
  status = "200 OK",
  headers = `content-length: ${Buffer.byteLength(body)}\r\n`,
): string {
  return `HTTP/1.1 ${status}\r\nconnection: close\r\n${headers}\r\n${body}`;
}

/**
 * Starts a server on a socket of this machine, which does one step for each request; the last step
 * is repeated.
 */
export async function startFaultServer(steps: readonly Step[], timeOut: () => void) {
  const exchanges: Exchange[] = [];
  const closed: Promise<unknown>[] = [];
  let onHeaders = () => {};
  const server = createServer(async (request) => {
    const { method = "", url: path = "", socket } = request;
    const body = await text(request);
    socket.on("error", () => {});
    closed.push(new Promise((resolve) => socket.once("close", resolve)));
    onHeaders = () => {};
    const exchange: Exchange = {
      method,
      path,
      body,
      authorization: request.headers.authorization,
      socket,
      origin,
      onceHeadersArrive: (callback) => {
        onHeaders = callback;
      },
      // In its own turn, so that the client sees first what has arrived already.
      timeOut: () => setImmediate(timeOut),
    };
    exchanges.push(exchange);
    steps[Math.min(exchanges.length, steps.length) - 1]?.(exchange);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    exchanges,
    async fetch(url: string, init: RequestInit): Promise<Response> {
      const response = await fetch(url, init);
      setImmediate(() => onHeaders());
      return response;
    },
    /** Resolves when all connections that requests came over are closed. */
    connectionsClosed: () => Promise.all(closed),
    close() {
      server.closeAllConnections();
      for (const { socket } of exchanges) socket.destroy();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
