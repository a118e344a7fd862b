import { createServer, type IncomingMessage } from "node:http";
import { createServer as createSocketServer, type Server, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { holdClosedPort, listen } from "./closed-port.js";
import type { Exchange, Mode, SeenRequest } from "./exchange.js";
import { Service } from "./service.js";

/** A server on a real socket of this machine that misbehaves as its mode says. */
export interface FaultServer {
  origin: string;
  service: Service;
  /** The requests that arrived in full. */
  requests: SeenRequest[];
  /** How many connections were made to the server. */
  connections(): number;
  /** How many connections to the other origin, which redirects name, sent anything. */
  strays(): number;
  /** Resolves when every connection is closed that a request came over. */
  whenHungUp(): Promise<unknown>;
  /** `fetch`, which tells the server when an answer has begun to arrive. */
  fetch(request: Request): Promise<Response>;
  close(): Promise<void>;
}

/** @param elapse - lets the timeout of the client's attempt elapse */
export async function startFaultServer(mode: Mode, elapse: () => void): Promise<FaultServer> {
  const service = new Service();
  const requests: SeenRequest[] = [];
  const hangUps: Promise<unknown>[] = [];
  let strays = 0;
  const elsewhere = await startListening(
    // Not the connections alone: `fetch` may still try to reach an earlier server on its old port.
    createSocketServer((socket) => {
      socket.once("data", () => {
        strays += 1;
      });
    }),
  );
  let onAnswered = ignore;

  const answer = (request: SeenRequest, socket: Socket) => {
    requests.push(request);
    hangUps.push(new Promise((resolve) => socket.once("close", resolve)));
    onAnswered = ignore;
    const step = mode.steps[Math.min(requests.length, mode.steps.length) - 1];
    const exchange: Exchange = {
      request,
      socket,
      service,
      origin,
      elsewhere: elsewhere.origin,
      whenAnswered: (then) => {
        onAnswered = then;
      },
      // In a turn of its own, so that what has arrived already is seen before.
      elapse: () => setImmediate(elapse),
    };
    step?.(exchange);
  };
  const server = createServer((incoming) => {
    // A request that breaks off is nobody's to answer.
    readRequest(incoming).then((request) => answer(request, incoming.socket), ignore);
  });
  if (mode.greet) server.on("connection", mode.greet);
  const listening = await startListening(server);
  const closed = mode.isClosed && (await holdClosedPort());
  const origin = closed
    ? `http://127.0.0.1:${closed.port}`
    : listening.origin.replace("http:", `${mode.scheme ?? "http"}:`);

  return {
    origin,
    service,
    requests,
    connections: listening.connections,
    strays: () => strays,
    whenHungUp: () => Promise.all(hangUps),
    async fetch(request) {
      const response = await fetch(request);
      setImmediate(() => onAnswered());
      return response;
    },
    async close() {
      if (closed) closed.release();
      await Promise.all([listening.close(), elsewhere.close()]);
    },
  };
}

const ignore = () => {};

async function readRequest(incoming: IncomingMessage): Promise<SeenRequest> {
  const { method = "", url = "", headers } = incoming;
  return { method, url, authorization: headers.authorization, body: await text(incoming) };
}

/** Starts a server that counts its connections, and can be closed whatever state they are in. */
async function startListening(server: Server) {
  const open = new Set<Socket>();
  let connections = 0;
  server.on("connection", (socket) => {
    connections += 1;
    open.add(socket);
    // A client that hangs up is what many faults lead to.
    socket.on("error", ignore);
    socket.on("close", () => open.delete(socket));
  });
  const port = await listen(server);
  return {
    origin: `http://127.0.0.1:${port}`,
    connections: () => connections,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}
