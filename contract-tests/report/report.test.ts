import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { contract } from "../contract.js";
import { type RecordedExchange, recordExchanges, recordedFetch } from "../run/recording.js";
import { suiteOf } from "../run/suite.js";
import type { Target } from "../targets/target.js";
import { curlCommand } from "./curl-command.js";
import { createMask } from "./masking.js";
import { createReporter } from "./report.js";
import { htmlReport } from "./report-html.js";
import { junitReport, terminalSummary } from "./write-report.js";

const hostile = `</pre><script>alert("1")</script>'\`$(id)\u0000\u001b[2J\u202e]]>&nbsp;&`;
const pat = "canary-pat-1234";
const secret = "whsec_Canary0123456789/abcdef+hij";
const header = "canary-header-value";
const unseen = "canary-unseen";
const startTime = Date.UTC(2026, 5, 4);

const webhook = { validationSecret: secret, headers: [{ key: "Authorization", value: header }] };

const exchange: RecordedExchange = {
  method: "PUT",
  url: "http://127.0.0.1/api/apps/80a28d6e-c5fc-43d9-87c2-d7d56b07542e/webhooks/it's",
  requestHeaders: { authorization: `MxToken ${pat}`, "content-type": "application/json" },
  requestBody: JSON.stringify({ name: hostile, ...webhook }),
  status: 418,
  responseHeaders: { "content-type": "text/html", "set-cookie": pat, "x-echo": header },
  responseBody: `${hostile} ${pat} ${JSON.stringify(JSON.stringify(webhook))} ${secret}`,
};

/** A failed check in which every text is hostile or contains a secret. */
function reportOfFailure() {
  const target: Target = {
    name: `<b>${hostile}`,
    unsupported: { "invalid responses": hostile },
    unimplemented: [],
    url: async () => "",
    close: async () => {},
  };
  const suite = suiteOf(contract);
  const check = suite.checks.find(({ title }) => title.startsWith("updateWebhook refuses /url"));
  if (check === undefined) throw new Error("the suite has no such check");
  const error = new Error(
    `{ validationSecret: '${secret}' } ${header} ${hostile} {"value": "${unseen}"}`,
  );
  const title = `updateWebhook ${hostile}`;
  const reporter = createReporter(suite, target, [pat]);
  reporter.add({ check: { ...check, title }, exchanges: [exchange], error });
  reporter.setApart(suite.checks.slice(0, 2), hostile);
  for (let one = 1; one <= 11; one += 1) reporter.setApart([check], `reason ${one}`);
  const endTime = startTime + 90_000;
  return reporter.report({ url: hostile, notes: [hostile], startTime, endTime, commit: "abc" });
}

const report = reportOfFailure();
const page = htmlReport(report);
const junit = junitReport(report);

it.each([
  ["htmlReport", page],
  ["junitReport", junit],
  ["terminalSummary", terminalSummary(report)],
])("%s contains no secret, no control character and no markup of the server", (name, text) => {
  expect(text).toContain("updateWebhook");
  for (const one of [pat, secret, header, unseen]) expect(text).not.toContain(one);
  expect(text).not.toMatch(/(?![\t\n])\p{Cc}|\p{Bidi_Control}/u);
  if (name !== "terminalSummary") expect(text).not.toMatch(/<script|\]\]>/);
});

it("htmlReport shows the run, what failed, the violated rule and a command, and loads nothing", () => {
  expect(page).toContain("updateWebhook returns an undocumented 418");
  expect(page).toContain("the response: status violates documented");
  for (const { pointer } of report.failed[0]?.rules ?? []) expect(page).toContain(pointer);
  expect(page).toContain("<summary>Rule of the contract: #/");
  expect(page).toContain("$MENDIX_PAT");
  for (const fact of ["90 s", "2026-06-04 00:00:00 UTC", "abc"]) {
    expect(page).toContain(`<dd>${fact}</dd>`);
  }
  expect(page).not.toMatch(/<(script|link|img|iframe)|@import|url\(/);
  expect(htmlReport({ ...report, failed: [] })).toContain("No check was run");
});

it("junitReport has what CI servers read", () => {
  expect(junit).toMatch(/<testsuite name="[^>]* failures="1" errors="0" skipped="\d+" time="90"/);
  expect(junit).toContain('timestamp="2026-06-04T00:00:00"');
  expect(junit).toMatch(
    /<failure message="updateWebhook returns an undocumented 418"[^>]* type="contract">/,
  );
  expect(junit).toContain("&amp;nbsp;");
});

it("terminalSummary names at most ten reasons, and ends with the verdict", () => {
  const lines = terminalSummary(report).split("\n");
  expect(lines.filter((line) => / checks? not asked, because /.test(line))).toHaveLength(10);
  expect(lines.at(-2)).toBe("  … and 2 more");
  expect(lines.at(-1)).toMatch(/^ {2}0 of 1 checks passed: 0 %; \d+ not applicable$/);
});

it("recordedFetch keeps of a body what a report needs, and returns all of it", async () => {
  const exchanges: RecordedExchange[] = [];
  const body = "x".repeat(900_000);
  const recording = { fetch: async () => new Response(body), exchanges, notes: [] };
  await recordExchanges(recording, async () => {
    const response = await recordedFetch("https://a.invalid", {});
    expect(await response.text()).toBe(body);
  });
  expect(exchanges[0]?.responseBody.length).toBeLessThan(300_000);
  expect(exchanges[0]?.isCut).toBe(true);
});

describe("createMask", () => {
  const odd = 'p"at&/+ 12345678';
  const mask = createMask([odd, pat]);

  it.each([
    JSON.stringify(odd),
    encodeURIComponent(odd).toLowerCase(),
    `${new URLSearchParams({ odd })}`,
    "p&quot;at&amp;/+ 12345678",
    "p&#x22;at&#38;&#x2F;&#43; 12345678",
    '"p\\u0022at\\u0026\\/\\u002B 12345678"',
    '"p\\\\u0022at\\\\u0026\\\\/+ 12345678"',
    btoa(`MxToken ${pat}`),
    btoa(`a:${pat}:b`),
    btoa(`${pat}:`),
    JSON.stringify({ value: 'x\\"12345678' }),
    JSON.stringify(JSON.stringify({ value: 'x\\"12345678' })),
    "{ validationSecret: '12345678' }",
    "mxtoken 12345678",
  ])("masks a secret in %s", (text) => {
    expect(mask(`<${text}>`)).toContain("[redacted]");
    expect(mask(`<${text}>`)).not.toMatch(/12345678|canary|Y2FuYXJ5|hbmFyeS|jYW5hcn/);
  });

  it.each(['"value":"', pat, "\\", "value value:"])("masks 13 MB of %j", (text) => {
    const many = text.repeat(13_000_000 / text.length);
    expect(mask(`${many}${pat}`)).not.toContain(pat);
  });
});

describe("curlCommand", () => {
  /** The arguments with which a shell would start curl. */
  function argumentsOf(some: Partial<RecordedExchange>): string[] {
    const command = curlCommand({ ...exchange, ...some }, createMask([pat]));
    for (const one of [pat, secret, header]) expect(command).not.toContain(one);
    const script = `curl() { printf '%s\\0' "$@"; }\n${command}`;
    const output = execFileSync("/bin/sh", ["-c", script], { env: { MENDIX_PAT: pat } });
    return output.toString().split("\0").slice(0, -1);
  }

  it("sends the same request, with made-up secrets of the same form", () => {
    const validationSecret = "whsec_Aaaaaa0000000000/aaaaaa+aaa";
    const headers = [{ key: "Authorization", value: "aaaaaa-aaaaaa-aaaaa" }];
    const sent = argumentsOf({});
    expect(sent.slice(0, 7)).toEqual([
      ...["-gi", "-X", "PUT"],
      ...["-H", `authorization: MxToken ${pat}`],
      ...["-H", "content-type: application/json"],
    ]);
    expect(JSON.parse(sent[8] ?? "")).toEqual({ name: hostile, validationSecret, headers });
    expect(sent.slice(9)).toEqual([exchange.url]);
  });

  it("sends an empty header", () => {
    const sent = argumentsOf({ requestHeaders: { authorization: "" }, requestBody: "" });
    expect(sent.slice(3)).toEqual(["-H", "authorization;", exchange.url]);
  });
});
