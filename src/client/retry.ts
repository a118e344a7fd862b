import type { Outcome } from "./attempt.js";

const passing = [408, 429, 500, 502, 503, 504];

/** Failures to connect: nothing of the request has left. */
const unsent = /REFUSED|NOTFOUND|EAI_AGAIN|UNREACH|CONNECT_T/;

/** Whether sending the request once more is harmless and may help. */
export function isRetryable(method: string, { response, failure, error }: Outcome): boolean {
  // RFC 9110, 9.2.2: repeating any other method has the effect of sending it once.
  const isIdempotent = !/^(POST|PATCH)$/.test(method);
  if (!response) return failure !== "aborted" && (isIdempotent || isUnsent(error));
  return response.status === 429 || (isIdempotent && passing.includes(response.status));
}

/** Whether the service may have carried out a request of which this is all that is known. */
export function mayHaveSucceeded(method: string, { response, error }: Outcome): boolean {
  if (method === "GET") return false;
  return response ? response.status === 408 || response.status >= 500 : !isUnsent(error);
}

/** Whether it is known that nothing was sent. */
function isUnsent(error: unknown): boolean {
  const { code, cause } = (error ?? {}) as { code?: string; cause?: unknown };
  return unsent.test(code ?? "") || (!!cause && isUnsent(cause));
}

/**
 * Milliseconds to wait after so many attempts: exponential from 500 ms to 8 s, with full jitter,
 * so that many clients that failed together do not come back together.
 */
export const backoff = (attempts: number, random: () => number): number =>
  Math.min(8000, 250 * 2 ** attempts) * random();
