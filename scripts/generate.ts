/**
 * Makes everything in `generated/` from the contract.
 *
 *   npm run generate         write what changed
 *   npm run generate:check   write nothing; exit 1 and name each stale file
 */
import { join } from "node:path";
import { bundle, ContractError } from "./generate/bundle.js";
import { staleFiles, writeFiles } from "./generate/output.js";

const root = join(import.meta.dirname, "..");
const folder = join(root, "generated");

async function main() {
  // The linter and the bundler run while the generators load: half the time.
  const bundled = bundle(root);
  bundled.catch(() => {}); // Reported below, where it is awaited.
  const { generateFiles } = await import("./generate/files.js");
  const files = await generateFiles(await bundled);
  if (process.argv.includes("--check")) {
    const stale = await staleFiles(folder, files);
    for (const path of stale) console.error(`generated/${path} is stale; run \`npm run generate\``);
    if (stale.length === 0) console.log("generated/ is up to date");
    process.exitCode = stale.length === 0 ? 0 : 1;
  } else {
    const written = await writeFiles(folder, files);
    console.log(written.length === 0 ? "generated/ was up to date" : `wrote ${written.join(", ")}`);
  }
}

try {
  await main();
} catch (error) {
  if (!(error instanceof ContractError)) throw error;
  console.error(`The contract is not valid; generated/ is left as it was.\n${error.message}`);
  process.exitCode = 1;
}
