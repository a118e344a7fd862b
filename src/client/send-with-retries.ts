import { sleep } from "../shared/clock.js";
import { type RateLimit, readRateLimit, readRetryTime } from "../shared/rate-limit-headers.js";
import { createRedact, type Redact, secretsIn } from "../shared/redaction.js";
import {
  type MendixWebhooksError,
  NetworkError,
  RateLimitError,
  type RequestState,
  requestError,
  TimeoutError,
} from "./client-errors.js";
import type { CheckedOptions } from "./client-options.js";
import { type AttemptResult, sendOnce } from "./send-once.js";

/** The options of a call, and what has become known of its request. */
export interface CallState extends CheckedOptions {
  request: RequestState;
  /** When the call has to end, in milliseconds since the Unix epoch. */
  deadlineAt: number;
  redact: Redact;
}

/** Starts a call, and its deadline unless several calls share one. */
export const startCall = (
  options: CheckedOptions,
  body?: unknown,
  deadlineAt = options.clock.now() + options.deadline,
): CallState => ({
  ...options,
  deadlineAt,
  redact: createRedact([options.token, ...Object.values(options.headers), ...secretsIn(body)]),
  request: { method: "", url: "", attempts: 0, mayHaveSucceeded: false },
});

/** Sends requests, repeats them where that may help, and observes the rate limit. */
export class Sender {
  /** The rate limit as the service last reported it. */
  rateLimit?: RateLimit;

  /**
   * Returns the response to the last attempt, whatever its status.
   *
   * @throws NetworkError, TimeoutError; RateLimitError if nothing was sent
   */
  async send(request: Request, call: CallState): Promise<Response> {
    const { method, url, signal } = request;
    Object.assign(call.request, { method, url });
    const body = request.body && (await request.arrayBuffer());
    for (;;) {
      await this.#waitForRateLimit(call, signal);
      const result = await this.#attempt(request, body, call);
      const isFinal = call.request.attempts > call.maxRetries || !isRetryable(method, result);
      if (isFinal || !(await waitBeforeRetry(result, call, signal))) {
        if (result.response) return result.response;
        throw attemptError(result, call);
      }
    }
  }

  async #waitForRateLimit(call: CallState, signal: AbortSignal): Promise<void> {
    const { remaining, resetAt } = this.rateLimit ?? {};
    if (!call.waitForRateLimit || remaining !== 0 || !resetAt) return;
    if (await waitUntil(resetAt.getTime(), true, call, signal)) return;
    const details = { ...this.rateLimit, status: 429 };
    throw requestError(RateLimitError, "not sent", call.request, details);
  }

  async #attempt(
    request: Request,
    body: ArrayBuffer | null,
    call: CallState,
  ): Promise<AttemptResult> {
    const { clock, logger } = call;
    const { method, url, signal } = request;
    const headers = new Headers(request.headers);
    // Middleware may have changed the URL; the token is for the origin of the API alone.
    if (url.startsWith(`${new URL(call.baseUrl).origin}/`)) {
      headers.set("Authorization", `MxToken ${call.token}`);
    }
    const timeout = Math.min(call.timeout, call.deadlineAt - clock.now());
    const result = await sendOnce(url, { method, headers, body, signal }, timeout, call);
    call.request.attempts += 1;
    call.request.mayHaveSucceeded ||= mayHaveSucceeded(method, result);
    const { response, failure } = result;
    const reported = response && readRateLimit(response.headers, clock.now());
    if (reported?.limit) this.rateLimit = reported;
    logger?.debug("attempt", { ...call.request, result: failure ?? response?.status });
    return result;
  }
}

/** Waits before the next attempt: as long as the response asks for, or else with backoff. */
function waitBeforeRetry(
  { response }: AttemptResult,
  call: CallState,
  signal: AbortSignal,
): Promise<boolean> {
  const now = call.clock.now();
  const requested = response && readRetryTime(response, now);
  const time = requested ?? now + backoff(call.request.attempts, call.random);
  return waitUntil(time, requested !== undefined, call, signal);
}

/** Waits until a time in milliseconds since the Unix epoch; returns false if that is too long. */
async function waitUntil(
  time: number,
  isRequested: boolean,
  { clock, deadlineAt, maxRetryAfter, logger, request }: CallState,
  signal: AbortSignal,
): Promise<boolean> {
  const wait = time - clock.now();
  if (time > deadlineAt || (isRequested && wait > maxRetryAfter * 1000)) return false;
  if (wait > 0) {
    logger?.warn("wait", { ...request, wait });
    await sleep(clock, wait, signal);
  }
  return true;
}

/** Makes the error for an attempt that ended without a response. */
export function attemptError(
  { failure, error }: AttemptResult,
  { redact, request }: CallState,
): MendixWebhooksError {
  const ErrorClass = failure === "timeout" ? TimeoutError : NetworkError;
  const what = failure === "network" ? "got no answer" : `${failure}`;
  const details = { code: `${failure}`, cause: redactError(error, redact) };
  return requestError(ErrorClass, what, request, details);
}

/** Copies an error and its causes without secrets: `fetch` may quote the request in its errors. */
function redactError(error: unknown, redact: Redact): unknown {
  if (!error) return undefined;
  const { message, cause, code } = error as Error & { code?: unknown };
  const copy = new Error(redact(`${message ?? error}`), { cause: redactError(cause, redact) });
  return Object.assign(copy, { code });
}

const retryableStatuses = [408, 429, 500, 502, 503, 504];

/** Codes of errors that mean that no connection was made, so nothing was sent. */
const connectErrorCode = /REFUSED|NOTFOUND|EAI_AGAIN|UNREACH|CONNECT_T/;

/** Whether sending the request once more is harmless and may help. */
export function isRetryable(method: string, { response, failure, error }: AttemptResult): boolean {
  // RFC 9110, section 9.2.2: every other method of the API is idempotent.
  const isIdempotent = !/^(POST|PATCH)$/.test(method);
  if (!response) return failure !== "aborted" && (isIdempotent || isConnectError(error));
  return response.status === 429 || (isIdempotent && retryableStatuses.includes(response.status));
}

/** Whether the service may have carried out a request that had this result. */
export function mayHaveSucceeded(method: string, { response, error }: AttemptResult): boolean {
  if (method === "GET") return false;
  return response ? response.status === 408 || response.status >= 500 : !isConnectError(error);
}

function isConnectError(error: unknown): boolean {
  const { code, cause } = (error ?? {}) as { code?: string; cause?: unknown };
  return connectErrorCode.test(code ?? "") || (!!cause && isConnectError(cause));
}

/**
 * Returns the milliseconds to wait after so many attempts: exponential from 500 ms to 8 s, with full
 * jitter, so that clients that failed at the same time do not all come back at the same time.
 */
export const backoff = (attempts: number, random: () => number): number =>
  Math.min(8000, 250 * 2 ** attempts) * random();
