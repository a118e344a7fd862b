import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { junitReport } from "./junit-report.js";
import { failuresByCause, type Report } from "./report.js";
import { htmlReport } from "./report-html.js";

/** Writes `report.html` and `junit.xml` into a folder, which is created if need be. */
export async function writeReport(folder: string, report: Report): Promise<void> {
  await mkdir(folder, { recursive: true });
  await Promise.all([
    writeFile(join(folder, "report.html"), htmlReport(report)),
    writeFile(join(folder, "junit.xml"), junitReport(report)),
  ]);
}

/** The lines for a terminal below the table of coverage: how many checks passed, what failed. */
export function terminalSummary(report: Report): string {
  const { passed, failed, notApplicable } = report;
  const run = passed.length + failed.length;
  const skipped = notApplicable.reduce((sum, [, titles]) => sum + titles.length, 0);
  const percentage = run === 0 ? 0 : Math.floor((passed.length / run) * 1000) / 10;
  const lines = [
    `  ${passed.length} of ${run} checks passed: ${percentage} %; ${skipped} not applicable`,
  ];
  for (const [cause, [first, ...others]] of failuresByCause(report)) {
    const more = others.length > 0 ? `, and ${others.length} more` : "";
    lines.push(`  ✗ ${cause}`, `      noticed by: ${first?.title}${more}`);
    const curl = first?.exchanges.at(-1)?.curl;
    if (curl !== undefined) lines.push(`      try it: ${curl}`);
  }
  return lines.join("\n");
}
