/**
 * Prints what has changed in the contract since the last release, in Markdown for a pull request,
 * and whether `info.version` is high enough for it.
 *
 *   npm run diff:contract [-- --base <git ref or file>]
 *
 * Exits 1 if `info.version` is too low for the changes, 2 if there is nothing to compare with.
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { compareContracts } from "./diff-contract/compare-contracts.js";
import { report } from "./diff-contract/markdown-report.js";
import { readBase } from "./diff-contract/read-base.js";
import { checkVersion } from "./diff-contract/required-version.js";
import { bundleContract } from "./generate/bundle.js";
import { ScriptError } from "./script-error.js";

const root = join(import.meta.dirname, "..");

async function main(given: string | undefined): Promise<void> {
  const base = await readBase(root, given);
  const revision = (await bundleContract(root)).document;
  const changes = await compareContracts(base.document, revision);
  const version = checkVersion(base.document.info.version, revision.info.version, changes);
  console.log(report(base.name, changes, version));
  if (!version.isEnough) process.exitCode = 1;
}

function readOptions(): { base?: string | undefined } {
  try {
    return parseArgs({ options: { base: { type: "string" } } }).values;
  } catch (error) {
    throw new ScriptError((error as Error).message);
  }
}

try {
  await main(readOptions().base);
} catch (error) {
  if (!(error instanceof ScriptError)) throw error;
  console.error(`diff:contract: ${error.message}`);
  process.exitCode = 2;
}
