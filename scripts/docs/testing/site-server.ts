import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";

const types: Record<string, string> = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
};

/** What Chromium itself asks for, whatever the page. A page that asks for it is noticed elsewhere. */
const ofBrowser = /^(http:\/\/)?([\w-]+\.)*(google|googleapis|gvt1)\.com[:/]/;

/** Serves a folder below a path as a static host does, and records each request to another host. */
export async function serveSite(folder: string, base: string) {
  const strayRequests: string[] = [];
  const record = (url: string) => {
    if (!ofBrowser.test(url)) strayRequests.push(url);
  };
  const server = createServer(async ({ url = "" }, response) => {
    // A browser that has this server as its proxy sends it whatever is meant for others.
    if (!url.startsWith("/")) record(url);
    const { pathname } = new URL(url, "http://localhost");
    const path = pathname.replace(/\/$/, "/index.html").slice(base.length);
    const isBelow = pathname.startsWith(base);
    const body = isBelow ? await readFile(join(folder, path)).catch(() => undefined) : undefined;
    response.writeHead(body === undefined ? 404 : 200, {
      "content-type": types[extname(path)] ?? "text/plain; charset=utf-8",
    });
    response.end(body);
  });
  // An encrypted request asks its proxy for a tunnel.
  server.on("connect", ({ url = "" }, socket) => {
    record(url);
    socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = async () => {
    server.closeAllConnections();
    await once(server.close(), "close");
  };
  return { origin, url: origin + base, strayRequests, close };
}
