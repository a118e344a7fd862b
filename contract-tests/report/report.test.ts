import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { contract } from "../contract.js";
import type { RecordedExchange } from "../run/recording.js";
import { assign, suiteOf } from "../run/suite.js";
import type { Target } from "../targets/target.js";
import { curlCommand } from "./curl-command.js";
import { createMasking } from "./masking.js";
import { reportOf } from "./report.js";
import { htmlReport } from "./report-html.js";
import { junitReport, terminalSummary } from "./write-report.js";

const hostile = `</pre><script>alert("1")</script>'\`$(id)\u0000\u001b[2J\u202e]]>&`;
const pat = "canary-pat-1234";
const secret = "whsec_Canary0123456789/abcdef+hij";
const header = "canary-header-value";
const unseen = "canary-unseen";
const startTime = Date.UTC(2026, 5, 4);

const webhook = {
  name: hostile,
  validationSecret: secret,
  headers: [{ key: "Authorization", value: header }],
};

const exchange: RecordedExchange = {
  method: "PUT",
  url: "http://127.0.0.1/api/apps/80a28d6e-c5fc-43d9-87c2-d7d56b07542e/webhooks/it's",
  requestHeaders: { authorization: `MxToken ${pat}`, "content-type": "application/json" },
  requestBody: JSON.stringify(webhook),
  status: 418,
  responseHeaders: { "content-type": "text/html", "set-cookie": pat, "x-echo": header },
  responseBody: `${hostile} ${pat} ${JSON.stringify(JSON.stringify(webhook))} ${secret}`,
};

/** A failed check in which every text is hostile or contains a secret. */
function reportOfFailure() {
  const target: Target = {
    name: `<b>${hostile}`,
    unsupported: { "invalid responses": hostile },
    knownDeviations: {},
    unimplemented: [],
    url: async () => "",
    prepare: async (_, request) => request,
    reported: () => [],
    expected: () => [],
    close: async () => {},
  };
  const suite = suiteOf(contract);
  const check = suite.checks.find(({ title }) => title.startsWith("updateWebhook refuses /url"));
  if (check === undefined) throw new Error("the suite has no such check");
  const error = new Error(
    `{ validationSecret: '${secret}' } ${header} ${hostile} {"value": "${unseen}"}`,
  );
  const title = `updateWebhook ${hostile}`;
  return reportOf({
    context: suite,
    target,
    url: hostile,
    assignment: assign(suite, target),
    outcomes: [{ check: { ...check, title }, exchanges: [exchange], error }],
    secrets: [pat],
    notes: [hostile],
    startTime,
    endTime: startTime + 90_000,
    commit: "abc",
  });
}

const report = reportOfFailure();
const page = htmlReport(report);
const junit = junitReport(report);

describe.each([
  ["htmlReport", page],
  ["junitReport", junit],
  ["terminalSummary", terminalSummary(report)],
])("%s", (_, text) => {
  it("contains no secret and no control character", () => {
    expect(text).toContain("updateWebhook");
    for (const one of [pat, secret, header, unseen]) expect(text).not.toContain(one);
    expect(text).not.toMatch(/(?![\t\n])\p{Cc}|\p{Bidi_Control}/u);
  });
});

it.each([page, junit])("escapes what the service sent", (text) => {
  expect(text).not.toContain("<script");
  expect(text).not.toContain("]]>");
  expect(text).toContain("&lt;script&gt;");
});

describe("htmlReport", () => {
  it("shows what failed, the broken rule and a curl command", () => {
    expect(page).toContain("gets 418 instead of 400");
    expect(page).toContain("the response: status violates documented");
    expect(report.failed[0]?.rules.length).toBeGreaterThan(0);
    for (const { pointer } of report.failed[0]?.rules ?? []) expect(page).toContain(pointer);
    expect(page).toContain("$MENDIX_PAT");
    expect(page).toContain("<dt>Duration</dt><dd>90 s</dd>");
    expect(page).toContain("<dt>Date</dt><dd>2026-06-04 00:00:00 UTC</dd>");
    expect(page).toContain("<dt>Commit</dt><dd>abc</dd>");
  });

  it("loads nothing", () => {
    expect(page).not.toMatch(/<(script|link|img|iframe)|@import|url\(/);
  });
});

it("says that no check was run, not that all passed", () => {
  const nothing = { ...report, passed: [], failed: [] };
  expect(htmlReport(nothing)).toContain("No check was run");
  expect(terminalSummary(nothing)).toContain("0 of 0 checks passed: 0 %");
});

describe("junitReport", () => {
  it("has what CI servers read", () => {
    expect(junit).toMatch(/<testsuite name="[^>]* failures="1" errors="0" skipped="\d+" time="90"/);
    expect(junit).toContain('timestamp="2026-06-04T00:00:00"');
    expect(junit).toMatch(/<failure message="A request[^>]* type="contract">/);
  });
});

describe("createMasking", () => {
  const { mask } = createMasking(['p"at&/+ 12345678', pat]);
  const inBase64 = (text: string) => Buffer.from(text).toString("base64");

  it.each([
    pat,
    JSON.stringify('p"at&/+ 12345678'),
    "p%22at%26%2F%2B%2012345678",
    "p%22at%26%2f%2b%2012345678",
    "p%22at%26%2F%2B+12345678",
    "p&quot;at&amp;/+ 12345678",
    inBase64(pat),
    inBase64(`MxToken ${pat}`),
    inBase64(`a:${pat}:b`),
    '{"value":"x\\\\\\"12345678"}',
    '{\\"value\\": \\"\\\\\\"12345678\\"}',
    "{ validationSecret: '12345678' }",
    "mxtoken 12345678",
  ])("masks a secret in %s", (text) => {
    expect(mask(`<${text}>`)).toContain("[redacted]");
    expect(mask(`<${text}>`)).not.toMatch(/12345678|MTIzNDU2Nz|canary|Y2FuYXJ5/);
  });

  it.each(['"value":"', pat, "\\", "value value:"])("masks 13 MB of %j", (text) => {
    const many = text.repeat(13_000_000 / text.length);
    expect(mask(`${many}${pat}`)).not.toContain(pat);
  });
});

describe("curlCommand", () => {
  /** The arguments with which a shell would start curl. */
  function argumentsOf(command: string): string[] {
    const script = `curl() { printf '%s\\0' "$@"; }\n${command}`;
    return execFileSync("/bin/sh", ["-c", script], { env: { MENDIX_PAT: pat } })
      .toString()
      .split("\0")
      .slice(0, -1);
  }

  it("sends the same request, with made-up secrets of the same form", () => {
    const name = hostile.replace(/[\0\u202e]/g, "");
    const command = curlCommand(
      { ...exchange, requestBody: JSON.stringify({ ...webhook, name }) },
      createMasking([]),
    );
    for (const one of [pat, secret, header]) expect(command).not.toContain(one);
    const headers = [{ key: "Authorization", value: "aaaaaa-aaaaaa-aaaaa" }];
    const body = { name, validationSecret: "whsec_Aaaaaa0000000000/aaaaaa+aaa", headers };
    expect(argumentsOf(command)).toEqual([
      "-gi",
      ...["-X", "PUT"],
      ...["-H", `authorization: MxToken ${pat}`],
      ...["-H", "content-type: application/json"],
      ...["--data-raw", JSON.stringify(body)],
      exchange.url,
    ]);
  });

  it("sends an empty header", () => {
    const empty = { ...exchange, requestHeaders: { authorization: "" }, requestBody: "" };
    const command = curlCommand(empty, createMasking([]));
    expect(argumentsOf(command).slice(3)).toEqual(["-H", "authorization;", exchange.url]);
  });
});
