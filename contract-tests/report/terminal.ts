import { headlinesOf } from "./headlines.js";
import type { Report } from "./report.js";

/** What a terminal shows below the table of coverage: the checks, and what is wrong. */
export function terminalSummary(report: Report): string {
  const { passed, failed, notApplicable } = report;
  const asked = passed.length + failed.length;
  const apart = notApplicable.reduce((sum, [, titles]) => sum + titles.length, 0);
  const share = asked === 0 ? 0 : Math.floor((passed.length / asked) * 1000) / 10;
  return [
    `  ${passed.length} of ${asked} checks passed: ${share} %; ${apart} not applicable`,
    ...headlinesOf(report).flatMap(([headline, [first, ...others]]) => [
      `  ✗ ${printable(headline)}`,
      `      noticed by: ${printable(first?.title ?? "")}${others.length > 0 ? `, and ${others.length} more` : ""}`,
      ...(first?.exchanges.slice(-1) ?? []).map(
        ({ curl }) => `      try it: ${printable(curl ?? "")}`,
      ),
    ]),
  ].join("\n");
}

/** What a service sent must not steer the terminal. */
const printable = (text: string) =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  text.replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, "\ufffd");
