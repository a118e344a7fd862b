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
  const isFine = published === undefined ? await compareVersions() : await compare(published);
  if (!isFine) process.exitCode = 1;
});

async function compareVersions(): Promise<boolean> {
  const { compareContracts } = await import("./diff-contract/compare-contracts.js");
  const { readBase } = await import("./diff-contract/read-base.js");
  const { reportChanges } = await import("./diff-contract/release-report.js");
  const from = await readBase(root, base);
  const document = await readContract();
  const changes = await compareContracts(from.document, document);
  const versions = [from.document.info.version, document.info.version] as const;
  const { text, isEnough } = reportChanges(from.name, ...versions, changes);
  console.log(text);
  return isEnough;
}

async function compare(source: string): Promise<boolean> {
  const { compareWithPublished, readDeviations, readPublished, reportComparison } = await import(
    "./diff-contract/published.js"
  );
  const description = await readPublished(source);
  const deviations = await readDeviations(join(root, "openapi/deviations.yaml"));
  const comparison = compareWithPublished(description, await readContract(), deviations);
  console.log(reportComparison(comparison));
  return comparison.unexplained.length + comparison.outdated.length === 0;
}

async function readContract() {
  const { bundleContract } = await import("./generate/bundle.js");
  return (await bundleContract(root)).document;
}
