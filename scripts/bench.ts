/**
 * Measures the compiled package against its peers and prints one table: `npm run bench`, or
 * `npm run bench -- verify` for a part of it.
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { Argument } from "commander";
import { commandLine } from "./command-line.js";
import { programOf, root, runStep } from "./run-programs.js";

const folder = join(root, "bench");
const known = readdirSync(folder).flatMap((file) => file.match(/^(.+)\.bench\.ts$/)?.[1] ?? []);
const command = commandLine("bench", "Measures the package against its peers.")
  .addArgument(new Argument("[benches...]", "which; all if none is named").choices(known))
  .option("--check", "fail if a ratio is worse than the recorded one by more than noise")
  .option("--record", "record the ratios in bench/ratios.json")
  .parse();
const { check, record } = command.opts<{ check?: true; record?: true }>();

const run = (...args: string[]) => runStep("bench", folder, process.execPath, ...args);
runStep("bench", folder, "npm", "ci", "--ignore-scripts", "--prefer-offline", "--loglevel=error");
run("--import", "tsx", "../scripts/build.ts");
for (const peer of ["hey-api", "hey-api-valibot", "orval"]) {
  const paths = ["../generated/openapi.json", `generated/${peer}`, "./peers/orval-fetch.ts"];
  run("--import", "tsx", "generate-peers.ts", peer, ...paths);
}
run(programOf("typescript", "bin/tsc"), "-p", ".");

type RunBenches = (names: readonly string[], isRecorded: boolean) => Promise<string[]>;
const { runBenches }: { runBenches: RunBenches } = await import(join(folder, "ratio-table.ts"));
const names = command.args.length > 0 ? command.args : known;
const regressions = await runBenches(names, record ?? false);
if (check) {
  for (const regression of regressions) console.error(`bench: ${regression}`);
  if (regressions.length > 0) process.exitCode = 1;
}
