/**
 * Runs the tests of `examples/`, after it has built the package, installed the frameworks and checked
 * the types: `npm run test:examples`.
 */
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const root = join(import.meta.dirname, "..");
const examples = join(root, "examples");
const { resolve } = createRequire(import.meta.url);
const tsc = resolve("typescript/bin/tsc");
const vitest = join(dirname(resolve("vitest/package.json")), "vitest.mjs");
const timeouts = ["--testTimeout=30000", "--hookTimeout=30000"];

run("the package does not build", root, "node", "--import", "tsx", "scripts/build.ts");
const install = ["npm", "ci", "--ignore-scripts", "--loglevel=error"];
run("the frameworks could not be installed", examples, ...install);
run("an example does not compile", examples, "node", tsc);
run("a test failed", root, "node", vitest, "run", "--dir", "examples", ...timeouts);

function run(failure: string, cwd: string, program = "", ...args: string[]): void {
  const file = program === "node" ? process.execPath : program;
  const { status, error } = spawnSync(file, args, { cwd, stdio: "inherit" });
  if (status === 0) return;
  console.error(`test:examples: ${failure}${error ? ` (${error.message})` : ""}`);
  process.exit(1);
}
