import { readFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { portOrFree } from "../ports.js";

/** A page that is being served. */
export interface Site {
  url: string;
  close(): Promise<void>;
}

/**
 * Serves one page on loopback, and nothing else.
 *
 * @param page - the path of its file, which is read again for each request
 * @param port - the port to listen on; 0, or a port that is taken, means any free one
 */
export async function servePage(page: string, port: number): Promise<Site> {
  const app = new Hono().get("/:name{(index.html)?}", async (context) => {
    const html = await readFile(page, "utf8").catch(() => undefined);
    return html === undefined ? context.notFound() : context.html(html);
  });
  const options = { fetch: app.fetch, hostname: "127.0.0.1", port: await portOrFree(port) };
  const [server, url] = await new Promise<[ReturnType<typeof serve>, string]>((resolve) => {
    const started = serve(options, ({ port }: AddressInfo) =>
      resolve([started, `http://127.0.0.1:${port}`]),
    );
  });
  const close = async () => {
    if ("closeAllConnections" in server) server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url, close };
}
