/** Numbers from 0 to below 1. */
export type Random = () => number;

/** The same numbers in every run for the same seed (mulberry32). */
export function seededRandom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** An id as the service makes them: a prefix, and characters that say nothing. */
export function randomId(random: Random, prefix: string, length = 30): string {
  let id = prefix;
  for (let i = 0; i < length; i += 1) id += letters[Math.floor(random() * letters.length)];
  return id;
}

export const pick = <T>(random: Random, list: readonly T[]): T =>
  list[Math.floor(random() * list.length)] as T;
