import type { Redact } from "../../src/shared/for-contract-tests.js";
import type { Finding } from "../oracle/oracle.js";
import type { Check, SuiteContext } from "../run/check.js";
import type { CoverageRow } from "../run/coverage.js";
import type { Outcome } from "../run/run-check.js";
import type { Assignment } from "../run/suite.js";
import type { Target } from "../targets/target.js";
import { brokenRules, type Rule } from "./broken-rules.js";
import { curlCommand } from "./curl-command.js";
import { causeOf, type ValidatedExchange, validateExchange } from "./failure-cause.js";
import { createReportRedaction, redactHeader } from "./report-redaction.js";

/** The result of a run in texts that contain no secret and no control character. */
export interface Report {
  target: string;
  url: string;
  contract: string;
  coverage: CoverageRow[];
  /** Titles of the checks that passed. */
  passed: string[];
  failed: Failure[];
  /** Titles of the checks that were not run, by the reason. */
  notApplicable: [reason: string, titles: string[]][];
  /** Remarks on the figures, such as known deviations of the target. */
  notes: string[];
}

export interface Failure {
  title: string;
  /** What is wrong, in one line; the same for all failures of one cause. */
  cause: string;
  message: string;
  rules: Rule[];
  /** In the order in which they happened. */
  exchanges: ReportedExchange[];
}

export interface ReportedExchange {
  request: string;
  response: string;
  /** How the exchange breaks the contract. */
  findings: string[];
  /** Undefined for a delivery, which the target sent. */
  curl: string | undefined;
}

/** Exchanges that are shown of a failed check. */
const maxExchanges = 3;
/** Characters that are shown of a body; the curl command contains all of it. */
const maxBodyLength = 4_000;

export interface Run {
  context: SuiteContext;
  target: Target;
  url: string;
  assignment: Assignment;
  outcomes: Outcome[];
  /** Redacted like the secrets of the exchanges. */
  secrets: readonly string[];
  notes: string[];
}

export function reportOf({ context, target, assignment, outcomes, ...run }: Run): Report {
  const { contract } = context;
  const exchanges = outcomes.flatMap((outcome) => outcome.exchanges);
  const redact = createReportRedaction(run.secrets, exchanges);
  const titles = (checks: Check[]) => checks.map(({ title }) => redact(title));
  const failed = outcomes.filter(({ error }) => error !== undefined);
  return {
    target: redact(target.name),
    url: redact(run.url),
    contract: `${contract.info.title} ${contract.info.version}`,
    coverage: assignment.coverage.table(),
    passed: titles(outcomes.filter(({ error }) => error === undefined).map(({ check }) => check)),
    failed: failed.map((outcome) => failureOf(context, target, outcome, redact)),
    notApplicable: [...assignment.notApplicable].map(([reason, some]) => [
      redact(reason),
      titles(some),
    ]),
    notes: run.notes.map(redact),
  };
}

/** Failures grouped by their cause, the most frequent cause first. */
export function failuresByCause({ failed }: Report): [cause: string, failures: Failure[]][] {
  const groups = new Map<string, Failure[]>();
  for (const failure of failed) {
    groups.set(failure.cause, [...(groups.get(failure.cause) ?? []), failure]);
  }
  return [...groups].sort(([, a], [, b]) => b.length - a.length);
}

function failureOf(
  context: SuiteContext,
  target: Target,
  { check, error, exchanges }: Outcome,
  redact: Redact,
): Failure {
  const validated = exchanges.map((one) => validateExchange(context, target.knownDeviations, one));
  const deliveries = validated.filter(({ exchange }) => exchange.isDelivery);
  const calls = validated.filter(({ exchange }) => !exchange.isDelivery);
  const firstFaulty = calls.find(({ responseFindings }) => responseFindings.length > 0);
  const last = calls.slice(-maxExchanges);
  const before = firstFaulty && !last.includes(firstFaulty) ? [firstFaulty] : [];
  const shown = [...deliveries.slice(-maxExchanges), ...before, ...last];
  // Such a secret is made up by the suite, and nobody could repeat the request without it.
  const isSecretShown =
    check.proves[0]?.column === "refused" &&
    check.touches.some((pointer) => pointer.includes("/validationSecret"));
  const message = error instanceof Error ? error.message : String(error);
  return {
    title: redact(check.title),
    cause: redact(causeOf(check, error, calls)),
    message: shorten(redact(message)),
    rules: brokenRules(context.contract, check, calls).map(({ pointer, excerpt }) => ({
      pointer,
      excerpt: redact(excerpt),
    })),
    exchanges: shown.map((one) => reportedExchange(one, redact, isSecretShown)),
  };
}

function reportedExchange(
  { exchange, requestFindings, responseFindings }: ValidatedExchange,
  redact: Redact,
  isSecretShown: boolean,
): ReportedExchange {
  const { method, url, requestHeaders, status, responseHeaders, isDelivery } = exchange;
  const text = (firstLine: string, headers: Record<string, string>, body: string) =>
    [
      firstLine,
      ...Object.entries(headers).map(
        ([name, value]) => `${name}: ${redactHeader(name, value, redact)}`,
      ),
      ...(body === "" ? [] : ["", shorten(redact(body))]),
    ].join("\n");
  const describe = (message: string, findings: Finding[]) =>
    findings.map(({ place, keyword, missing = "" }) =>
      `the ${message}: ${place} breaks ${keyword} ${missing}`.trim(),
    );
  const requestLine = `${isDelivery ? "A delivery: " : ""}${method} ${redact(url)}`;
  return {
    request: text(requestLine, requestHeaders, exchange.requestBody),
    response: text(`${status}`, responseHeaders, exchange.responseBody),
    findings: [...describe("request", requestFindings), ...describe("response", responseFindings)],
    curl: isDelivery ? undefined : curlCommand(exchange, { redact, isSecretShown }),
  };
}

const shorten = (text: string) =>
  text.length > maxBodyLength
    ? `${text.slice(0, maxBodyLength)}… (${text.length} characters)`
    : text;
