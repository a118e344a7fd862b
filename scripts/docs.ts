/**
 * Serves the documentation until Ctrl-C, and builds it first if it is missing.
 *
 *   npm run docs [-- port]
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { buildDocs, docsPage } from "./docs/render-page.js";
import { servePage } from "./docs/serve-page.js";
import { readPort } from "./ports.js";
import { ScriptError } from "./script-error.js";

const root = join(import.meta.dirname, "..");

async function main(port: number) {
  const page = join(root, docsPage);
  if (!existsSync(page)) {
    console.log("Building the documentation first.");
    await buildDocs(root);
  }
  const { url } = await servePage(page, port);
  if (port !== 0 && !url.endsWith(`:${port}`)) console.log(`Port ${port} is taken.`);
  console.log(`The documentation is at ${url} until Ctrl-C.`);
}

try {
  await main(readPort("docs", process.argv[2] ?? "8080"));
} catch (error) {
  if (!(error instanceof ScriptError)) throw error;
  console.error(`docs: ${error.message}`);
  process.exitCode = 1;
}
