import { readFileSync } from "node:fs";
import { join } from "node:path";
import { html, raw } from "hono/html";
import { columns } from "../run/coverage.js";
import { secretVariables } from "./curl-command.js";
import { type Failure, failuresByCause, type Report, type ReportedExchange } from "./report.js";

const style = readFileSync(join(import.meta.dirname, "report.css"), "utf8");

/** The report for people: one page that loads nothing and runs no script. */
export function htmlReport(report: Report): string {
  const title = `Contract report: ${report.target}`;
  return String(html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${raw(style)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header>
<h1>${title}</h1>
${verdict(report)}
<nav aria-label="Sections"><a href="#coverage">What was checked</a> ·
<a href="#failed">What failed</a> · <a href="#skipped">What was not run</a> ·
<a href="#passed">What passed</a> · <a href="#rules">The rules</a></nav>
</header>
<main id="main">
${coverageSection(report)}
${failureSections(report)}
${skippedSection(report)}
<section aria-labelledby="passed"><h2 id="passed">What passed</h2>
<details><summary>${countOf(report.passed)}</summary>${listOf(report.passed)}</details></section>
${rulesSection(report)}
</main>
</body>
</html>
`);
}

function verdict(report: Report) {
  const { failed, passed, contract, target, url } = report;
  const causes = failuresByCause(report).length;
  return html`${
    failed.length === 0
      ? html`<p class="verdict good">✓ All ${passed.length} checks passed</p>`
      : html`<p class="verdict bad">✗ ${failed.length} of ${failed.length + passed.length} checks
failed, for ${causes} different reason${causes === 1 ? "" : "s"}</p>`
  }
<p>${target} at ${url}, tested against the contract “${contract}”. Every request was derived from the
contract, and every response was validated against it. Secrets are redacted.</p>`;
}

function coverageSection({ coverage, notes }: Report) {
  const heads = [...columns, "not applicable", "covered"];
  const rows = coverage.map(({ name, cells, notApplicable, percentage }) => {
    const covered = percentage === undefined ? "–" : `${percentage} %`;
    const figures = [...cells, `${notApplicable || "–"}`, covered];
    return html`<tr><th scope="row">${name}</th>${figures.map((cell) => html`<td>${cell}</td>`)}</tr>
`;
  });
  return html`<section aria-labelledby="coverage"><h2 id="coverage">What was checked</h2>
<div class="scroll" role="region" aria-label="Coverage" tabindex="0"><table>
<caption>For each operation, delivery and response: proven of documented. “Accepted” and “refused”
count constraints: a request at the edge of each is accepted, one beyond it is refused.</caption>
<thead><tr><td></td>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${rows}</tbody></table></div>
${listOf(notes)}
</section>`;
}

/** One section for each cause, which shows the first failure and hides the others. */
function failureSections(report: Report) {
  const groups = failuresByCause(report);
  const overview = groups.map(
    ([cause, failures], index) =>
      html`<li><a href="#cause-${index}">${cause}</a> <span class="dim">(${countOf(failures)})</span></li>
`,
  );
  const sections = groups.map(([cause, [first, ...others]], index) => {
    const more = html`<details><summary>${countOf(others)} more for the same reason</summary>
${others.map(failureArticle)}</details>`;
    return html`<section aria-labelledby="cause-${index}"><h3 id="cause-${index}" class="bad">${cause}</h3>
${first && failureArticle(first)}${others.length > 0 && more}</section>
`;
  });
  return html`<section aria-labelledby="failed"><h2 id="failed">What failed</h2>
${groups.length === 0 ? html`<p>Nothing.</p>` : html`<ol>${overview}</ol>`}</section>
${sections}`;
}

function failureArticle({ title, message, rules, exchanges }: Failure) {
  const links = rules.map(
    ({ pointer }) => html`<li><a href="#${anchorOf(pointer)}"><code>${pointer}</code></a></li>`,
  );
  const before = exchanges.slice(0, -1).map(
    (one) => html`<details><summary>Before: ${one.request.split("\n")[0]}</summary>
${exchangeDetails(one)}</details>
`,
  );
  return html`<article><h4>${title}</h4>
${links.length > 0 && html`<p>The rule:</p><ul>${links}</ul>`}
<p>The message of the check:</p><pre>${message}</pre>
${before}${exchanges.slice(-1).map(exchangeDetails)}</article>
`;
}

function exchangeDetails({ request, response, findings, curl }: ReportedExchange) {
  return html`<p>Request</p><pre>${request}</pre>
<p>Response</p><pre>${response}</pre>
${findings.length > 0 && html`<p>It breaks the contract:</p>${listOf(findings)}`}
${curl !== undefined && html`<p>Try it</p><pre class="curl">${curl}</pre>`}`;
}

function skippedSection({ notApplicable }: Report) {
  const reasons = notApplicable.map(
    ([reason, titles]) => html`<details><summary>${titles.length}, because ${reason}</summary>
${listOf(titles)}</details>
`,
  );
  return html`<section aria-labelledby="skipped"><h2 id="skipped">What was not run</h2>
${reasons.length > 0 ? reasons : html`<p>Every check was run.</p>`}</section>`;
}

function rulesSection({ failed }: Report) {
  const rules = new Map(failed.flatMap((one) => one.rules).map((rule) => [rule.pointer, rule]));
  const excerpts = [...rules.values()].map(
    ({ pointer, excerpt }) =>
      html`<h3 id="${pointer.slice(1)}"><code>${pointer}</code></h3><pre>${excerpt}</pre>
`,
  );
  const variables = Object.values(secretVariables).map((name) => html` <code>${name}</code>`);
  return html`<section aria-labelledby="rules"><h2 id="rules">The rules</h2>
<p>What the contract says where something failed. Before you run a curl command, set those of these
variables in your shell that it mentions:${variables}.</p>
${excerpts.length > 0 ? excerpts : html`<p>No rule was broken.</p>`}</section>`;
}

const anchorOf = (pointer: string) => encodeURI(pointer.slice(1));

const countOf = ({ length }: unknown[]) => `${length} check${length === 1 ? "" : "s"}`;

const listOf = (lines: string[]) =>
  lines.length > 0 && html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`;
