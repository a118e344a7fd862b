import type { Document } from "../../scripts/contract/document.js";
import type { Check, SuiteContext } from "../run/check.js";
import type { CoverageRow } from "../run/coverage.js";
import type { Outcome } from "../run/run-check.js";
import type { Assignment } from "../run/suite.js";
import type { Target } from "../targets/target.js";
import { curlOf } from "./curl.js";
import { type Evidence, evidenceOf } from "./evidence.js";
import { headlineOf } from "./headline.js";
import { createMask, createValueMask, type Mask, maskHeader } from "./mask.js";
import { type Rule, rulesOf } from "./rules.js";

/** What there is to tell of a run; no secret is in it any more. */
export interface Report {
  target: string;
  /** Where it was reached. */
  url: string;
  contract: string;
  coverage: CoverageRow[];
  /** Titles of the checks that passed. */
  passed: string[];
  failed: Failure[];
  /** Titles of the checks that were not asked, by the reason. */
  notApplicable: [string, string[]][];
  /** What a reader of the figures has to know besides. */
  notes: string[];
}

export interface Failure {
  title: string;
  /** The same for failures of one cause. */
  headline: string;
  message: string;
  rules: Rule[];
  /** The last ones, the last of them last. */
  exchanges: ShownExchange[];
}

/** An exchange as a reader may see it. */
export interface ShownExchange {
  request: string;
  response: string;
  /** What the oracle finds in it. */
  findings: string[];
  /** Undefined for a delivery, which is not the reader's to send. */
  curl: string | undefined;
}

/** How many exchanges of a failed check are shown: what led to the last one is mostly near. */
const shown = 3;
/** Characters of a body that are shown; the line for curl has all of it. */
const longest = 4_000;

export interface Run {
  basis: SuiteContext;
  target: Target;
  url: string;
  assignment: Assignment;
  outcomes: Outcome[];
  /** What nobody is to read, beside what is recognised as a secret. */
  secrets: readonly string[];
  notes: string[];
}

export function reportOf(run: Run): Report {
  const { basis, target, assignment, outcomes } = run;
  const { contract } = basis;
  const mask = createMask(
    run.secrets,
    outcomes.flatMap(({ exchanges }) => exchanges),
  );
  const maskGiven = createValueMask(run.secrets);
  const titles = (checks: Check[]) => checks.map(({ title }) => mask(title));
  const failed = outcomes.filter(({ error }) => error !== undefined);
  return {
    target: target.name,
    url: mask(run.url),
    contract: `${contract.info.title} ${contract.info.version}`,
    coverage: assignment.coverage.table(),
    passed: titles(outcomes.filter(({ error }) => error === undefined).map(({ check }) => check)),
    failed: failed.map((outcome) => {
      const evidence = outcome.exchanges.map((one) =>
        evidenceOf(basis, target.knownDeviations, one),
      );
      return failureOf(contract, outcome, evidence, { mask, maskGiven });
    }),
    notApplicable: [...assignment.notApplicable].map(([reason, some]) => [reason, titles(some)]),
    notes: run.notes.map(mask),
  };
}

interface Masks {
  mask: Mask;
  /** For a line that would break if more than the given secrets were taken out of it. */
  maskGiven: Mask;
}

function failureOf(
  contract: Document,
  { check, error }: Outcome,
  evidence: Evidence[],
  masks: Masks,
): Failure {
  const { mask } = masks;
  const deliveries = evidence.filter(({ exchange }) => exchange.isDelivery);
  const asked = evidence.filter(({ exchange }) => !exchange.isDelivery);
  const accused = asked.find(({ response }) => response.length > 0);
  const last = asked.slice(-shown);
  const led = accused && !last.includes(accused) ? [accused] : [];
  const chosen = [...deliveries.slice(-shown), ...led, ...last];
  // Then the suite has made it up: it is nobody's, and without it nobody can try the request.
  const isAboutSecret =
    check.proves[0]?.column === "refused" &&
    check.touches.some((pointer) => pointer.includes("/validationSecret"));
  const message = error instanceof Error ? error.message : String(error);
  return {
    title: mask(check.title),
    headline: mask(headlineOf(check, error, asked)),
    message: shorten(mask(message)),
    rules: rulesOf(contract, check, asked).map(({ pointer, excerpt }) => ({
      pointer,
      excerpt: mask(excerpt),
    })),
    exchanges: chosen.map((one) => show(one, masks, isAboutSecret)),
  };
}

function show(
  { exchange, request, response }: Evidence,
  { mask, maskGiven }: Masks,
  isAboutSecret: boolean,
): ShownExchange {
  const headers = (all: Record<string, string>) =>
    Object.entries(all).map(([name, value]) => `${name}: ${maskHeader(name, value, mask)}`);
  const text = (first: string, all: Record<string, string>, body: string) =>
    [first, ...headers(all), ...(body === "" ? [] : ["", shorten(mask(body))])].join("\n");
  const { method, url, requestHeaders, requestBody, status, responseHeaders } = exchange;
  const words = (whose: string, found: Evidence["request"]) =>
    found.map(({ place, keyword, missing }) =>
      `${whose}: ${place} breaks ${keyword} ${missing ?? ""}`.trim(),
    );
  return {
    request: text(
      `${exchange.isDelivery ? "A delivery: " : ""}${method} ${mask(url)}`,
      requestHeaders,
      requestBody,
    ),
    response: text(`${status}`, responseHeaders, exchange.responseBody),
    findings: [...words("the request", request), ...words("the response", response)],
    curl: exchange.isDelivery ? undefined : maskGiven(curlOf(exchange, isAboutSecret)),
  };
}

const shorten = (text: string) =>
  text.length > longest ? `${text.slice(0, longest)}… (${text.length} characters)` : text;
