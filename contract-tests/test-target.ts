import { afterAll, describe, expect, it } from "vitest";
import { assign, type Suite } from "./suite.js";
import type { Target } from "./targets/target.js";

/** Makes a test of each check that a target can be asked, and lists each that it cannot. */
export function testTarget(suite: Suite, target: Target): void {
  const { checks, notApplicable, coverage } = assign(suite, target);
  afterAll(() => target.close());

  describe.concurrent(`${target.name} keeps the contract:`, () => {
    for (const check of checks) {
      it(check.title, async () => {
        await check.run(target);
        coverage.prove(check.proves);
      });
    }
  });

  for (const [reason, some] of notApplicable) {
    describe(`not applicable to ${target.name}, because ${reason}:`, () => {
      for (const check of some) it.skip(check.title);
    });
  }

  describe(`coverage of ${target.name}`, () => {
    it("is complete", () => {
      console.log(
        `\n${[`Contract coverage of ${target.name}`, coverage, ...notes(target)].join("\n")}\n`,
      );
      expect(coverage.missing()).toEqual([]);
    });
  });
}

/** What a reader of the figures has to know besides. */
const notes = ({ holes, unimplemented }: Target): string[] => [
  ...Object.values(holes).map(({ reason }) => `  a known hole: it ${reason}`),
  ...unimplemented.map(
    (operationId) =>
      `  ${operationId} is answered with the contract's example: it has no handler yet`,
  ),
];
