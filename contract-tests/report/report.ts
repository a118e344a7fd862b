import type { Finding } from "../oracle/oracle.js";
import type { SuiteContext } from "../run/check.js";
import type { CoverageRow } from "../run/coverage.js";
import type { Outcome } from "../run/run-check.js";
import type { Assignment } from "../run/suite.js";
import type { Target } from "../targets/target.js";
import { curlCommand } from "./curl-command.js";
import {
  causeOf,
  type Rule,
  type ValidatedExchange,
  validateExchange,
  violatedRules,
} from "./failure-cause.js";
import { createMask, type Mask, maskHeader } from "./masking.js";

/** The result of a run in texts that contain no secret and no control character. */
export interface Report {
  target: string;
  url: string;
  contract: string;
  startedAt: Date;
  seconds: number;
  commit: string | undefined;
  coverage: CoverageRow[];
  /** Titles of the checks that passed. */
  passed: string[];
  failed: Failure[];
  /** Titles of the checks that were not run, by the reason. */
  notApplicable: [reason: string, titles: string[]][];
  /** Remarks on the figures, such as operations that the target does not implement. */
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
  /** How the exchange violates the contract. */
  findings: string[];
  /** Undefined for a delivery, which the target sent. */
  curl: string | undefined;
}

/** Exchanges that are shown of a failed check. */
const maxExchanges = 3;
/** Characters that are shown of a body; the curl command contains all of it. */
const maxBodyLength = 4_000;

/** What a report says of a run, beside its outcomes. */
interface RunFacts {
  url: string;
  assignment: Assignment;
  notes: string[];
  /** Milliseconds since the Unix epoch. @default when this process began, and now */
  startTime?: number;
  endTime?: number;
  commit?: string | undefined;
}

export interface Run extends RunFacts {
  context: SuiteContext;
  target: Target;
  outcomes: Outcome[];
  /** Masked like the secrets of the exchanges. */
  secrets: readonly string[];
}

export function reportOf({ context, target, outcomes, secrets, ...facts }: Run): Report {
  const reporter = createReporter(context, target, secrets);
  for (const outcome of outcomes) reporter.add(outcome);
  return reporter.report(facts);
}

/** Takes the outcomes of a run one by one, so that it need not keep what went over the wire. */
export function createReporter(context: SuiteContext, target: Target, secrets: readonly string[]) {
  const mask = createMask(secrets);
  const passed: string[] = [];
  const failed: Failure[] = [];

  function add(outcome: Outcome): void {
    if (outcome.error === undefined) passed.push(mask(outcome.check.title));
    else failed.push(failureOf(context, outcome, createMask(secrets, outcome.exchanges)));
  }

  function report({ assignment, ...facts }: RunFacts): Report {
    const { startTime = performance.timeOrigin, endTime = Date.now() } = facts;
    const { title, version } = context.contract.info;
    return {
      target: mask(target.name),
      url: mask(facts.url),
      contract: `${title} ${version}`,
      startedAt: new Date(startTime),
      seconds: Math.round((endTime - startTime) / 1_000),
      commit: facts.commit,
      coverage: assignment.coverage.table(),
      passed,
      failed,
      notApplicable: [...assignment.notApplicable].map(([reason, checks]) => [
        mask(reason),
        checks.map((check) => mask(check.title)),
      ]),
      notes: facts.notes.map(mask),
    };
  }

  return { failed, add, report };
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
  { check, error, exchanges }: Outcome,
  mask: Mask,
): Failure {
  const validated = exchanges.map((one) => validateExchange(context, one));
  const deliveries = validated.filter(({ exchange }) => exchange.isDelivery);
  const calls = validated.filter(({ exchange }) => !exchange.isDelivery);
  const firstFaulty = calls.find(({ responseFindings }) => responseFindings.length > 0);
  const last = calls.slice(-maxExchanges);
  const before = firstFaulty && !last.includes(firstFaulty) ? [firstFaulty] : [];
  const shown = [...deliveries.slice(-maxExchanges), ...before, ...last];
  const rules = violatedRules(context.contract, check, calls);
  return {
    title: mask(check.title),
    cause: mask(causeOf(check, error, calls)),
    message: shorten(mask(error instanceof Error ? error.message : String(error))),
    rules: rules.map(({ pointer, excerpt }) => ({ pointer, excerpt: mask(excerpt) })),
    exchanges: shown.map((one) => reportedExchange(one, mask)),
  };
}

function reportedExchange(
  { exchange, requestFindings, responseFindings }: ValidatedExchange,
  mask: Mask,
): ReportedExchange {
  const { method, url, requestHeaders, status, responseHeaders, isDelivery } = exchange;
  const text = (firstLine: string, headers: Record<string, string>, body: string) => {
    const lines = Object.entries(headers).map((header) => maskHeader(header, mask));
    return [firstLine, ...lines, ...(body && ["", shorten(mask(body))])].join("\n");
  };
  const describe = (message: string, findings: Finding[]) =>
    findings.map(({ place, keyword, missing = "" }) =>
      `the ${message}: ${place} violates ${keyword} ${missing}`.trim(),
    );
  const requestLine = `${isDelivery ? "A delivery: " : ""}${method} ${mask(url)}`;
  return {
    request: text(requestLine, requestHeaders, exchange.requestBody),
    response: text(`${status}`, responseHeaders, exchange.responseBody),
    findings: [...describe("request", requestFindings), ...describe("response", responseFindings)],
    curl: isDelivery ? undefined : curlCommand(exchange, mask),
  };
}

const shorten = (text: string) =>
  text.length > maxBodyLength
    ? `${text.slice(0, maxBodyLength)}… (${text.length} characters)`
    : text;
