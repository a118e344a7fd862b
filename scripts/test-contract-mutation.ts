/**
 * Runs the contract suite against everything that can be wrong: `npm run test:contract:mutation`
 * serves it every mutant of the contract, of which `npm test` has a sample, and every fault of the
 * sandbox. It fails if anything goes unnoticed that is not argued to be equivalent.
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
// Tables as they are, and of the tests no more than a dot: there are many.
const report = ["--reporter=dot", "--disable-console-intercept"];
const patience = ["--testTimeout=120000", "--hookTimeout=60000"];
const { status } = spawnSync(process.execPath, [vitest, "run", ...files, ...report, ...patience], {
  cwd: join(import.meta.dirname, ".."),
  env: { ...process.env, MUTANTS: "all" },
  stdio: "inherit",
});
process.exit(status ?? 1);
