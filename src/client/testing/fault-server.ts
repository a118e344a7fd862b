import { createServer, type IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { text } from "node:stream/consumers";
import type { WebhookDetailed, WebhookInput } from "../../../generated/models.js";
import { holdClosedPort, listen } from "./closed-port.js";

/** A request as a server receives it; `url` is its path and query. */
export interface ReceivedRequest {
  method: string;
  url: string;
  authorization: string | undefined;
  body: string;
}

/** A response before it is sent. Header names are in lower case; undefined removes a header. */
export interface ResponseParts {
  status: number;
  headers?: Record<string, string | undefined>;
  body?: string;
}

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

export const storedWebhook: WebhookDetailed = {
  id: "msg_1",
  name: "first",
  url: "https://example.com/first",
  eventTypes: ["teamserver.push"],
  isActive: true,
  validationSecret: "FirstSecretFirstSecretFirstSecret1",
};

/** Creates a service without faults, which stores webhooks in memory. */
export function createMemoryService(): (request: ReceivedRequest) => ResponseParts {
  const webhooks = [storedWebhook];
  let lastId = 1;

  return ({ method, url, body }) => {
    if (method === "POST") {
      lastId += 1;
      const webhook = { id: `msg_${lastId}`, ...(JSON.parse(body) as WebhookInput) };
      webhooks.push(webhook);
      return json(200, webhook);
    }
    const id = /\/webhooks\/([^/?]+)/.exec(url)?.[1];
    if (id === undefined) {
      const withoutSecrets = webhooks.map(({ validationSecret: _, ...webhook }) => webhook);
      return json(200, { webhooks: withoutSecrets, cursors: {} });
    }
    const index = webhooks.findIndex((webhook) => webhook.id === id);
    if (index < 0) return errorResponse(404);
    if (method === "DELETE") {
      webhooks.splice(index, 1);
      return { status: 204 };
    }
    if (method === "GET") return json(200, webhooks[index]);
    webhooks[index] = { id, ...(JSON.parse(body) as WebhookInput) };
    return json(202, webhooks[index]);
  };
}

/** An error in the form of the API. */
export function errorResponse(status: number, headers?: ResponseParts["headers"]): ResponseParts {
  const error = { code: status, message: `Failed with ${status}` };
  return { ...json(status, { error }), ...(headers && { headers }) };
}

const json = (status: number, value: unknown): ResponseParts => ({
  status,
  body: JSON.stringify(value),
});
