/**
 * Proves the contract suite: `npm run test:contract:mutation` runs it against every mutant of the
 * contract, of which `npm test` takes a sample, and against every fault of the sandbox. It fails if
 * one goes unnoticed that is not listed as equivalent.
 */
import { runVitest } from "./run-vitest.js";

const files = [
  "contract-tests/prove/mutants.test.ts",
  "contract-tests/prove/sandbox-faults.test.ts",
];
// An equivalent mutant may be asked every check, which takes minutes on a busy machine.
await runVitest([...files, "--testTimeout=600000"], { MUTANTS: "all" });
