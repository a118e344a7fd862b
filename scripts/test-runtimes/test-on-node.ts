import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { ObtainedNode } from "./obtain-node.js";
import { run } from "./run.js";
import { root, tally, testedFolder, type Verdict, type Workplace } from "./runtime.js";

/** What is needed of vitest's JSON report. */
interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numTotalTests: number;
  testResults: { assertionResults: { meta: { node?: string } }[] }[];
}

const vitest = join(
  dirname(createRequire(import.meta.url).resolve("vitest/package.json")),
  "vitest.mjs",
);

/** Runs the tests by vitest on a Node, and makes sure that it was the one that was asked for. */
export async function testOnNode(
  version: string,
  obtained: ObtainedNode | undefined,
  { folder, signal }: Workplace,
): Promise<Verdict> {
  signal.throwIfAborted();
  if (obtained === undefined || "problem" in obtained) {
    return fault(`Node v${version}: ${obtained?.problem}`);
  }
  const reportFile = join(folder, `node-${version}.json`);
  const config = join(import.meta.dirname, "in-node/vitest.config.ts");
  const where = ["--root", root, "--dir", testedFolder, "--config", config];
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${reportFile}`];
  const args = [vitest, "run", ...where, ...reporters, "--testTimeout=60000"];
  const { exitCode, output } = await run(obtained.program, args, signal);
  const report = await readFile(reportFile, "utf8").then(JSON.parse, () => undefined);
  return report ? verdictOf(version, report, exitCode, output) : fault(noTests(version), output);
}

function verdictOf(version: string, report: Report, exitCode: number, output: string): Verdict {
  const { numPassedTests: passed, numFailedTests: failed, numTotalTests: total } = report;
  const used = new Set(
    report.testResults.flatMap(({ assertionResults }) =>
      assertionResults.flatMap(({ meta }) => meta.node ?? []),
    ),
  );
  if (used.size === 0) return fault(noTests(version), output);
  const line = `Node ${[...used].join(" and ")}: ${tally({ passed, failed, skipped: total - passed - failed })}`;
  if (used.size > 1 || !used.has(`v${version}`)) return fault(`${line}, but not on v${version}`);
  return exitCode === 0 ? { isPassed: true, lines: [line] } : fault(line, output);
}

const noTests = (version: string) => `Node v${version}: no tests ran`;

const fault = (...lines: string[]): Verdict => ({ isPassed: false, lines });
