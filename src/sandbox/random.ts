/** Returns numbers from 0 to below 1, as `Math.random` does. */
export type Random = () => number;

/** A generator that returns the same numbers for the same seed (mulberry32). */
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

/** An id in the form that the service uses: a prefix and random characters. */
export function randomId(random: Random, prefix: string, length = 30): string {
  let id = prefix;
  for (let i = 0; i < length; i += 1) id += letters[Math.floor(random() * letters.length)];
  return id;
}

export const pick = <T>(random: Random, list: readonly T[]): T =>
  list[Math.floor(random() * list.length)] as T;
