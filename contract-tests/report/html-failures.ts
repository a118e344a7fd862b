import { escapeText } from "./escape.js";
import { headlinesOf } from "./headlines.js";
import type { Failure, Report, ShownExchange } from "./report.js";

/** What is wrong, reason by reason; of each, the first failure lies open. */
export function failureSections(report: Report): string[] {
  const groups = headlinesOf(report);
  const items = groups.map(
    ([headline, failures], index) =>
      `<li><a href="#reason-${index}">${escapeText(headline)}</a> <span class="dim">(${countOf(failures)})</span></li>`,
  );
  const overview =
    groups.length === 0 ? "<p>Nothing that was asked.</p>" : `<ol>${items.join("\n")}</ol>`;
  return [
    `<section aria-labelledby="wrong"><h2 id="wrong">What is wrong</h2>${overview}</section>`,
    ...groups.map(([headline, [first, ...others]], index) => {
      const rest =
        others.length === 0
          ? ""
          : `<details><summary>${countOf(others)} more for the same reason</summary>${others.map(failureOf).join("\n")}</details>`;
      return `<section aria-labelledby="reason-${index}">
<h3 id="reason-${index}" class="bad">${escapeText(headline)}</h3>
${first === undefined ? "" : failureOf(first)}${rest}</section>`;
    }),
  ];
}

const countOf = ({ length }: Failure[]) => `${length} check${length === 1 ? "" : "s"}`;

function failureOf({ title, message, rules, exchanges }: Failure): string {
  const links = rules.map(
    ({ pointer }) =>
      `<li><a href="#${escapeText(encodeURI(pointer.slice(1)))}"><code>${escapeText(pointer)}</code></a></li>`,
  );
  const last = exchanges.length - 1;
  return `<article><h4>${escapeText(title)}</h4>
${links.length > 0 ? `<p>The rule:</p><ul>${links.join("")}</ul>` : ""}
<p>What the check said:</p><pre>${escapeText(message)}</pre>
${exchanges.map((one, index) => exchangeOf(one, index === last)).join("\n")}</article>`;
}

function exchangeOf({ request, response, findings, curl }: ShownExchange, isLast: boolean): string {
  const found =
    findings.length === 0
      ? ""
      : `<p>What breaks the contract in it:</p><ul>${findings.map((one) => `<li>${escapeText(one)}</li>`).join("")}</ul>`;
  const content = `<p>Request</p><pre>${escapeText(request)}</pre>
<p>Response</p><pre>${escapeText(response)}</pre>
${found}${curl === undefined ? "" : `<p>Try it</p><pre class="curl">${escapeText(curl)}</pre>`}`;
  return isLast
    ? content
    : `<details><summary>Before: ${escapeText(request.split("\n")[0] ?? "")}</summary>${content}</details>`;
}
