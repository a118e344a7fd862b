/**
 * Proves the contract suite: `npm run test:contract:mutation` runs it against every mutant of the
 * contract, of which `npm test` takes a sample, and against every fault of the sandbox. It fails if
 * one goes unnoticed that is not listed as equivalent.
 */
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const { resolve } = createRequire(import.meta.url);
const vitest = join(dirname(resolve("vitest/package.json")), "vitest.mjs");
const files = [
  "contract-tests/prove/mutants.test.ts",
  "contract-tests/prove/sandbox-faults.test.ts",
];
// An equivalent mutant may be asked every check, which takes minutes on a busy machine.
const patience = "--testTimeout=600000";
const { status } = spawnSync(process.execPath, [vitest, "run", ...files, patience], {
  cwd: join(import.meta.dirname, ".."),
  env: { ...process.env, MUTANTS: "all" },
  stdio: "inherit",
});
process.exit(status ?? 1);
