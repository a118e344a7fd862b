import { createServer, type IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { text } from "node:stream/consumers";
import { holdClosedPort, listen } from "./closed-port.js";
import { createMemoryService, type ReceivedRequest, type ResponseParts } from "./memory-service.js";

/** A request that the server received, and the means to respond to it. */
export interface Exchange {
  request: ReceivedRequest;
  socket: Socket;
  /** The server's own origin. */
  origin: string;
  /** Performs the request as the service does. */
  perform(): ResponseParts;
  /** Calls back once the client has received the status and headers of a response. */
  onceHeadersArrive(callback: () => void): void;
  /** Lets the client's timeout elapse. */
  timeOut(): void;
}

/** What the server does with one request. */
export type Step = (exchange: Exchange) => void;

/** How the server misbehaves. */
export interface FaultMode {
  /** One step for each request; the last one is repeated. Without steps no request arrives. */
  steps?: readonly Step[];
  /** What happens to each connection, before any request. */
  onConnection?: (socket: Socket) => void;
  /** Whether nobody listens on the port. */
  isClosed?: boolean;
  /** The scheme that the client uses; the server speaks plain HTTP. */
  scheme?: "https";
}

export interface FaultServer {
  origin: string;
  /** The requests that arrived completely. */
  requests: ReceivedRequest[];
  fetch(request: Request): Promise<Response>;
  /** Resolves when all connections that requests came over are closed. */
  connectionsClosed(): Promise<unknown>;
  close(): Promise<void>;
}

/** Starts a server on a socket of this machine, which misbehaves as its mode says. */
export async function startFaultServer(mode: FaultMode, timeOut: () => void): Promise<FaultServer> {
  const service = createMemoryService();
  const requests: ReceivedRequest[] = [];
  const closed: Promise<unknown>[] = [];
  const sockets = new Set<Socket>();
  let onHeaders = ignore;

  const server = createServer(async (incoming) => {
    const request = await readRequest(incoming).catch(ignore);
    if (!request) return;
    requests.push(request);
    const { socket } = incoming;
    closed.push(new Promise((resolve) => socket.once("close", resolve)));
    onHeaders = ignore;
    const step = mode.steps?.[Math.min(requests.length, mode.steps.length) - 1];
    step?.({
      request,
      socket,
      origin,
      perform: () => service(request),
      onceHeadersArrive: (callback) => {
        onHeaders = callback;
      },
      // In its own turn, so that the client sees first what has arrived already.
      timeOut: () => setImmediate(timeOut),
    });
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("error", ignore);
    socket.on("close", () => sockets.delete(socket));
    mode.onConnection?.(socket);
  });
  const port = await listen(server);
  const held = mode.isClosed ? await holdClosedPort() : undefined;
  const origin = `${mode.scheme ?? "http"}://127.0.0.1:${held?.port ?? port}`;

  return {
    origin,
    requests,
    async fetch(request) {
      const response = await fetch(request);
      setImmediate(() => onHeaders());
      return response;
    },
    connectionsClosed: () => Promise.all(closed),
    close() {
      held?.release();
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

const ignore = () => {};

async function readRequest(incoming: IncomingMessage): Promise<ReceivedRequest> {
  const { method = "", url = "", headers } = incoming;
  return { method, url, authorization: headers.authorization, body: await text(incoming) };
}
