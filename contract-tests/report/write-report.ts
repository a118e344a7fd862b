import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { create } from "xmlbuilder2";
import { countOf, type Failure, failuresByCause, type Report } from "./report.js";
import { htmlReport } from "./report-html.js";

/** Writes `report.html` and `junit.xml` into a folder, which is created if need be. */
export async function writeReport(folder: string, report: Report): Promise<void> {
  await mkdir(folder, { recursive: true });
  await Promise.all([
    writeFile(join(folder, "report.html"), htmlReport(report)),
    writeFile(join(folder, "junit.xml"), junitReport(report)),
  ]);
}

/** The lines for a terminal below the table of coverage: remarks, what failed, and the verdict. */
export function terminalSummary(report: Report): string {
  const { passed, failed, notApplicable, notes } = report;
  const failures = failuresByCause(report).flatMap(([cause, [first, ...others]]) => {
    const more = others.length > 0 ? `, and ${others.length} more` : "";
    const curl = first?.exchanges.at(-1)?.curl;
    const how = curl === undefined ? [] : [`      try it: ${curl}`];
    return [`  ✗ ${cause}`, `      noticed by: ${first?.title}${more}`, ...how];
  });
  const notAsked = notApplicable
    .filter(([reason]) => reason.startsWith("not asked"))
    .map(([reason, titles]) => `  ${countOf(titles)} ${reason}`);
  const remarks = notes.map((note) => `  ${note}`);
  const run = passed.length + failed.length;
  const skipped = notApplicable.reduce((sum, [, titles]) => sum + titles.length, 0);
  const percentage = run === 0 ? 0 : Math.floor((passed.length / run) * 1000) / 10;
  const verdict = `  ${passed.length} of ${run} checks passed: ${percentage} %; ${skipped} not applicable`;
  return [...atMostTen(remarks), ...failures, ...atMostTen(notAsked), verdict].join("\n");
}

const atMostTen = (lines: string[]) =>
  lines.length > 10 ? [...lines.slice(0, 10), `  … and ${lines.length - 10} more`] : lines;

/** The report for CI servers, as JUnit XML. */
export function junitReport({ target, passed, failed, notApplicable, ...run }: Report): string {
  const skipped = notApplicable.flatMap(([reason, titles]) =>
    titles.map((title) => ({ title, reason })),
  );
  const counts = {
    "@tests": passed.length + failed.length + skipped.length,
    "@failures": failed.length,
    "@errors": 0,
    "@skipped": skipped.length,
    "@time": run.seconds,
  };
  const named = (title: string) => ({ "@classname": target, "@name": title });
  const testcase = [
    ...passed.map(named),
    ...failed.map((failure) => ({
      ...named(failure.title),
      failure: { "@message": failure.cause, "@type": "contract", "#": detailsOf(failure) },
    })),
    ...skipped.map(({ title, reason }) => ({ ...named(title), skipped: { "@message": reason } })),
  ];
  const timestamp = run.startedAt.toISOString().slice(0, 19);
  const testsuite = { "@name": target, ...counts, "@timestamp": timestamp, testcase };
  // The library decodes references once, and leaves what still looks like one as it is.
  const escaped = JSON.stringify({ ...counts, testsuite }).replaceAll("&", "&amp;amp;");
  const document = create({ encoding: "UTF-8" }, { testsuites: JSON.parse(escaped) });
  return document.end({ prettyPrint: true });
}

function detailsOf({ message, rules, exchanges }: Failure): string {
  const texts = [
    message,
    ...rules.map(({ pointer }) => `Rule: ${pointer}`),
    ...exchanges.flatMap(({ request, response, findings, curl }) => [
      `Request:\n${request}`,
      `Response:\n${response}`,
      ...findings.map((finding) => `Found: ${finding}`),
      curl === undefined ? "" : `Try it: ${curl}`,
    ]),
  ];
  return texts.join("\n\n");
}
