/**
 * Renders the contract into one page, `dist/docs/index.html`, that loads nothing from elsewhere, or
 * serves that page until Ctrl-C, and renders it first if it is missing.
 *
 *   npm run docs:build
 *   npm run docs [-- port]
 */
import { existsSync } from "node:fs";
import { stat } from "node:fs/promises";
import { join, relative } from "node:path";
import { buildDocs, docsPage } from "./docs/render-page.js";
import { servePage } from "./docs/serve-page.js";
import { readPort } from "./ports.js";
import { ScriptError } from "./script-error.js";

const root = join(import.meta.dirname, "..");
const page = join(root, docsPage);

async function build() {
  await buildDocs(root);
  const { size } = await stat(page);
  console.log(`wrote ${relative(root, page)} (${(size / 1e6).toFixed(1)} MB)`);
}

async function serve(port: number) {
  if (!existsSync(page)) {
    console.log("Building the documentation first.");
    await buildDocs(root);
  }
  const { url } = await servePage(page, port);
  if (port !== 0 && !url.endsWith(`:${port}`)) console.log(`Port ${port} is taken.`);
  console.log(`The documentation is at ${url} until Ctrl-C.`);
}

const [argument = "8080"] = process.argv.slice(2);
try {
  await (argument === "--build" ? build() : serve(readPort("docs", argument)));
} catch (error) {
  if (!(error instanceof ScriptError)) throw error;
  console.error(`docs: ${error.message}`);
  process.exitCode = 1;
}
