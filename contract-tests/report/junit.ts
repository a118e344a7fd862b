import { escapeText } from "./escape.js";
import type { Failure, Report } from "./report.js";

/** A report for machines, in the form that test runners and CI servers exchange. */
export function junitOf({ target, passed, failed, notApplicable }: Report): string {
  const skipped = notApplicable.flatMap(([reason, titles]) =>
    titles.map((title) => testcase(target, title, `<skipped message="${escapeText(reason)}"/>`)),
  );
  const cases = [
    ...passed.map((title) => testcase(target, title)),
    ...failed.map((failure) => testcase(target, failure.title, failureOf(failure))),
    ...skipped,
  ];
  const counts = `tests="${cases.length}" failures="${failed.length}" errors="0"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${counts}>`,
    `<testsuite name="${escapeText(target)}" ${counts} skipped="${skipped.length}">`,
    ...cases,
    "</testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}

function testcase(target: string, title: string, content = ""): string {
  const names = `classname="${escapeText(target)}" name="${escapeText(title)}"`;
  return content === "" ? `<testcase ${names}/>` : `<testcase ${names}>${content}</testcase>`;
}

function failureOf({ headline, message, rules, exchanges }: Failure): string {
  const text = [
    message,
    ...rules.map(({ pointer }) => `Rule: ${pointer}`),
    ...exchanges.flatMap(({ request, response, findings, curl }) => [
      `Request:\n${request}`,
      `Response:\n${response}`,
      ...findings.map((finding) => `Found: ${finding}`),
      ...(curl === undefined ? [] : [`Try it: ${curl}`]),
    ]),
  ];
  return `<failure message="${escapeText(headline)}">${escapeText(text.join("\n\n"))}</failure>`;
}
