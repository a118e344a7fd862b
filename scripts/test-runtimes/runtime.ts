import { join } from "node:path";

export const root = join(import.meta.dirname, "../..");

/** Where the tests stand that every runtime has to pass, from the root of the project. */
export const testedFolder = "src/receiver";

/** What a run has to itself. */
export interface Workplace {
  /** An empty folder, removed at the end. */
  folder: string;
  /** Aborted when the run is interrupted. */
  signal: AbortSignal;
}

/** What came of the tests on one runtime, and how to tell it. */
export interface Verdict {
  isPassed: boolean;
  lines: string[];
}

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** "28 tests passed", and what else there is to say. */
export function tally({ passed, failed, skipped }: Counts): string {
  const parts = [`${passed} ${passed === 1 ? "test" : "tests"} passed`];
  if (failed > 0) parts.push(`${failed} failed`);
  if (skipped > 0) parts.push(`${skipped} skipped`);
  return parts.join(", ");
}
