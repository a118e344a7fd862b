/**
 * Runs the contract suite against everything that can be wrong: every mutant of the contract, of
 * which `npm test` runs a sample, and every fault of the sandbox. It fails if anything survives that
 * is not listed as equivalent.
 *
 *   npm run test:contract:mutation
 */
import { runVitest } from "./run-vitest.js";

const files = [
  "contract-tests/prove/mutants.test.ts",
  "contract-tests/prove/sandbox-faults.test.ts",
];
// Prints the tables as they are, and a dot for each test, because there are many.
const reporter = ["--reporter=dot", "--disable-console-intercept"];
const timeouts = ["--testTimeout=120000", "--hookTimeout=60000"];
await runVitest([...files, ...reporter, ...timeouts], { MUTANTS: "all" });
