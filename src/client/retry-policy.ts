import type { AttemptResult } from "./send-once.js";

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
