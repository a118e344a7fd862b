import { once } from "node:events";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { portOrFree } from "../mock/prism.js";
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

/**
 * Serves one page on loopback, and nothing else.
 *
 * @param page - the path of its file, which is read again for each request
 * @param port - the port to listen on; 0, or a port that is taken, means any free one
 */
export async function servePage(page: string, port: number) {
  const server = createServer(async ({ method, url = "" }, response) => {
    const isPage = method === "GET" && /^\/(index\.html)?(\?|$)/.test(url);
    const html = isPage ? await readFile(page).catch(() => undefined) : undefined;
    response.writeHead(html === undefined ? 404 : 200, {
      "content-type": "text/html; charset=utf-8",
    });
    response.end(html);
  });
  await once(server.listen(await portOrFree(port), "127.0.0.1"), "listening");
  const close = async () => {
    server.closeAllConnections();
    await once(server.close(), "close");
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}
