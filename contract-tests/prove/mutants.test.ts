import { afterAll, describe, expect, it } from "vitest";
import { startPrism } from "../../scripts/mock/prism.js";
import { contract } from "../contract.js";
import type { Check } from "../run/check.js";
import { suiteOf } from "../run/suite.js";
import { createPrismTarget } from "../targets/prism-target.js";
import { reasonAgainst } from "../targets/target.js";
import { argumentFor, argumentList } from "./mutation/argued.js";
import { findKiller } from "./mutation/find-killer.js";
import { type Mutant, mutantsOf } from "./mutation/mutants.js";
import { createNearness } from "./mutation/nearness.js";
import { createReach } from "./mutation/reach.js";
import { sampleOf } from "./mutation/sample.js";
import { Tally } from "./mutation/tally.js";

const suite = suiteOf(contract);
const all = mutantsOf(contract);
const isFull = process.env.MUTANTS === "all";
const mutants = isFull ? all : sampleOf(all, ({ name }) => argumentFor(name) !== undefined);
// One for each core.
const prisms = [startPrism(), startPrism()] as const;
const unchanged = createPrismTarget(prisms[0], suite.invalidResponses, contract);
const checks = suite.checks.filter((check) => reasonAgainst(unchanged, check) === undefined);
const nearestFirst = createNearness(contract, checks);
const canNoticeIn = createReach(suite);
const tally = new Tally(contract);

afterAll(async () => {
  const which = isFull ? "all" : `a sample of ${mutants.length} of ${all.length}`;
  console.log(`\nMutants of the contract, served by Prism: ${which}\n${tally}\n`);
  await Promise.all(prisms.map((prism) => prism.close()));
});

/** Checks that are worth their time before it is looked up which can notice at all. */
const near = 20;

/** Every check that can notice a mutant, the most likely first. */
function* checksFor({ pointer }: Mutant, document: typeof contract): Generator<Check> {
  const ordered = nearestFirst(pointer);
  yield* ordered.slice(0, near);
  yield* ordered.slice(near).filter(canNoticeIn(document));
}

describe.concurrent("the suite notices in a mock's contract", () => {
  for (const [index, mutant] of mutants.entries()) {
    it(mutant.name, async () => {
      const document = mutant.document();
      const target = createPrismTarget(
        prisms[index % 2 === 0 ? 0 : 1],
        suite.invalidResponses,
        document,
      );
      try {
        // What cannot be served proves nothing.
        await target.url();
        const killer = await findKiller(target, checksFor(mutant, document));
        const argument = argumentFor(mutant.name);
        tally.add({ kind: mutant.kind, killer, argument });
        if (argument === undefined) expect(killer?.title, "no check noticed").toBeDefined();
        else expect(killer?.title, `it is argued that ${argument}`).toBeUndefined();
      } finally {
        await target.close();
      }
    });
  }
});

describe("the list of equivalent mutants", () => {
  it("has no entry that is about nothing", () => {
    const idle = argumentList.filter(({ of }) => !all.some(({ name }) => of.test(name)));
    expect(idle).toEqual([]);
  });
});
