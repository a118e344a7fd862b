/** Runs `runtimes/smoke.mjs` with the built package on Bun and Deno, as users of npm have them. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { commandLine } from "./command-line.js";
import { root, runStep } from "./run-programs.js";

/** The package that brings a runtime, and its command. */
const runtimes = [
  ["bun@1.4.5", "bun"],
  ["deno@2.9.6", "deno", "run", "--allow-all", "--node-modules-dir=manual"],
] as const;

commandLine("test:runtimes", "Runs the built package on Bun and Deno.").parse();

runStep("test:runtimes", root, process.execPath, "--import", "tsx", "scripts/build.ts");
const folder = mkdtempSync(join(tmpdir(), "runtimes-"));
process.on("exit", () => rmSync(folder, { recursive: true }));
mkdirSync(join(folder, "node_modules"));
symlinkSync(root, join(folder, "node_modules/mendix-webhooks"), "dir");
cpSync(join(root, "scripts/runtimes/smoke.mjs"), join(folder, "smoke.mjs"));
for (const [name, ...command] of runtimes) {
  // The install script of a runtime puts the program into place that came with it.
  const exec = ["exec", "--yes", "--ignore-scripts=false", `--package=${name}`, "--"];
  runStep("test:runtimes", folder, "npm", ...exec, ...command, "smoke.mjs");
  console.log(`${name}: client, receiver and sandbox work`);
}
