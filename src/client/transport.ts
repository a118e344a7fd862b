import { createRedact, type Redact, secretsIn } from "../shared/redaction.js";
import { attempt, type Outcome } from "./attempt.js";
import { failure, NetworkError, RateLimitError, type Sent, TimeoutError } from "./errors.js";
import type { CheckedOptions } from "./options.js";
import { type RateLimit, readRateLimit, readRetryTime } from "./rate-limit.js";
import { backoff, isRetryable, mayHaveSucceeded } from "./retry.js";

/** One call on its way: its options, and what is known of it so far. */
export interface Journey extends CheckedOptions {
  sent: Sent;
  /** When the call has to be over, in milliseconds since the epoch. */
  until: number;
  redact: Redact;
}

/** Begins a call; its time runs from here. */
export const startJourney = (
  options: CheckedOptions & { until?: number },
  body?: unknown,
): Journey => ({
  until: options.clock.now() + options.deadline,
  ...options,
  redact: createRedact([options.token, ...Object.values(options.headers), ...secretsIn(body)]),
  sent: { method: "", url: "", attempts: 0, mayHaveSucceeded: false },
});

/** Sends requests until they are answered for good. */
export class Transport {
  rateLimit?: RateLimit;

  /** @throws NetworkError, TimeoutError; RateLimitError when nothing was sent */
  async send(request: Request, journey: Journey): Promise<Response> {
    const { sent } = journey;
    const { method, url, signal } = request;
    Object.assign(sent, { method, url });
    const body = request.body && (await request.arrayBuffer());
    for (;;) {
      const { remaining, resetAt } = this.rateLimit ?? {};
      const isUsedUp = journey.waitForRateLimit && remaining === 0;
      if (isUsedUp && !(await waitUntil(Number(resetAt), true, journey, signal))) {
        throw failure(RateLimitError, "not sent", sent, { ...this.rateLimit, status: 429 });
      }
      const outcome = await this.#attempt(request, body, journey);
      const isFinal = sent.attempts > journey.maxRetries || !isRetryable(method, outcome);
      if (isFinal || !(await pause(outcome, journey, signal))) return settle(outcome, journey);
    }
  }

  async #attempt(request: Request, body: ArrayBuffer | null, journey: Journey): Promise<Outcome> {
    const { clock, sent } = journey;
    const { method, url, signal } = request;
    const headers = new Headers(request.headers);
    // Whoever changed the address on the way, the token goes nowhere else.
    if (url.startsWith(`${new URL(journey.baseUrl).origin}/`)) {
      headers.set("Authorization", `MxToken ${journey.token}`);
    }
    const timeout = Math.min(journey.timeout, journey.until - clock.now());
    const init = { method, headers, body, signal };
    const outcome = await attempt(url, init, timeout, journey);
    sent.attempts += 1;
    sent.mayHaveSucceeded ||= mayHaveSucceeded(method, outcome);
    const { response, failure } = outcome;
    const seen = response && readRateLimit(response, clock.now());
    if (seen?.limit) this.rateLimit = seen;
    journey.logger?.debug("attempt", { ...sent, result: failure ?? response?.status });
    return outcome;
  }
}

/** Waits before the next attempt, as the answer asks or else with backoff. */
function pause({ response }: Outcome, journey: Journey, signal: AbortSignal): Promise<boolean> {
  const { clock, random, sent } = journey;
  const now = clock.now();
  const asked = response && readRetryTime(response, now);
  return waitUntil(asked ?? now + backoff(sent.attempts, random), !!asked, journey, signal);
}

/** Waits, unless it would take too long; tells whether it did. */
async function waitUntil(
  time: number,
  isAsked: boolean,
  { clock, until, maxRetryAfter, logger, sent }: Journey,
  signal: AbortSignal,
): Promise<boolean> {
  const wait = time - clock.now();
  if (time > until || (isAsked && wait > maxRetryAfter * 1000)) return false;
  if (wait > 0) {
    logger?.warn("wait", { ...sent, wait });
    await clock.sleep(wait, signal);
  }
  return true;
}

/** The answer, or the error that stands for having none. */
export function settle(
  { response, failure: code, error }: Outcome,
  { redact, sent }: Journey,
): Response {
  if (response) return response;
  const what = code === "network" ? "got no answer" : (code as string);
  throw failure(code === "timeout" ? TimeoutError : NetworkError, what, sent, {
    code: code as string,
    cause: withoutSecrets(error, redact),
  });
}

/** A copy of an error and its causes: what `fetch` throws may hold pieces of the exchange. */
function withoutSecrets(error: unknown, redact: Redact): unknown {
  if (!error) return undefined;
  const { message, cause, code } = error as Error & { code?: unknown };
  const copy = new Error(redact(`${message ?? error}`), { cause: withoutSecrets(cause, redact) });
  return Object.assign(copy, { code });
}
