import fc, { type Arbitrary } from "fast-check";
import type { Judge } from "./judges.js";
import type { Generated } from "./requests.js";

/** How chance is thrown: the same in every run, unless somebody wants another or more of it. */
export interface Throw {
  seed: number;
  runs: number;
}

export function readThrow(environment: Record<string, string | undefined>): Throw {
  const { CONTRACT_SEED = "20230222", CONTRACT_RUNS = "100" } = environment;
  const seed = Number(CONTRACT_SEED);
  const runs = Number(CONTRACT_RUNS);
  if (!Number.isInteger(seed)) throw new Error("CONTRACT_SEED is a whole number");
  if (!Number.isInteger(runs) || runs < 1)
    throw new Error("CONTRACT_RUNS is a whole number above 0");
  return { seed, runs };
}

/** Who falls silent or over a request disagrees, too. */
const askedOf = ({ name, disagreements }: Judge, one: Generated) =>
  disagreements(one).catch((error) => [`${name} gives no answer: ${error}`]);

/**
 * Looks for a case on which the judges disagree.
 *
 * @param also - further things to be wrong with a case
 * @returns a report of the smallest one found; undefined if there is none
 */
export async function findDisagreement(
  { seed, runs }: Throw,
  title: string,
  cases: Arbitrary<Generated>,
  judges: Judge[],
  also: (one: Generated) => string[] = () => [],
): Promise<string | undefined> {
  const complain = async (one: Generated) => {
    const lines = await Promise.all(judges.map((judge) => askedOf(judge, one)));
    return [...also(one), ...lines.flat()];
  };
  const property = fc.asyncProperty(cases, async (one) => (await complain(one)).length === 0);
  const { counterexample, numShrinks } = await fc.check(property, { seed, numRuns: runs });
  if (counterexample === null) return undefined;
  const [smallest] = counterexample;
  const lines = await complain(smallest);
  const asked = judges.filter(({ name }) => lines.some((line) => line.startsWith(name)));
  const curls = (asked.length > 0 ? asked : judges).map(({ curl }) => `    ${curl(smallest)}`);
  return [
    `${title}: the judges disagree`,
    ...lines.map((line) => `  ${line}`),
    `  broken on purpose: ${smallest.broken ?? "nothing"}`,
    `  found with seed ${seed}, shrunk ${numShrinks} times; again:`,
    ...new Set(curls),
    `  replay: CONTRACT_SEED=${seed} CONTRACT_RUNS=${runs} npx vitest run contract-tests/prove/generated-data -t '${title}'`,
  ].join("\n");
}
