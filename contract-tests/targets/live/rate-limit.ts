/** A value that would lie before 2024 as an epoch is a number of seconds. */
const firstEpoch = Date.UTC(2024) / 1_000;

/** Seconds until the service wants to be asked again; undefined if it does not say. */
export function secondsToWait(headers: Headers, now: number): number | undefined {
  const after = headers.get("retry-after");
  if (after !== null) {
    const seconds = /^\d+$/.test(after) ? Number(after) : (Date.parse(after) - now) / 1_000;
    if (!Number.isNaN(seconds)) return Math.max(0, Math.ceil(seconds));
  }
  const reset = headers.get("x-ratelimit-reset") ?? "";
  if (!/^\d+$/.test(reset)) return undefined;
  const value = Number(reset);
  return value < firstEpoch ? value : Math.max(0, Math.ceil(value - now / 1_000));
}
