import { afterAll, describe, expect, it } from "vitest";
import { startPrism } from "../scripts/mock/prism.js";
import { contract } from "./contract.js";
import { findKiller, mutantsOf } from "./mutants.js";
import { suiteOf } from "./suite.js";

const suite = suiteOf(contract);
const mutants = mutantsOf(contract);
// One for each core.
const prisms = [startPrism(), startPrism()] as const;
let killed = 0;
afterAll(async () => {
  console.log(
    `\nMutants of the contract, served by Prism: ${killed} of ${mutants.length} killed\n`,
  );
  await Promise.all(prisms.map((prism) => prism.close()));
});

describe.concurrent("the suite notices a mock without", () => {
  for (const [index, mutant] of mutants.entries()) {
    it(mutant.pointer, async () => {
      const killer = await findKiller(prisms[index % 2 === 0 ? 0 : 1], suite, mutant);
      expect(killer, "no check noticed").toBeDefined();
      killed += 1;
    });
  }
});
