import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer, type HttpBindings } from "@hono/node-server";
import type { Hono } from "hono";
import { Refusal } from "./answer.js";
import type { Environment } from "./environment.js";
import { SandboxError } from "./errors.js";
import { isLoopback, type SandboxOptions } from "./options.js";
import { ConnectionCut, writeAnswer } from "./write-answer.js";

/** Where an app is reached. */
export interface Listening {
  origin: string;
  close(): Promise<void>;
}

/** Serves an app on a socket, if it is to have one. @throws SandboxError */
export async function listen(
  app: Hono<Environment>,
  { port, host }: Required<Pick<SandboxOptions, "port" | "host">>,
): Promise<Listening> {
  if (port === "none") return { origin: "http://localhost", close: async () => {} };
  const answer: Answering = (request, env) => app.fetch(request, env);
  const guarded = isLoopback(host) ? onlyForThisMachine(answer) : answer;
  const server = createAdaptorServer({
    fetch: (request, env) => guarded(request, env as HttpBindings),
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

type Answering = (request: Request, env: HttpBindings) => Response | Promise<Response>;

/**
 * A page open in the user's browser can give a name of its own the address of this machine, and
 * then read what it asks; but it cannot change the name that the browser asks for.
 */
function onlyForThisMachine(answer: Answering): Answering {
  const known = new Set<string | undefined>();
  return (request, env) => {
    const { host } = env.incoming.headers;
    if (known.has(host)) return answer(request, env);
    if (!isLoopback(host?.replace(/:\d+$/, "").replace(/^\[|\]$/g, "") ?? "")) {
      const refusal = new Refusal(403, "Ask for localhost, or bind the sandbox to another address");
      return writeAnswer(refusal.answer, env.outgoing);
    }
    // There are as many names as ports that a proxy on this machine may have; no more are kept.
    if (known.size < 16) known.add(host);
    return answer(request, env);
  };
}

/**
 * Asks an app without a socket, as `fetch` would: neither an aborted request is waited for, nor an
 * answer of a sandbox that is closed.
 */
export async function fetchFrom(
  app: Hono<Environment>,
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
    return await Promise.race([app.fetch(request), stopped]);
  } finally {
    signal.removeEventListener("abort", stop);
    closing.removeEventListener("abort", stop);
  }
}
