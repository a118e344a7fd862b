import { stripVTControlCharacters } from "node:util";
import type { Counts } from "./runtime.js";

/** What a worker says of the test file that it ran. */
export interface WorkerReport extends Counts {
  file: string;
  /** What the runtime calls itself. */
  runtime: string;
  errors: string[];
  /** How many signatures Web Crypto made. */
  signatures: number;
}

/** Why the tests in these files have not all passed; nothing if they have. */
export function whyNotAllPassed(files: string[], reports: WorkerReport[]): string[] {
  const silent = files.filter((file) => !reports.some((report) => report.file === file));
  const empty = reports.filter(({ passed, failed }) => passed + failed === 0);
  const failed = reports.filter((report) => report.failed > 0 && report.errors.length === 0);
  return [
    ...silent.map((file) => `workerd: ${file} did not come to its end`),
    ...empty.map(({ file }) => `workerd: no test of ${file} ran`),
    ...failed.map(({ file }) => `workerd: a test of ${file} failed`),
    ...reports.flatMap(({ errors }) => errors.map(stripVTControlCharacters)),
    ...(reports.every(({ signatures }) => signatures === 0)
      ? ["workerd: Web Crypto has not signed anything"]
      : []),
  ];
}
