/**
 * Renders the contract into one page, `dist/docs/index.html`, that loads nothing from elsewhere.
 *
 *   npm run docs:build
 */
import { stat } from "node:fs/promises";
import { join, relative } from "node:path";
import { buildDocs } from "./docs/render-page.js";
import { ScriptError } from "./script-error.js";

const root = join(import.meta.dirname, "..");

try {
  const page = await buildDocs(root);
  const { size } = await stat(page);
  console.log(`wrote ${relative(root, page)} (${(size / 1e6).toFixed(1)} MB)`);
} catch (error) {
  if (!(error instanceof ScriptError)) throw error;
  console.error(`docs:build: ${error.message}`);
  process.exitCode = 1;
}
