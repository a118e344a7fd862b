/**
 * The main job, end to end: `npm start` checks the contract, generates from it, starts the sandbox,
 * runs the documented example through the generated client, and delivers a push to a receiver.
 */
import { join } from "node:path";
import { ContractError } from "./contract/contract-error.js";
import { bundleContract } from "./generate/bundle.js";
import { generateFiles } from "./generate/files.js";
import { writeFiles } from "./generate/output.js";

const root = join(import.meta.dirname, "..");

async function main(): Promise<boolean> {
  const document = (await bundleContract(root)).document;
  console.log("Contract   openapi/openapi.yaml is valid");
  const written = await writeFiles(join(root, "generated"), await generateFiles(document));
  console.log(`Generated  ${written.length === 0 ? "nothing new" : written.join(", ")}`);
  // Loaded only now, because the client and the sandbox import the generated files.
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
