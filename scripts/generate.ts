/**
 * Makes everything in `generated/` from the contract; `npm run generate -- --help` lists the options.
 */
import { watch as watchFolder } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { commandLine, runScript } from "./command-line.js";
import type { GenerateOptions } from "./generate/generate-project.js";

const root = join(import.meta.dirname, "..");

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
const { watch, ...options } = command.opts<GenerateOptions & { watch?: true }>();
const { check, contract, output } = options;
if ((contract === undefined) !== (output === undefined)) {
  command.error("generate: --contract and --output belong together");
}

async function generate(): Promise<void> {
  const { generateProject } = await import("./generate/generate-project.js");
  const { stale, notes } = await generateProject(root, options);
  for (const note of notes) console.error(note);
  if (stale.length === 0) console.log(`Everything ${check ? "is" : "was"} up to date.`);
  else if (!check) console.log(`Wrote ${stale.join(", ")}.`);
  if (!check) return;
  for (const path of stale) console.error(`${path} is stale; run \`npm run generate\``);
  process.exitCode = stale.length === 0 ? 0 : 1;
}

/** Generates again, one run at a time, after files of the contract have changed. */
function generateOnChange(folder: string): void {
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  watchFolder(folder, { recursive: true }, (_, filename) => {
    if (!/\.(ya?ml|json)$/.test(filename ?? "")) return;
    clearTimeout(timer);
    // An editor writes more than once.
    timer = setTimeout(() => {
      running = running.then(run);
    }, 100);
  });
  console.log(`Watching ${folder}. Press Ctrl-C to stop.`);
}

const run = () => runScript("generate", 1, generate);

await run();
if (watch)
  generateOnChange(contract === undefined ? join(root, "openapi") : dirname(resolve(contract)));
