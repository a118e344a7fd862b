import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { contract } from "../contract.js";
import type { RecordedExchange } from "../run/recording.js";
import { assign, suiteOf } from "../run/suite.js";
import type { Target } from "../targets/target.js";
import { curlOf } from "./curl.js";
import { htmlOf } from "./html.js";
import { junitOf } from "./junit.js";
import { reportOf } from "./report.js";
import { terminalSummary } from "./terminal.js";

const suite = suiteOf(contract);
const hostile = `</pre><script>alert("1")</script>'\`$(id)\u0000\u001b[2J]]>&`;
const secrets = [
  "canary-pat-1234",
  "canary-secret-0123456789abcdefghij",
  "canary-header-value",
  "canary-unseen",
];
const [pat = "", secret = "", header = "", unseen = ""] = secrets;

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

/** A failed check, of which everything that can be hostile or secret is. */
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
  const title = `updateWebhook ${hostile}`;
  const check = suite.checks.find(({ title }) => title.startsWith("updateWebhook refuses /url"));
  if (check === undefined) throw new Error("the suite has no such check");
  const error = new Error(
    `{ validationSecret: '${secret}' } ${header} ${hostile} {"value": "${unseen}"}`,
  );
  const outcomes = [{ check: { ...check, title }, exchanges: [exchange], error }];
  const assignment = assign(suite, target);
  return reportOf({
    basis: suite,
    target,
    url: hostile,
    assignment,
    outcomes,
    secrets: [pat],
    notes: [hostile],
  });
}

const report = reportOfFailure();
const forms = {
  "page for people": htmlOf(report),
  "JUnit file": junitOf(report),
  "terminal's summary": terminalSummary(report),
};

describe.each(Object.entries(forms))("a report's %s", (_, text) => {
  it("has no secret", () => {
    for (const one of secrets) expect(text).not.toContain(one);
    expect(text).toContain("updateWebhook");
  });

  it("steers nobody's terminal", () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    expect(text).not.toMatch(/[\x00-\x08\x0b-\x1f]/);
  });
});

describe("a report", () => {
  it.each([forms["page for people"], forms["JUnit file"]])(
    "holds hostile texts as texts",
    (text) => {
      expect(text).not.toContain("<script");
      expect(text).not.toContain("]]>");
      expect(text).toContain("&lt;script&gt;");
    },
  );

  it("tells what failed, by which rule, and how to try it", () => {
    const page = forms["page for people"];
    expect(page).toContain("What breaks");
    expect(page).toContain("the response: status breaks documented");
    for (const { pointer } of report.failed[0]?.rules ?? []) {
      expect(page).toContain(`id="${pointer.slice(1)}"`);
      expect(page).toContain(`href="#${encodeURI(pointer.slice(1))}"`);
    }
    expect(report.failed[0]?.rules.length).toBeGreaterThan(0);
    expect(page).toContain("$MENDIX_PAT");
  });

  it("needs nothing from elsewhere", () => {
    expect(forms["page for people"]).not.toMatch(/<(script|link|img|iframe)|@import|url\(/);
  });
});

describe("curlOf", () => {
  /** What a shell makes of a line: the arguments that curl would get. */
  function argumentsOf(line: string): string[] {
    const script = `curl() { printf '%s\\0' "$@"; }\n${line}`;
    const env = { MENDIX_PAT: pat, WEBHOOK_SECRET: secret, HEADER_VALUE: header };
    return execFileSync("/bin/sh", ["-c", script], { env }).toString().split("\0").slice(0, -1);
  }

  it("makes the same request in a shell, with the secrets of its variables", () => {
    const body = { ...webhook, name: hostile.replaceAll("\u0000", "") };
    const line = curlOf({ ...exchange, requestBody: JSON.stringify(body) });
    expect(argumentsOf(line)).toEqual([
      "-gi",
      ...["-X", "PUT"],
      ...["-H", `authorization: MxToken ${pat}`],
      ...["-H", "content-type: application/json"],
      ...["--data-raw", JSON.stringify(body)],
      exchange.url,
    ]);
  });

  it("shows a secret that is what is wrong", () => {
    const line = curlOf({ ...exchange, requestBody: '{"validationSecret":"short"}' }, true);
    expect(argumentsOf(line)).toContain('{"validationSecret":"short"}');
  });

  it("sends an empty header as such", () => {
    const line = curlOf({ ...exchange, requestHeaders: { authorization: "" }, requestBody: "" });
    expect(argumentsOf(line)).toEqual(["-gi", "-X", "PUT", "-H", "authorization;", exchange.url]);
  });
});
