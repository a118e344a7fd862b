import { create } from "xmlbuilder2";
import type { Failure, Report } from "./report.js";

/** The report for CI servers, as JUnit XML. */
export function junitReport({ target, passed, failed, notApplicable }: Report): string {
  const skipped = notApplicable.flatMap(([reason, titles]) =>
    titles.map((title) => ({ title, reason })),
  );
  const counts = {
    "@tests": passed.length + failed.length + skipped.length,
    "@failures": failed.length,
    "@errors": 0,
  };
  const testcase = (title: string, outcome: object = {}) => ({
    "@classname": target,
    "@name": title,
    ...outcome,
  });
  const cases = [
    ...passed.map((title) => testcase(title)),
    ...failed.map((failure) =>
      testcase(failure.title, { failure: { "@message": failure.cause, "#": detailsOf(failure) } }),
    ),
    ...skipped.map(({ title, reason }) => testcase(title, { skipped: { "@message": reason } })),
  ];
  const testsuite = { "@name": target, ...counts, "@skipped": skipped.length, testcase: cases };
  return create({ encoding: "UTF-8" }, { testsuites: { ...counts, testsuite } }).end({
    prettyPrint: true,
  });
}

function detailsOf({ message, rules, exchanges }: Failure): string {
  const texts = [
    message,
    ...rules.map(({ pointer }) => `Rule: ${pointer}`),
    ...exchanges.flatMap(({ request, response, findings, curl }) => [
      `Request:\n${request}`,
      `Response:\n${response}`,
      ...findings.map((finding) => `Found: ${finding}`),
      ...(curl === undefined ? [] : [`Try it: ${curl}`]),
    ]),
  ];
  return texts.join("\n\n");
}
