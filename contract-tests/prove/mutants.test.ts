import { afterAll, describe, expect, it } from "vitest";
import { startPrism } from "../../scripts/mock/prism.js";
import { contract } from "../contract.js";
import { suiteOf } from "../run/suite.js";
import { createPrismTarget } from "../targets/prism-target.js";
import { reasonAgainst } from "../targets/target.js";
import { createCheckOrder } from "./mutation/check-order.js";
import { type Mutant, mutantsOf } from "./mutation/contract-mutants.js";
import { equivalentMutants, reasonOf } from "./mutation/equivalent-mutants.js";
import { findKiller, KillCount } from "./mutation/killers.js";

const suite = suiteOf(contract);
const all = mutantsOf(contract);
const mutants = process.env.MUTANTS === "all" ? all : sampleOf(all);
// Two, to use two cores.
const prisms = [startPrism(), startPrism()] as const;
afterAll(() => Promise.all(prisms.map((prism) => prism.close())));
const unchanged = createPrismTarget(prisms[0], suite.invalidResponses, contract);
const checks = suite.checks.filter((check) => reasonAgainst(unchanged, check) === undefined);
const checksFor = createCheckOrder(contract, checks);
const count = new KillCount();

/** The same mutants each time: the first of every kind, and every fiftieth that can be killed. */
function sampleOf(mutants: readonly Mutant[]): Mutant[] {
  const mortal = mutants.filter(({ name }) => reasonOf(name) === undefined);
  const preferred = [...mortal, ...mutants].toReversed();
  const firsts = new Map(preferred.map((one) => [one.kind, one]));
  return [...new Set([...firsts.values(), ...mortal.filter((_, index) => index % 50 === 0)])];
}

describe.concurrent("the suite notices that Prism serves a contract with", () => {
  for (const [index, mutant] of mutants.entries()) {
    it(mutant.name, async () => {
      const prism = prisms[index % 2 === 0 ? 0 : 1];
      const target = createPrismTarget(prism, suite.invalidResponses, mutant.document());
      try {
        // A document that cannot be served proves nothing.
        await target.url();
        const killer = await findKiller(target, checksFor(mutant));
        const reason = reasonOf(mutant.name);
        count.add(killer, reason);
        if (reason === undefined) expect(killer?.title, "no check noticed").toBeDefined();
        else expect(killer?.title, `no check should notice, because ${reason}`).toBeUndefined();
      } finally {
        await target.close();
      }
    });
  }
});

describe("the mutants", () => {
  it("are killed, or listed as equivalent", async ({ annotate }) => {
    const which = mutants === all ? `all ${all.length}` : `${mutants.length} of ${all.length}`;
    await annotate(`Mutants of the contract, ${which}: ${count}`, "table");
    const unused = equivalentMutants.filter(
      ({ names }) => !all.some(({ name }) => names.test(name)),
    );
    expect(unused).toEqual([]);
  });
});
