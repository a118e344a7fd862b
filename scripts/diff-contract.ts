/**
 * Lists in Markdown what has changed in the contract since the last release, or with `--published`
 * how it differs from the vendor's description; `npm run diff:contract -- --help` has the options.
 *
 * Exits 1 if `info.version` is too low for the changes, or if there is a new difference from what
 * is published; 2 if there is nothing to compare with.
 */
import { join } from "node:path";
import { commandLine, runScript } from "./command-line.js";
import { compareContracts } from "./diff-contract/compare-contracts.js";
import { report } from "./diff-contract/markdown-report.js";
import {
  compareWithPublished,
  readDeviations,
  readPublished,
  reportComparison,
} from "./diff-contract/published.js";
import { readBase } from "./diff-contract/read-base.js";
import { checkVersion } from "./diff-contract/required-version.js";
import { bundleContract } from "./generate/bundle.js";

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

await runScript("diff:contract", async () => {
  const isFine = published === undefined ? await compareVersions() : await compare(published);
  if (!isFine) process.exitCode = 1;
});

async function compareVersions(): Promise<boolean> {
  const from = await readBase(root, base);
  const { document } = await bundleContract(root);
  const changes = await compareContracts(from.document, document);
  const version = checkVersion(from.document.info.version, document.info.version, changes);
  console.log(report(from.name, changes, version));
  return version.isEnough;
}

async function compare(source: string): Promise<boolean> {
  const [description, { document }, deviations] = await Promise.all([
    readPublished(source),
    bundleContract(root),
    readDeviations(join(root, "openapi/deviations.yaml")),
  ]);
  const comparison = compareWithPublished(description, document, deviations);
  console.log(reportComparison(comparison));
  return comparison.unexplained.length + comparison.outdated.length === 0;
}
