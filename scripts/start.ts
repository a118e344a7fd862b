/**
 * The main job, end to end: `npm start` checks the contract, generates from it, starts the sandbox,
 * runs the documented example through the generated client, and delivers a push to a receiver.
 */
import { join } from "node:path";
import { commandLine, runScript } from "./command-line.js";

commandLine("start", "Generates from the contract, and runs the documented example.").parse();

await runScript("start", 1, async () => {
  const { bundleContract } = await import("./generate/bundle.js");
  const { generateFiles, writeFiles } = await import("./generate/files.js");
  const root = join(import.meta.dirname, "..");
  const { document } = await bundleContract(root);
  console.log("Contract   openapi/openapi.yaml is valid");
  const written = await writeFiles(join(root, "generated"), await generateFiles(document));
  console.log(`Generated  ${written.length === 0 ? "nothing new" : written.join(", ")}`);
  // Loaded only now, because the client and the sandbox import the generated files.
  const { playOnSandbox } = await import("./play-on-sandbox.js");
  if (!(await playOnSandbox(console.log))) process.exitCode = 1;
});
