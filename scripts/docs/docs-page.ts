import { mkdir, readFile, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { portOrFree } from "../ports.js";
import { inTemporaryFolder, reasonIn, runRedocly } from "../redocly.js";
import { ScriptError } from "../script-error.js";

/** The finished page, below the project. */
export const docsPage = "dist/docs/index.html";

/** What Redoc would load: logos, icons, and the collector of its telemetry. */
const redocAddresses = /https:\/\/(?:cdn|otel)\.(?:[\w-]+\.)?redoc[\w.]+\/[^\s"'`]*/g;

/**
 * Renders the contract into one page that loads nothing from elsewhere: its Content Security Policy
 * forbids it. A build that fails leaves the former page as it was.
 *
 * @throws ScriptError when the page cannot be made
 */
export async function buildDocs(root: string): Promise<void> {
  const html = await inTemporaryFolder(async (folder) => {
    const output = join(folder, "index.html");
    const template = `--template=${join(import.meta.dirname, "template.hbs")}`;
    const options = ["webhooks", "--inlineBundle", `--output=${output}`, template];
    const { failed, stderr } = await runRedocly({ cwd: root }, "build-docs", ...options);
    if (!failed) return readFile(output, "utf8");
    throw new ScriptError(`Redocly cannot render it: ${reasonIn(stderr).replaceAll("\n", " ")}`);
  });
  const page = join(root, docsPage);
  await mkdir(dirname(page), { recursive: true });
  await writeFile(page, html.replace(redocAddresses, "data:,"));
}

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
