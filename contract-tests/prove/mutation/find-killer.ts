import { setTimeout } from "node:timers/promises";
import type { Check } from "../../run/check.js";
import type { Target } from "../../targets/target.js";

/**
 * Runs checks against a target that has something wrong with it, until one fails.
 *
 * @param patience - milliseconds of silence that count as noticed; only for a target that has
 *   nothing but silence wrong with it
 * @returns the check that noticed; undefined if none did
 */
export async function findKiller(
  target: Target,
  checks: Iterable<Check>,
  patience?: number,
): Promise<Check | undefined> {
  for (const check of checks) {
    const run = check.run(target).then(
      () => true,
      () => false,
    );
    const silence = patience === undefined ? [] : [setTimeout(patience, false)];
    if (!(await Promise.race([run, ...silence]))) return check;
  }
  return undefined;
}
