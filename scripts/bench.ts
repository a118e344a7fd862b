/**
 * Measures what is published against what else there is: `npm run bench`, or `npm run bench -- verify`
 * for one bench alone. Builds first, and installs what the benches compare with where that is missing.
 */
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const bench = join(root, "bench");
const { resolve } = createRequire(import.meta.url);
const tsx = resolve("tsx/cli");
const tsc = resolve("typescript/bin/tsc");

if (!isInstalled()) run("npm", ["ci"], bench);
run(process.execPath, [tsc, "-p", "bench"], root);
run(process.execPath, [tsx, "scripts/build.ts"], root);
run(process.execPath, [tsx, "bench/run.ts", ...process.argv.slice(2)], root);

/** Whether npm has installed what the lock file says, and not before the file was changed. */
function isInstalled(): boolean {
  const installed = join(bench, "node_modules/.package-lock.json");
  const locked = join(bench, "package-lock.json");
  return existsSync(installed) && statSync(installed).mtimeMs >= statSync(locked).mtimeMs;
}

function run(program: string, args: readonly string[], cwd: string): void {
  const { status, error } = spawnSync(program, args, { cwd, stdio: "inherit" });
  if (error) console.error(`bench: ${program} does not start: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}
