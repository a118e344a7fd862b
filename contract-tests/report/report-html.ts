import { readFileSync } from "node:fs";
import { join } from "node:path";
import { html, raw } from "hono/html";
import { columns } from "../run/coverage.js";
import { tokenVariable } from "./curl-command.js";
import {
  countOf,
  type Failure,
  failuresByCause,
  type Report,
  type ReportedExchange,
} from "./report.js";

const style = readFileSync(join(import.meta.dirname, "report.css"), "utf8");

/** Failures of one cause that are shown in full; the others by their titles. */
const maxArticles = 10;

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
${summary(report)}
<nav aria-label="Sections"><a href="#coverage">What was checked</a> ·
<a href="#failed">What failed</a> · <a href="#skipped">What was not run</a> ·
<a href="#passed">What passed</a></nav>
</header>
<main id="main">
${coverageSection(report)}
${failureSections(report)}
<section aria-labelledby="skipped"><h2 id="skipped">What was not run</h2>
${report.notApplicable.map(([reason, titles]) => listBelow(`${titles.length}: ${reason}`, titles))}
</section>
<section aria-labelledby="passed"><h2 id="passed">What passed</h2>
${listBelow(countOf(report.passed), report.passed)}
</section>
</main>
</body>
</html>
`);
}

function summary(report: Report) {
  const { failed, passed, startedAt } = report;
  const run = failed.length + passed.length;
  const causes = failuresByCause(report).length;
  const bad = run === 0 ? "No check was run" : `✗ ${failed.length} of ${run} checks failed`;
  const isGood = run > 0 && failed.length === 0;
  const facts = [
    ["Target", `${report.target} at ${report.url}`],
    ["Contract", report.contract],
    ["Commit", report.commit ?? "unknown"],
    ["Date", startedAt.toISOString().replace("T", " ").replace(/\..*/, " UTC")],
    ["Duration", `${report.seconds} s`],
    ["Different reasons of failures", causes],
  ];
  return html`<p class="verdict ${isGood ? "good" : "bad"}">${isGood ? `✓ All ${run} checks that were run passed` : bad}</p>
<dl>${facts.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
<p>Secrets are redacted. The curl commands contain made-up secrets of the same form, and take the
token from the variable <code>${tokenVariable}</code> of your shell. The webhooks of the run are gone:
put the id of another one into a command that needs one.</p>`;
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
    const shown = others.slice(0, maxArticles - 1);
    const titles = others.slice(maxArticles - 1).map(({ title }) => title);
    return html`<section aria-labelledby="cause-${index}"><h3 id="cause-${index}" class="bad">${cause}</h3>
${first && failureArticle(first)}
${shown.length > 0 && html`<details><summary>${countOf(shown)} more</summary>${shown.map(failureArticle)}</details>`}
${titles.length > 0 && listBelow(`${countOf(titles)} more by title`, titles)}</section>
`;
  });
  return html`<section aria-labelledby="failed"><h2 id="failed">What failed</h2>
${groups.length === 0 ? html`<p>Nothing.</p>` : html`<ol>${overview}</ol>`}</section>
${sections}`;
}

function failureArticle({ title, message, rules, exchanges }: Failure) {
  return html`<article><h4>${title}</h4>
<p>The message of the check:</p><pre>${message}</pre>
${rules.map(({ pointer, excerpt }) => hidden(`Rule of the contract: ${pointer}`, html`<pre>${excerpt}</pre>`))}
${exchanges.slice(0, -1).map((one) => hidden(`Before: ${one.request.split("\n")[0]}`, exchangeDetails(one)))}
${exchanges.slice(-1).map(exchangeDetails)}</article>
`;
}

function exchangeDetails({ request, response, findings, curl }: ReportedExchange) {
  return html`<p>Request</p><pre>${request}</pre>
<p>Response</p><pre>${response}</pre>
${findings.length > 0 && html`<p>It violates the contract:</p>${listOf(findings)}`}
${curl !== undefined && html`<p>Try it</p><pre class="curl">${curl}</pre>`}`;
}

const hidden = (label: string, content: unknown) =>
  html`<details><summary>${label}</summary>${content}</details>
`;

const listOf = (lines: string[]) =>
  lines.length > 0 && html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`;

const listBelow = (label: string, lines: string[]) => hidden(label, listOf(lines));
