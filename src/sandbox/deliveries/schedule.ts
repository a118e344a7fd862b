import { SandboxError } from "../errors.js";

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** The waits between a failed attempt and the next, as Standard Webhooks recommends them. */
const waits = [5 * second, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 10 * hour];

/** A year is enough; without an end there would be dates that cannot be written. */
const highestScale = 1_000;

/** Milliseconds to wait before a retry, counted from 0; undefined if there is none any more. */
export type Schedule = (retry: number) => number | undefined;

/**
 * Makes the schedule of retries.
 *
 * @param scale - multiplies each wait; 0 retries at once
 * @throws SandboxError when the scale is not a number from 0 to 1,000
 */
export function createSchedule(scale = 1): Schedule {
  if (!(scale >= 0 && scale <= highestScale)) {
    throw new SandboxError(`option 'retryScale' must be a number from 0 to ${highestScale}`);
  }
  return (retry) => {
    const wait = waits[retry];
    return wait === undefined ? undefined : wait * scale;
  };
}
