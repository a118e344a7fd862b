/**
 * Measures the compiled package against its peers: `npm run bench`, or `npm run bench -- verify` for a
 * single bench. It exits with 1 when a goal is missed.
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { Argument } from "commander";
import { commandLine } from "./command-line.js";
import { programOf, root, runStep } from "./run-programs.js";

const folder = join(root, "bench");
const known = readdirSync(folder).flatMap((file) => file.match(/^(.+)\.bench\.ts$/)?.[1] ?? []);
const requested = commandLine("bench", "Measures the package against its peers.")
  .addArgument(new Argument("[benches...]", "which; all if none is named").choices(known))
  .parse().args;

runStep("bench", folder, "npm", "ci", "--prefer-offline", "--loglevel=error");
runStep("bench", root, process.execPath, programOf("typescript", "bin/tsc"), "-p", "bench");
runStep("bench", root, process.execPath, "--import", "tsx", "scripts/build.ts");

console.log(`Node ${process.version}`);
for (const name of requested.length > 0 ? requested : known) {
  const { bench }: { bench(): Promise<boolean> } = await import(join(folder, `${name}.bench.ts`));
  if (await bench()) continue;
  console.error(`bench: ${name} misses a goal`);
  process.exitCode = 1;
}
