import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { contract } from "../contract.js";
import type { RecordedExchange } from "../run/recording.js";
import { assign, suiteOf } from "../run/suite.js";
import type { Target } from "../targets/target.js";
import { curlCommand } from "./curl-command.js";
import { junitReport } from "./junit-report.js";
import { reportOf } from "./report.js";
import { htmlReport } from "./report-html.js";
import { terminalSummary } from "./write-report.js";

const hostile = `</pre><script>alert("1")</script>'\`$(id)\u0000\u001b[2J]]>&`;
const pat = "canary-pat-1234";
const secret = "canary-secret-0123456789abcdefghij";
const header = "canary-header-value";
const unseen = "canary-unseen";

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
    expect(text).not.toMatch(/(?![\t\n])\p{Cc}/u);
  });
});

it.each([page, junit])("escapes what the service sent", (text) => {
  expect(text).not.toContain("<script");
  expect(text).not.toContain("]]>");
  expect(text).toContain("&lt;script&gt;");
});

describe("htmlReport", () => {
  it("shows what failed, the broken rule and a curl command", () => {
    expect(page).toContain("A request that breaks");
    expect(page).toContain("the response: status breaks documented");
    expect(report.failed[0]?.rules.length).toBeGreaterThan(0);
    for (const { pointer } of report.failed[0]?.rules ?? []) {
      expect(page).toContain(`id="${pointer.slice(1)}"`);
      expect(page).toContain(`href="#${encodeURI(pointer.slice(1))}"`);
    }
    expect(page).toContain("$MENDIX_PAT");
  });

  it("loads nothing", () => {
    expect(page).not.toMatch(/<(script|link|img|iframe)|@import|url\(/);
  });
});

describe("curlCommand", () => {
  const options = { redact: (text: string) => text, isSecretShown: false };

  /** The arguments with which a shell would start curl. */
  function argumentsOf(command: string): string[] {
    const script = `curl() { printf '%s\\0' "$@"; }\n${command}`;
    const env = { MENDIX_PAT: pat, WEBHOOK_SECRET: secret, HEADER_VALUE: header };
    return execFileSync("/bin/sh", ["-c", script], { env }).toString().split("\0").slice(0, -1);
  }

  it("sends the same request, with the secrets from variables", () => {
    const body = JSON.stringify({ ...webhook, name: hostile.replaceAll("\u0000", "") });
    const command = curlCommand({ ...exchange, requestBody: body }, options);
    for (const one of [pat, secret, header]) expect(command).not.toContain(one);
    expect(argumentsOf(command)).toEqual([
      "-gi",
      ...["-X", "PUT"],
      ...["-H", `authorization: MxToken ${pat}`],
      ...["-H", "content-type: application/json"],
      ...["--data-raw", body],
      exchange.url,
    ]);
  });

  it("shows a secret that the request is about", () => {
    const requestBody = '{"validationSecret":"short"}';
    const command = curlCommand({ ...exchange, requestBody }, { ...options, isSecretShown: true });
    expect(argumentsOf(command)).toContain(requestBody);
  });

  it("sends an empty header", () => {
    const requestHeaders = { authorization: "" };
    const command = curlCommand({ ...exchange, requestHeaders, requestBody: "" }, options);
    expect(argumentsOf(command)).toEqual([
      "-gi",
      "-X",
      "PUT",
      "-H",
      "authorization;",
      exchange.url,
    ]);
  });
});
