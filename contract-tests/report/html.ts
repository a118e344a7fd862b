import { columns } from "../run/coverage.js";
import { variables } from "./curl.js";
import { escapeText } from "./escape.js";
import { headlinesOf } from "./headlines.js";
import { failureSections } from "./html-failures.js";
import type { Report } from "./report.js";
import { style } from "./style.js";

/** A report for people: one page that needs nothing else, not even scripts. */
export function htmlOf(report: Report): string {
  const title = escapeText(`Contract report: ${report.target}`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<a class="skip" href="#main">To the content</a>
<header>
<h1>${title}</h1>
${verdictOf(report)}
<nav aria-label="Sections"><a href="#covered">What was checked</a> ·
<a href="#wrong">What is wrong</a> · <a href="#apart">What was not asked</a> ·
<a href="#passed">What passed</a> · <a href="#rules">The rules</a></nav>
</header>
<main id="main">
${[coverageSection(report), ...failureSections(report), apartSection(report), passedSection(report), rulesSection(report)].join("\n")}
</main>
</body>
</html>
`;
}

function verdictOf(report: Report): string {
  const { failed, passed, contract, target, url } = report;
  const wrong = headlinesOf(report).length;
  const verdict =
    failed.length === 0
      ? `<p class="verdict good">✓ All ${passed.length} checks passed</p>`
      : `<p class="verdict bad">✗ ${failed.length} of ${failed.length + passed.length} checks failed, for ${wrong} different reason${wrong === 1 ? "" : "s"}</p>`;
  return `${verdict}
<p>${escapeText(target)}, at ${escapeText(url)}, was held to the contract
“${escapeText(contract)}”. Every request was made, and every answer judged, by what the contract
says. Secrets are masked.</p>`;
}

function coverageSection({ coverage, notes }: Report): string {
  const heads = ["", ...columns, "not applicable", "covered"];
  const rows = coverage.map(({ name, cells, notApplicable, percentage }) => {
    const share = percentage === undefined ? "–" : `${percentage} %`;
    const figures = [...cells, `${notApplicable || "–"}`, share];
    return `<tr><th scope="row">${escapeText(name)}</th>${figures.map((cell) => `<td>${escapeText(cell)}</td>`).join("")}</tr>`;
  });
  return `<section aria-labelledby="covered"><h2 id="covered">What was checked</h2>
<div class="scroll" role="region" aria-label="Coverage" tabindex="0"><table>
<caption>Of each operation, delivery and response: what was proven of what there is to prove.
“Accepted” and “refused” count constraints, kept at their edge and broken once.</caption>
<thead><tr>${heads.map((head) => (head === "" ? "<td></td>" : `<th scope="col">${head}</th>`)).join("")}</tr></thead>
<tbody>${rows.join("\n")}</tbody></table></div>
${listOf(notes)}
</section>`;
}

function apartSection({ notApplicable }: Report): string {
  const reasons = notApplicable.map(
    ([reason, titles]) =>
      `<details><summary>${titles.length}, because ${escapeText(reason)}</summary>${listOf(titles)}</details>`,
  );
  return `<section aria-labelledby="apart"><h2 id="apart">What was not asked</h2>
${reasons.join("\n") || "<p>Everything was asked.</p>"}</section>`;
}

function passedSection({ passed }: Report): string {
  return `<section aria-labelledby="passed"><h2 id="passed">What passed</h2>
<details><summary>${passed.length} checks</summary>${listOf(passed)}</details></section>`;
}

function rulesSection({ failed }: Report): string {
  const rules = new Map(failed.flatMap((one) => one.rules).map((rule) => [rule.pointer, rule]));
  const parts = [...rules.values()].map(
    ({ pointer, excerpt }) =>
      `<h3 id="${escapeText(pointer.slice(1))}"><code>${escapeText(pointer)}</code></h3><pre>${escapeText(excerpt)}</pre>`,
  );
  return `<section aria-labelledby="rules"><h2 id="rules">The rules</h2>
<p>What the contract says where something failed. To send a request again, set
${Object.values(variables)
  .map((name) => `<code>${name}</code>`)
  .join(", ")} in your shell as far as its line has them.</p>
${parts.join("\n") || "<p>None was broken.</p>"}</section>`;
}

const listOf = (lines: string[]) =>
  lines.length === 0
    ? ""
    : `<ul>${lines.map((line) => `<li>${escapeText(line)}</li>`).join("")}</ul>`;
