import { readFile } from "node:fs/promises";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { DocsError } from "./error.js";

/** A page that is being served. */
export interface Site {
  url: string;
  close(): Promise<void>;
}

/**
 * Serves one page on loopback, and nothing else.
 *
 * @param page - the path of its file, which is read afresh for each request
 * @param port - the port to listen on; 0, or a port that is taken, means any free one
 * @throws DocsError when this process may not listen there
 */
export async function servePage(page: string, port: number): Promise<Site> {
  const server = createServer(answer(page));
  await listen(server, port).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EADDRINUSE") {
      throw new DocsError(`cannot listen on port ${port} (${error.code})`);
    }
    return listen(server, 0);
  });
  const close = async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

function answer(page: string): RequestListener {
  return async ({ method, url = "/" }, response) => {
    if (!/^\/(index\.html)?(\?|$)/.test(url)) return response.writeHead(404).end();
    if (method !== "GET" && method !== "HEAD") {
      return response.writeHead(405, { allow: "GET, HEAD" }).end();
    }
    const body = await readFile(page).catch(() => undefined);
    if (body === undefined) return response.writeHead(404).end();
    const headers = { "content-type": "text/html; charset=utf-8", "cache-control": "no-cache" };
    return response.writeHead(200, headers).end(body);
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((settle, fail) => {
    server.once("error", fail);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", fail);
      settle();
    });
  });
}
