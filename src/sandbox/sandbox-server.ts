import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer, type HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { abortable } from "./abortable.js";
import { ConnectionCut, ErrorResponse } from "./error-response.js";
import { SandboxError } from "./sandbox-error.js";
import { isLoopback, type SandboxOptions } from "./sandbox-options.js";

/** Responds to a request. @param bindings - Node's own objects, if it came through a socket */
export type HandleRequest = (request: Request, bindings?: HttpBindings) => Promise<Response>;

/** Listens on a socket, unless the port is `"none"`. @throws SandboxError */
export async function listen(
  handle: HandleRequest,
  { port, host }: Required<Pick<SandboxOptions, "port" | "host">>,
) {
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
    async close(): Promise<void> {
      server.close();
      server.closeAllConnections();
      if (server.listening) await once(server, "close");
    },
  };
}

/** The host name with which this machine reaches an address to listen on. */
function nameOf(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "localhost";
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
    return await handle(request, bindings);
  } catch (error) {
    if (!(error instanceof ConnectionCut)) throw error;
    bindings.outgoing.destroy();
    return RESPONSE_ALREADY_SENT;
  }
}

/**
 * Protects from DNS rebinding: a web page can make its own host name resolve to this machine, but
 * the browser still sends that name in `Host`.
 */
const isForThisMachine = (host = ""): boolean =>
  isLoopback(host.replace(/:\d+$/, "").replace(/^\[|\]$/g, ""));

/** Responds without a socket, as `fetch` does. @param closing - aborted when the sandbox closes */
export async function fetchWithoutSocket(
  handle: HandleRequest,
  request: Request,
  closing: AbortSignal,
): Promise<Response> {
  const signal = AbortSignal.any([request.signal, closing]);
  signal.throwIfAborted();
  return abortable(handle(request), signal);
}
