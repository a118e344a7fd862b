/** The rate limit as the service last reported it; undefined where it did not say. */
export interface RateLimit {
  /** Requests permitted per hour. */
  limit: number | undefined;
  /** Requests left. */
  remaining: number | undefined;
  /** When requests are accepted again. */
  resetAt: Date | undefined;
}

/** In seconds. A reset that would lie before 2024 as a Unix time is a number of seconds left. */
const startOf2024 = 1_704_067_200;

/**
 * Reads the three `X-RateLimit-` headers.
 *
 * @param now - milliseconds since the Unix epoch
 */
export function readRateLimit(headers: Headers, now: number): RateLimit {
  const [limit, remaining, reset] = ["Limit", "Remaining", "Reset"].map((name) =>
    readNumber(headers.get(`X-RateLimit-${name}`)),
  );
  const from = (reset ?? 0) < startOf2024 ? now : 0;
  return { limit, remaining, resetAt: reset === undefined ? reset : new Date(from + reset * 1000) };
}

/**
 * Reads when a response asks for the next request: `Retry-After` (RFC 9110, section 10.2.3) or, of
 * a 429, the reset of the rate limit, whichever is later.
 *
 * @param now - milliseconds since the Unix epoch
 * @returns milliseconds since the Unix epoch; undefined if the response does not say
 */
export function readRetryTime(
  { status, headers }: Pick<Response, "status" | "headers">,
  now: number,
): number | undefined {
  const retryAfter = headers.get("Retry-After") ?? "";
  const seconds = readNumber(retryAfter);
  const date = /GMT$/.test(retryAfter) ? Date.parse(retryAfter) : undefined;
  const time = seconds === undefined ? date : now + seconds * 1000;
  const reset = status === 429 ? readRateLimit(headers, now).resetAt?.getTime() : undefined;
  return Math.max(time || 0, reset || 0) || undefined;
}

/** Reads a number that a `Date` can hold as a Unix time. */
const readNumber = (text: string | null): number | undefined =>
  /^\d{1,11}(\.\d+)?$/.test(text ?? "") ? Number(text) : undefined;
