/**
 * The main job, end to end: `npm start` checks the contract, generates from it, starts the sandbox,
 * plays the documented example through the generated client, and delivers a push to a receiver.
 */
import { join } from "node:path";
import { bundle, ContractError } from "../../scripts/generate/bundle.js";
import { generateFiles } from "../../scripts/generate/files.js";
import { writeFiles } from "../../scripts/generate/output.js";

const root = join(import.meta.dirname, "../..");

async function main(): Promise<boolean> {
  const document = await bundle(root);
  console.log("Contract   openapi/openapi.yaml breaks no rule");
  const written = await writeFiles(join(root, "generated"), await generateFiles(document));
  console.log(`Generated  ${written.length === 0 ? "nothing new" : written.join(", ")}`);
  // Only now, because client and sandbox are made of what was generated.
  const { playOnSandbox } = await import("./play-on-sandbox.js");
  return playOnSandbox(console.log);
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  if (!(error instanceof ContractError)) throw error;
  console.error(`The contract is not valid; nothing was generated.\n${error.message}`);
  process.exitCode = 1;
}
