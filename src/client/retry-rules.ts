import type { AttemptResult } from "./send-once.js";

const retryableStatuses = [408, 429, 500, 502, 503, 504];

/** What the errors of Node.js have beside a message. */
export interface ErrorCode {
  code?: string;
  syscall?: string;
}

/**
 * System calls and codes of errors that mean that no connection was made, so nothing was sent. A
 * host can become unreachable later as well: then the system call is `read` or `write`.
 */
const connectErrorCode = /^(?!read|write).*(REFUSED|NOTFOUND|EAI_AGAIN|UNREACH|CONNECT_T)/;

/** How the messages of network errors begin that are a `TypeError` without a cause or a code. */
const networkErrorMessage =
  /^(fetch failed|failed to fetch|load failed|(the )?(network|internet)|terminated|error sending)/i;

/** Whether sending the request once more is harmless and may help. */
export function isRetryable(method: string, { response, failure, error }: AttemptResult): boolean {
  // RFC 9110, section 9.2.2: every other method of the API is idempotent.
  const isIdempotent = !/^(POST|PATCH)$/.test(method);
  if (!response) {
    if (failure === "aborted" || isProgrammingError(error)) return false;
    return isIdempotent || isConnectError(error);
  }
  return response.status === 429 || (isIdempotent && retryableStatuses.includes(response.status));
}

/** Whether the service may have carried out a request that had this result. */
export function mayHaveSucceeded(method: string, { response, error }: AttemptResult): boolean {
  if (method === "GET") return false;
  if (!response) return !isConnectError(error);
  return response.ok || response.status === 408 || response.status >= 500;
}

function isConnectError(error: unknown): boolean {
  const { code, syscall, cause } = (error ?? {}) as Error & ErrorCode;
  return connectErrorCode.test(`${syscall} ${code}`) || (!!cause && isConnectError(cause));
}

/** Whether `fetch` itself is faulty. By the name, because the error may come from another realm. */
function isProgrammingError(error: unknown): boolean {
  const { name, message, code, cause } = (error ?? {}) as Error & { code?: unknown };
  const isOfLanguage = /^(Type|Reference|Range|Syntax)Error$/.test(name);
  return isOfLanguage && !cause && !code && !networkErrorMessage.test(message);
}

/**
 * Returns the milliseconds to wait after so many attempts: exponential from 500 ms to 8 s, with full
 * jitter, so that clients that failed at the same time do not all come back at the same time.
 */
export const backoff = (attempts: number, random: () => number): number =>
  Math.min(8000, 250 * 2 ** attempts) * random();
