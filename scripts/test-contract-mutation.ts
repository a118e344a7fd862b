/**
 * Proves the contract suite: `npm run test:contract:mutation` runs it against every mutant of the
 * contract and every bug of the foreign server, of which `npm test` takes samples, and against every
 * fault of the sandbox. It fails if one goes unnoticed that is not listed as equivalent.
 */
import { runVitest } from "./run-vitest.js";

const files = ["mutants.test.ts", "sandbox-faults.test.ts", "foreign-server"];
// An equivalent mutant may be asked every check, which takes minutes on a busy machine.
await runVitest([...files.map((file) => `contract-tests/prove/${file}`), "--testTimeout=600000"], {
  MUTANTS: "all",
});
