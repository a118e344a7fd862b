import { monotonic, sleep } from "../shared/clock.js";
import { type RateLimit, readRateLimit, readRetryTime } from "../shared/rate-limit-headers.js";
import { createRedact, type Redact, secretsIn } from "../shared/redaction.js";
import {
  describeRetry,
  type MendixWebhooksError,
  NetworkError,
  RateLimitError,
  type RequestState,
  requestError,
  TimeoutError,
  toLine,
} from "./client-errors.js";
import type { CheckedOptions } from "./client-options.js";
import { backoff, type ErrorCode, isRetryable, mayHaveSucceeded } from "./retry-rules.js";
import {
  type AttemptResult,
  type Failure,
  type PlainRequest,
  type ReadResponse,
  sendOnce,
} from "./send-once.js";

/** The options of a call, and what has become known of its request. */
export interface CallState {
  options: CheckedOptions;
  signal: AbortSignal | undefined;
  request: RequestState;
  /** When the call has to end, by the monotonic clock. */
  deadlineAt: number;
  /** Values that hold secrets. */
  secrets: unknown[];
  redact: Redact;
}

/**
 * Starts a call, and its deadline unless several calls share one.
 *
 * @param request - the request as far as it is known
 * @param secrets - values that hold secrets, such as the body of the request
 */
export const startCall = (
  options: CheckedOptions,
  { method, url }: Pick<RequestState, "method" | "url">,
  signal: AbortSignal | undefined,
  secrets: unknown[],
  deadlineAt = monotonic(options.clock) + options.deadline,
): CallState => ({
  options,
  signal,
  secrets,
  deadlineAt,
  // Made only for errors.
  redact: (text) =>
    createRedact([options.token, ...Object.values(options.headers), ...secretsIn(secrets)])(text),
  request: { method, url, attempts: 0, mayHaveSucceeded: false },
});

/** Sends requests, repeats them where that may help, and observes the rate limit. */
export class Sender {
  /** The rate limit as the service last reported it. */
  rateLimit?: RateLimit;

  /**
   * Returns the response to the last attempt, whatever its status, and its body.
   *
   * @throws NetworkError, TimeoutError; RateLimitError if nothing was sent
   */
  async send(request: PlainRequest, call: CallState): Promise<ReadResponse> {
    const { method, url } = request;
    call.request.method = method;
    call.request.url = url;
    for (;;) {
      if (call.options.waitForRateLimit) await this.#waitForRateLimit(call);
      const result = await sendOnce(request, timeForAttempt(call), call.signal, call.options);
      this.#observe(result, call);
      const isFinal =
        call.request.attempts > call.options.maxRetries || !isRetryable(method, result);
      if (isFinal || !(await waitBeforeRetry(result, call))) {
        if (result.response) return result;
        throw attemptError(result, call);
      }
    }
  }

  async #waitForRateLimit(call: CallState): Promise<void> {
    const { remaining, resetAt } = this.rateLimit ?? {};
    if (remaining !== 0 || !resetAt) return;
    const time = resetAt.getTime();
    if (await waitUntil(time, true, call)) return;
    const reason = describeRetry(time, call.options.clock.now());
    const details = { ...this.rateLimit, status: 429, reason };
    throw requestError(RateLimitError, "not sent", call.request, details);
  }

  /** Notes what the result of an attempt says of its request and of the rate limit. */
  #observe(result: AttemptResult, { request, options: { clock, logger } }: CallState): void {
    const { response, failure } = result;
    request.attempts += 1;
    request.mayHaveSucceeded ||= mayHaveSucceeded(request.method, result);
    if (response?.headers.has("X-RateLimit-Limit")) {
      const reported = readRateLimit(response.headers, clock.now());
      if (reported.limit) this.rateLimit = reported;
    }
    logger?.debug("attempt", { ...request, result: failure ?? response?.status });
  }
}

/**
 * Returns the milliseconds that the next attempt may take.
 *
 * @throws NetworkError, TimeoutError if the call has ended
 */
function timeForAttempt(call: CallState): number {
  const { options, signal, deadlineAt } = call;
  const timeLeft = deadlineAt - monotonic(options.clock);
  if (signal?.aborted) throw attemptError({ failure: "aborted", error: signal.reason }, call);
  if (timeLeft <= 0) throw attemptError({ failure: "timeout" }, call);
  return Math.min(options.timeout, timeLeft);
}

/** Waits before the next attempt: as long as the response asks for, or else with backoff. */
function waitBeforeRetry({ response }: AttemptResult, call: CallState): Promise<boolean> {
  const now = call.options.clock.now();
  const requested = (response && readRetryTime(response, now)) ?? 0;
  // A time that has passed is no reason to repeat at once.
  const isRequested = requested > now;
  const time = isRequested ? requested : now + backoff(call.request.attempts, call.options.random);
  return waitUntil(time, isRequested, call);
}

/** Waits until a time in milliseconds since the Unix epoch; returns false if that is too long. */
async function waitUntil(
  time: number,
  isRequested: boolean,
  { options, signal, deadlineAt, request }: CallState,
): Promise<boolean> {
  const { clock, maxRetryAfter, logger } = options;
  const wait = time - clock.now();
  const isTooLate = monotonic(clock) + wait > deadlineAt;
  if (isTooLate || (isRequested && wait > maxRetryAfter * 1000)) return false;
  if (wait > 0) {
    logger?.warn("wait", { ...request, wait });
    await sleep(clock, wait, signal);
  }
  return true;
}

const failureTexts = {
  network: "got no response",
  timeout: "timed out",
  aborted: "was aborted",
};

/** Makes the error for an attempt that ended without a response. */
function attemptError({ failure, error }: Failure, call: CallState): MendixWebhooksError {
  const ErrorClass = failure === "timeout" ? TimeoutError : NetworkError;
  return failedRequestError(ErrorClass, failureTexts[failure], error, call, failure);
}

/** Makes the error of a request for what was thrown while it was made, sent or read. */
export function failedRequestError(
  ErrorClass: typeof MendixWebhooksError,
  what: string,
  error: unknown,
  { redact, request }: CallState,
  code: string,
): MendixWebhooksError {
  const cause = redactError(error, redact);
  const reason = toLine(rootMessage(cause));
  return requestError(ErrorClass, what, request, { code, cause, reason });
}

/** Copies an error and its causes without secrets: `fetch` may quote the request in its errors. */
function redactError(error: unknown, redact: Redact, depth = 0): Error | undefined {
  if (!error || depth > 9) return undefined;
  const {
    name = "Error",
    message,
    stack,
    cause,
    code,
    errors,
  } = error as AggregateError & ErrorCode;
  // A cause that is not an error says nothing, such as the response of a mock.
  if (depth && message === undefined) return undefined;
  // Where a name has several addresses, there is an error for each of them.
  const inner = cause ?? (Array.isArray(errors) ? errors[0] : undefined);
  const text = redact(`${message ?? error}`);
  const copy = new Error(text, { cause: redactError(inner, redact, depth + 1) });
  if (stack) copy.stack = redact(stack);
  return Object.assign(copy, { name }, code !== undefined && { code });
}

/** The message of the innermost cause, which names the reason: `connect ECONNREFUSED 127.0.0.1:1`. */
const rootMessage = (error: Error | undefined): string =>
  error ? rootMessage(error.cause as Error | undefined) || error.message : "";
