/**
 * Runs the benches of this folder, or those named: `npm run bench -- verify`.
 * Exits with 1 when a goal is missed.
 */
import { readdirSync } from "node:fs";

/** What a `*.bench.ts` exports. */
interface BenchModule {
  /** Measures, prints, and tells whether every goal is met. */
  bench(): Promise<boolean>;
}

const ending = ".bench.ts";
const known = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith(ending))
  .map((file) => file.slice(0, -ending.length));
const named = process.argv.slice(2);
const unknown = named.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`bench: there is no ${unknown.join(", ")}; there is ${known.join(", ")}`);
  process.exit(1);
}

console.log(`Node ${process.version}`);
for (const name of named.length > 0 ? named : known) {
  const { bench }: BenchModule = await import(`./${name}${ending}`);
  if (await bench()) continue;
  console.error(`bench: ${name} misses a goal`);
  process.exitCode = 1;
}
