import fc, { type Arbitrary } from "fast-check";
import type { Schema } from "../../../scripts/contract/document.js";
import { valueAt, valuesFor, withValue } from "../../derive/boundary-values.js";
import type { Constraint } from "../../derive/constraints.js";
import type { Finding, Oracle } from "../../oracle/oracle.js";
import { comparable } from "../../oracle/oracle.js";

/** What chance has to say about a change. */
export interface Chance {
  pick: number;
  position: number;
  text: string;
  json: unknown;
}

/** Shrinks towards the first value at the edge of a constraint. */
export const chances: Arbitrary<Chance> = fc.record({
  pick: fc.nat(),
  position: fc.nat(),
  text: fc.oneof(
    fc.stringMatching(/^[ -~]$/),
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 3 }),
    fc.string({ unit: "binary", maxLength: 20 }),
  ),
  json: fc.jsonValue(),
});

/**
 * Values that break a constraint, keep it, or change what was there a little.
 *
 * @param current - a value that keeps every constraint of the place
 */
export function valuesAround(constraint: Constraint, current: unknown, chance: Chance): unknown[] {
  const { breaking, keeping } = valuesFor(constraint, current);
  const more = typeof current === "string" ? textsAround(current, chance) : [chance.json];
  return [...breaking, ...more, ...keeping];
}

/** A text with something put in, taken out or replaced. */
export function textsAround(current: string, { position, text }: Chance): string[] {
  const start = position % (current.length + 1);
  const before = current.slice(0, start);
  return [before + text + current.slice(start), before + current.slice(start + 1)].concat(
    before + text + current.slice(start + 1),
    text,
  );
}

/**
 * A value that breaks one constraint and nothing else; where another constraint of the same place
 * cannot be kept meanwhile (an empty name is too short and matches no pattern), as few as can be.
 *
 * @returns undefined where chance found none, or the value does not reach the place
 */
export function breakOnce(
  oracle: Oracle,
  { schema, value }: { schema: Schema; value: unknown },
  constraint: Constraint,
  chance: Chance,
): unknown {
  const current = valueAt(value, constraint.place);
  if (current === undefined) return undefined;
  const judge = (replacement: unknown) => {
    const changed = withValue(value, constraint.place, replacement);
    const findings = oracle.validateValue(schema, changed);
    return { changed, count: breaks(constraint, findings) ? comparable(findings).length : 0 };
  };
  const around = valuesAround(constraint, current, chance);
  const { changed, count } = judge(around[chance.pick % around.length]);
  if (count < 2) return count === 1 ? changed : undefined;
  const counts = around.map((one) => judge(one).count).filter((one) => one > 0);
  return count === Math.min(...counts) ? changed : undefined;
}

/** Whether findings are of a constraint and of nothing elsewhere. */
export function breaks(
  { place, keyword, detail }: Constraint,
  findings: readonly Finding[],
  holder = "body",
): boolean {
  const here = [...(holder === "" ? [] : [holder]), ...place].join("/").replaceAll("*", "0");
  return (
    findings.every((finding) => finding.place === here) &&
    findings.some((one) => one.keyword === keyword && (one.missing ?? detail) === detail)
  );
}
