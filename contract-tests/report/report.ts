import { noResponseStatus } from "../oracle/http-exchange.js";
import type { Finding } from "../oracle/oracle.js";
import { type Check, CheckFailure, type Outcome, type SuiteContext } from "../run/check.js";
import type { CoverageRow } from "../run/coverage.js";
import { assign, type Suite } from "../run/suite.js";
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
  notes?: string[];
  /** Milliseconds since the Unix epoch. @default when this process began, and now */
  startTime?: number;
  endTime?: number;
  commit?: string | undefined;
}

/**
 * Takes the outcomes of a run one by one, so that what went over the wire need not be kept.
 *
 * @param secrets - masked like the secrets of the exchanges
 */
export function createReporter(suite: Suite, target: Target, secrets: readonly string[] = []) {
  const { checks, notApplicable, coverage } = assign(suite, target);
  const mask = createMask(secrets);
  const passed: string[] = [];
  const failed: Failure[] = [];
  const remarks = new Set(
    target.unimplemented.map(
      (row) => `${row} returns the contract's example: it has no handler yet`,
    ),
  );

  /** Adds checks that are neither covered nor failed. */
  function setApart(some: Check[], reason: string): void {
    const reasonWhy = `not asked, because ${reason}`;
    if (some.length > 0) {
      notApplicable.set(reasonWhy, [...(notApplicable.get(reasonWhy) ?? []), ...some]);
    }
  }

  function add(outcome: Outcome): void {
    const { check, error, notAsked, notes = [] } = outcome;
    for (const note of notes) remarks.add(note);
    if (notAsked !== undefined) setApart([check], notAsked);
    else if (error !== undefined) {
      failed.push(failureOf(suite, outcome, mask, createMask(secrets, outcome.exchanges)));
    } else {
      passed.push(mask(check.title));
      coverage.prove(check.proves);
    }
  }

  function report({ url, notes = [], commit, ...times }: RunFacts): Report {
    const { startTime = performance.timeOrigin, endTime = Date.now() } = times;
    const { title, version } = suite.contract.info;
    return {
      target: mask(target.name),
      url: mask(url),
      contract: `${title} ${version}`,
      startedAt: new Date(startTime),
      seconds: Math.round((endTime - startTime) / 1_000),
      commit,
      coverage: coverage.table(),
      passed,
      failed,
      notApplicable: [...notApplicable].map(([reason, some]) => [
        mask(reason),
        some.map((check) => mask(check.title)),
      ]),
      notes: [...remarks, ...notes].map(mask),
    };
  }

  return { checks, coverage, failed, add, setApart, report };
}

/** Failures grouped by their cause, the most frequent cause first. */
export function failuresByCause({ failed }: Report): [cause: string, failures: Failure[]][] {
  const groups = new Map<string, Failure[]>();
  for (const failure of failed) {
    groups.set(failure.cause, [...(groups.get(failure.cause) ?? []), failure]);
  }
  return [...groups].sort(([, a], [, b]) => b.length - a.length);
}

export const countOf = ({ length }: unknown[]) => `${length} check${length === 1 ? "" : "s"}`;

function failureOf(
  context: SuiteContext,
  { check, error, exchanges }: Outcome,
  maskOwn: Mask,
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
    // The values in them are the suite's own, and say what is wrong.
    title: maskOwn(check.title),
    cause: (error instanceof CheckFailure ? maskOwn : mask)(causeOf(check, error, calls)),
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
  const line = status === noResponseStatus ? "None" : `${status}`;
  const requestLine = `${isDelivery ? "A delivery: " : ""}${method} ${mask(url)}`;
  return {
    request: text(requestLine, requestHeaders, exchange.requestBody),
    response: text(line, responseHeaders, exchange.responseBody),
    findings: [...describe("request", requestFindings), ...describe("response", responseFindings)],
    curl: isDelivery ? undefined : curlCommand(exchange, mask),
  };
}

function shorten(text: string): string {
  if (text.length <= maxBodyLength) return text;
  // A copy, because a slice would keep the whole text in memory.
  const start = Buffer.from(text.slice(0, maxBodyLength)).toString();
  return `${start}… (${text.length} characters)`;
}
