/**
 * The main job, end to end: `npm start` checks the contract, generates from it, starts the sandbox,
 * runs the documented example through the generated client, and delivers a push to a receiver.
 */
import { join } from "node:path";
import { commandLine, runScript } from "./command-line.js";

commandLine("start", "Generates from the contract, and runs the documented example.").parse();

await runScript("start", 1, async () => {
  const { generateProject } = await import("./generate/generate-project.js");
  const { stale } = await generateProject(join(import.meta.dirname, ".."));
  console.log("Contract   openapi/openapi.yaml is valid");
  console.log(`Generated  ${stale.length === 0 ? "nothing new" : stale.join(", ")}`);
  // Loaded only now, because the client and the sandbox import the generated files.
  const { playOnSandbox } = await import("./play-on-sandbox.js");
  if (!(await playOnSandbox(console.log))) process.exitCode = 1;
});
