import { setTimeout } from "node:timers/promises";
import { responsesRow } from "../../derive/coverage-plan.js";
import type { Check } from "../../run/check.js";
import type { Target } from "../../targets/target.js";

/**
 * Runs checks against a faulty target until one fails.
 *
 * @param patience - milliseconds without a response that count as noticed; only for a target
 *   whose fault is that it never responds
 * @returns the check that noticed the fault; undefined if none did
 */
export async function findKiller(
  target: Target,
  checks: Iterable<Check>,
  patience?: number,
): Promise<Check | undefined> {
  for (const check of checks) {
    const passes = check.run(target).then(
      () => true,
      () => false,
    );
    const silence = patience === undefined ? [] : [setTimeout(patience, false)];
    if (!(await Promise.race([passes, ...silence]))) return check;
  }
  return undefined;
}

/** Counts what the suite noticed, and which kind of check did. */
export class KillCount {
  readonly #killedBy = new Map<string, number>();
  #equivalent = 0;
  #survived = 0;

  /** @param reason - why no check can notice; undefined if one should */
  add(killer: Check | undefined, reason: string | undefined): void {
    if (killer !== undefined) {
      const kind = kindOf(killer);
      this.#killedBy.set(kind, (this.#killedBy.get(kind) ?? 0) + 1);
    } else if (reason === undefined) this.#survived += 1;
    else this.#equivalent += 1;
  }

  toString(): string {
    const counts = [...this.#killedBy].sort(([, a], [, b]) => b - a);
    const killed = counts.reduce((sum, [, count]) => sum + count, 0);
    const by = counts.map(([kind, count]) => `${count} by ${kind}`).join(", ");
    return `${killed} killed (${by}), ${this.#equivalent} equivalent, ${this.#survived} survived`;
  }
}

function kindOf({ needs, proves: [item] }: Check): string {
  if (needs.includes("forced answers")) return "responses";
  if (needs.includes("invalid responses")) {
    return item?.row === responsesRow ? "invalid responses" : "deliveries";
  }
  if (item?.column === "behaviours") return "behaviours";
  const isOfSchema = item?.column === "examples" || item?.name.startsWith("/");
  return isOfSchema ? "constraints" : "protocol";
}
