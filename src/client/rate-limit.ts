/** What the service last said about its limit; undefined where it did not say. */
export interface RateLimit {
  /** Requests permitted per hour. */
  limit: number | undefined;
  /** Requests left. */
  remaining: number | undefined;
  /** When requests are accepted again. */
  resetAt: Date | undefined;
}

/** Seconds: what would lie before 2024 as a time since the epoch is a time from now. */
const startOf2024 = 1_704_067_200;

/** Seconds: the last moment that a `Date` can hold. */
const lastMoment = 8.64e12;

/** Reads the three rate-limit headers. */
export function readRateLimit({ headers }: Response, now: number): RateLimit {
  const [limit, remaining, reset] = ["Limit", "Remaining", "Reset"].map((name) =>
    readNumber(headers.get(`X-RateLimit-${name}`)),
  );
  const from = (reset ?? 0) < startOf2024 ? now : 0;
  return { limit, remaining, resetAt: reset === undefined ? reset : new Date(from + reset * 1000) };
}

/**
 * When an answer asks to be asked again, in milliseconds since the epoch: `Retry-After` (RFC 9110,
 * 10.2.3) or the reset of the rate limit, whichever is later; undefined if it does not say.
 */
export function readRetryTime(response: Response, now: number): number | undefined {
  const header = response.headers.get("Retry-After") ?? "";
  const seconds = readNumber(header);
  const after =
    seconds === undefined ? /GMT$/.test(header) && Date.parse(header) : now + seconds * 1000;
  const reset = response.status === 429 && readRateLimit(response, now).resetAt?.getTime();
  return Math.max(after || 0, reset || 0) || undefined;
}

function readNumber(text: string | null): number | undefined {
  const number = /^\d+(\.\d+)?$/.test(text ?? "") ? Number(text) : Number.NaN;
  return number <= lastMoment ? number : undefined;
}
