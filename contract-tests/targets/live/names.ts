/** What the name of every webhook begins with that a live run makes. */
export const prefix = "Contract test";

/** A run's own way to name webhooks. */
export interface Names {
  /** What each of its names begins with. */
  start: string;
  /** Whether a webhook is this run's, or was left over by one that began before it. */
  isDisposable(name: string): boolean;
}

/** @param started - milliseconds since the Unix epoch */
export function createNames(started: number, random: string): Names {
  const start = `${prefix} ${started} ${random}`;
  return {
    start,
    isDisposable(name) {
      if (name === start || name.startsWith(`${start} `)) return true;
      const [, before] = name.match(new RegExp(`^${prefix} (\\d{13}) [a-z0-9]+( |$)`)) ?? [];
      return before !== undefined && Number(before) < started;
    },
  };
}
