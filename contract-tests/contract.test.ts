import { afterAll, describe, expect, it } from "vitest";
import { startPrism } from "../scripts/mock/prism.js";
import { contract } from "./contract.js";
import { Coverage } from "./coverage.js";
import { planOf } from "./plan.js";
import { createStages, suiteOf } from "./suite.js";

const suite = suiteOf(contract);
const coverage = new Coverage();
coverage.plan(planOf(contract));
const prism = startPrism();
const stages = createStages(prism, suite, contract);
afterAll(() => prism.close());

describe.concurrent("Prism keeps the contract:", () => {
  for (const check of suite.checks) {
    it(check.title, async () => {
      await check.run(await stages.url(check.stage));
      coverage.prove(check.proves);
    });
  }
});

describe("coverage", () => {
  it("is complete", () => {
    console.log(`\nContract coverage on Prism\n${coverage}\n`);
    expect(coverage.missing()).toEqual([]);
  });
});
