/**
 * Measures the compiled package against its peers: `npm run bench`, or `npm run bench -- verify` for a
 * single bench. It exits with 1 when a goal is missed.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const folder = join(root, "bench");
const { resolve } = createRequire(import.meta.url);

/** What a file `bench/<name>.bench.ts` exports. */
interface BenchModule {
  /** Measures, prints the figures, and tells whether every goal is met. */
  bench(): Promise<boolean>;
}

const ending = ".bench.ts";
const known = readdirSync(folder)
  .filter((file) => file.endsWith(ending))
  .map((file) => file.slice(0, -ending.length));
const requested = process.argv.slice(2);
const unknown = requested.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`bench: there is no '${unknown.join(" ")}' among ${known.join(", ")}`);
  process.exit(2);
}

if (!isInstalled()) run("npm", ["ci"], folder);
run(process.execPath, [resolve("typescript/bin/tsc"), "-p", "bench"], root);
run(process.execPath, [resolve("tsx/cli"), "scripts/build.ts"], root);

console.log(`Node ${process.version}`);
for (const name of requested.length > 0 ? requested : known) {
  const { bench }: BenchModule = await import(join(folder, name + ending));
  if (await bench()) continue;
  console.error(`bench: ${name} misses a goal`);
  process.exitCode = 1;
}

/** Whether npm has installed the current lock file. */
function isInstalled(): boolean {
  const installed = join(folder, "node_modules/.package-lock.json");
  const locked = join(folder, "package-lock.json");
  return existsSync(installed) && statSync(installed).mtimeMs >= statSync(locked).mtimeMs;
}

function run(program: string, args: readonly string[], cwd: string): void {
  const { status, error } = spawnSync(program, args, { cwd, stdio: "inherit" });
  if (error) console.error(`bench: ${program} does not start: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}
