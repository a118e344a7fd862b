/**
 * Makes everything in `generated/` from the contract; `npm run generate -- --help` lists the options.
 */
import { readFile, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { commandLine, runScript } from "./command-line.js";
import { readDeviations } from "./diff-contract/published.js";
import { bundleContract, bundleForeign } from "./generate/bundle.js";
import { withDeviationsTable } from "./generate/deviations-table.js";
import { staleFiles, writeFiles } from "./generate/output.js";
import { onChange } from "./generate/watch.js";

const root = join(import.meta.dirname, "..");
const readmeFile = join(root, "openapi/README.md");

const command = commandLine(
  "generate",
  "Generates types, client methods, validators and examples from the contract.",
)
  .option("--check", "write nothing; exit 1 and name each file that is not up to date")
  .option("--watch", "generate again whenever a file of the contract changes")
  .option("--contract <file>", "another OpenAPI 3.0 or 3.1 document, by the rules of OpenAPI alone")
  .option("--output <folder>", "where to write what is generated from --contract")
  .option("--allow-external-references", "follow references to addresses and to files elsewhere")
  .parse();
const { check, watch, contract, output, allowExternalReferences } = command.opts<{
  check?: true;
  watch?: true;
  contract?: string;
  output?: string;
  allowExternalReferences?: true;
}>();
if ((contract === undefined) !== (output === undefined)) {
  command.error("generate: --contract and --output belong together");
}

async function generate(): Promise<void> {
  const folder = output === undefined ? join(root, "generated") : resolve(output);
  const options = { allowExternalReferences: allowExternalReferences === true };
  // The linter and the bundler run while the generators load: half the time.
  const bundled =
    contract === undefined
      ? bundleContract(root, options)
      : bundleForeign(resolve(contract), options);
  bundled.catch(() => {}); // Reported below, where it is awaited.
  const { generateFiles } = await import("./generate/files.js");
  const { document, notes } = await bundled;
  for (const note of notes) console.error(note);
  const files = await generateFiles(document);
  const readme = contract === undefined ? await staleReadme() : undefined;
  if (check) {
    return report([...(await staleFiles(folder, files)), ...(readme ? ["openapi/README.md"] : [])]);
  }
  const written = await writeFiles(folder, files);
  if (readme) {
    await writeFile(readmeFile, readme);
    written.push("openapi/README.md");
  }
  console.log(written.length === 0 ? "Everything was up to date." : `Wrote ${written.join(", ")}.`);
}

/** The text that openapi/README.md should have; undefined if it has it. */
async function staleReadme(): Promise<string | undefined> {
  const deviations = await readDeviations(join(root, "openapi/deviations.yaml"));
  const text = await readFile(readmeFile, "utf8");
  const next = withDeviationsTable(text, deviations);
  return next === text ? undefined : next;
}

function report(stale: string[]): void {
  for (const path of stale) console.error(`${path} is stale; run \`npm run generate\``);
  if (stale.length === 0) console.log("Everything is up to date.");
  process.exitCode = stale.length === 0 ? 0 : 1;
}

const run = () => runScript("generate", generate, 1);

await run();
if (watch) {
  const file = contract === undefined ? join(root, "openapi/openapi.yaml") : resolve(contract);
  onChange(dirname(file), run);
  console.log(`Watching ${dirname(file)}. Press Ctrl-C to stop.`);
}
