/**
 * Lists in Markdown what has changed in the contract since the last release, or how it differs from
 * the vendor's description; `npm run diff:contract -- --help` has the options.
 *
 * Exits 1 if `info.version` is too low for the changes, or if there is a new difference from what
 * is published; 2 if there is nothing to compare with.
 */
import { join } from "node:path";
import { commandLine, runScript } from "./command-line.js";

const root = join(import.meta.dirname, "..");

const { base, published } = commandLine(
  "diff:contract",
  "Lists what has changed in the contract, and fails when its version does not say so.",
)
  .option("--base <git ref or file>", "what to compare with (default: the last release)")
  .option(
    "--published <file or address>",
    "compare with the vendor's published description instead",
  )
  .parse()
  .opts<{ base?: string; published?: string }>();

await runScript("diff:contract", 2, async () => {
  const { checkPublished, checkVersion } = await import("./diff-contract/check-versions.js");
  const { isEnough, text } = await (published === undefined
    ? checkVersion(root, base)
    : checkPublished(root, published));
  console.log(text);
  if (!isEnough) process.exitCode = 1;
});
