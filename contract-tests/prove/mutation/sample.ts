import type { Mutant } from "./mutants.js";

/** Of how many mutants the sample has one, beside the first of each kind. */
const interval = 10;
/** The same for those that are argued to be equivalent: no check may notice, so all are asked. */
const arguedInterval = 25;

/** The same few mutants each time: of every kind at least one. */
export function sampleOf(
  mutants: readonly Mutant[],
  isArgued: (mutant: Mutant) => boolean,
): Mutant[] {
  const mortal = mutants.filter((one) => !isArgued(one));
  const firsts = new Map(
    [...mutants.toReversed(), ...mortal.toReversed()].map((one) => [one.kind, one]),
  );
  const isFirst = (one: Mutant) => firsts.get(one.kind) === one;
  return [
    ...every(interval, mortal, isFirst),
    ...every(arguedInterval, mutants.filter(isArgued), isFirst),
  ];
}

const every = (n: number, some: Mutant[], isFirst: (mutant: Mutant) => boolean) =>
  some.filter((one, index) => index % n === 0 || isFirst(one));
