import { once } from "node:events";
import type { Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer, type HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { ErrorResponse } from "./error-response.js";
import { SandboxError } from "./sandbox-error.js";
import { isLoopback, type SandboxOptions } from "./sandbox-options.js";

/** Responds to a request, which brings Node's own objects along if it came through a socket. */
export type HandleRequest = (
  request: Request,
  bindings?: HttpBindings,
) => Response | Promise<Response>;

/** Where the sandbox is reached. */
export interface SandboxServer {
  origin: string;
  close(): Promise<void>;
}

/**
 * Thrown instead of a response to cut the connection. It looks like what `fetch` throws then, which
 * is what a caller without a socket sees of it.
 */
export class ConnectionCut extends TypeError {
  /** A response that arrives as far as the middle of its body; undefined for none at all. */
  readonly response: Response | undefined;

  constructor(response?: Response) {
    const cause = Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
    super("fetch failed", { cause });
    this.response = response;
  }
}

/** Serves requests on a socket, if there is to be one. @throws SandboxError */
export async function listen(
  handle: HandleRequest,
  { port, host }: Required<Pick<SandboxOptions, "port" | "host">>,
): Promise<SandboxServer> {
  if (port === "none") return { origin: "http://localhost", close: async () => {} };
  const isGuarded = isLoopback(host);
  const server = createAdaptorServer({
    fetch: (request, env) => respond(request, env as HttpBindings, handle, isGuarded),
    // Otherwise the globals Request and Response of the whole process would be replaced.
    overrideGlobalObjects: false,
  }) as Server;
  server.listen(port, host);
  await once(server, "listening").catch(({ code }) => {
    const why =
      code === "EADDRINUSE" ? "is taken; choose another, or 0 for any" : `fails (${code})`;
    throw new SandboxError(`port ${port} of ${host} ${why}`, "listen");
  });
  const { port: actual } = server.address() as AddressInfo;
  return {
    origin: `http://${nameOf(host)}:${actual}`,
    async close() {
      server.close();
      server.closeAllConnections();
      if (server.listening) await once(server, "close");
    },
  };
}

/** How this machine reaches what listens on an address; "all of them" is no address to ask. */
function nameOf(host: string): string {
  if (host === "0.0.0.0") return "127.0.0.1";
  if (host === "::") return "[::1]";
  return host.includes(":") ? `[${host}]` : host;
}

async function respond(
  request: Request,
  bindings: HttpBindings,
  handle: HandleRequest,
  isGuarded: boolean,
): Promise<Response> {
  if (isGuarded && !isForThisMachine(bindings.incoming.headers.host)) {
    const message = "Ask for localhost, or bind the sandbox to another address";
    return new ErrorResponse(403, message).toResponse();
  }
  try {
    return withContentType(await handle(request, bindings));
  } catch (error) {
    if (!(error instanceof ConnectionCut)) throw error;
    await cut(bindings.outgoing, error);
    return RESPONSE_ALREADY_SENT;
  }
}

/**
 * A page open in the user's browser can give a name of its own the address of this machine, and
 * then read what it asks; but it cannot change the name that the browser asks for.
 */
const isForThisMachine = (host = ""): boolean =>
  isLoopback(host.replace(/:\d+$/, "").replace(/^\[|\]$/g, ""));

/** Hono would give a body that has no content type one of its own; an empty one is left alone. */
function withContentType(response: Response): Response {
  const { status, headers } = response;
  if (headers.has("content-type") || response.body === null) return response;
  return new Response(response.body, { status, headers: [...headers, ["content-type", ""]] });
}

async function cut(outgoing: ServerResponse, { response }: ConnectionCut): Promise<void> {
  if (response === undefined) {
    outgoing.destroy();
    return;
  }
  const { status, headers } = response;
  const body = new Uint8Array(await response.arrayBuffer());
  outgoing.writeHead(status, { ...Object.fromEntries(headers), "content-length": body.length });
  outgoing.write(body.subarray(0, body.length / 2), () => outgoing.destroy());
}

/**
 * Responds without a socket, as `fetch` would: it waits neither for an aborted request nor for a
 * sandbox that is closed.
 */
export async function fetchWithoutSocket(
  handle: HandleRequest,
  request: Request,
  closing: AbortSignal,
): Promise<Response> {
  const { signal } = request;
  signal.throwIfAborted();
  if (closing.aborted) throw new ConnectionCut();
  let stop = () => {};
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(signal.aborted ? signal.reason : new ConnectionCut());
    signal.addEventListener("abort", stop);
    closing.addEventListener("abort", stop);
  });
  try {
    return await Promise.race([handle(request), stopped]);
  } catch (error) {
    if (error instanceof ConnectionCut && error.response) return cutInBody(error.response);
    throw error;
  } finally {
    signal.removeEventListener("abort", stop);
    closing.removeEventListener("abort", stop);
  }
}

/** The same response, but its body fails in the middle. */
async function cutInBody(response: Response): Promise<Response> {
  const { status, headers } = response;
  const body = new Uint8Array(await response.arrayBuffer());
  const chunks = [body.subarray(0, body.length / 2)];
  const stream = new ReadableStream({
    pull(controller) {
      const chunk = chunks.pop();
      if (chunk?.length) controller.enqueue(chunk);
      else controller.error(new ConnectionCut());
    },
  });
  return new Response(stream, { status, headers });
}
