import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { createReporter } from "../report/report.js";
import { terminalSummary, writeReport } from "../report/write-report.js";
import type { Target } from "../targets/target.js";
import { runCheck } from "./check.js";
import type { Suite } from "./suite.js";

/** Where `npm run test:contract -- --report <folder>` wants the reports; undefined for nowhere. */
const folder = process.env.CONTRACT_REPORT;

/**
 * Makes a test of each check that a target can be asked to pass, and one of their coverage.
 *
 * @param options - `isSummary: true` prints the totals alone
 */
export function testTarget(suite: Suite, target: Target, { isSummary = false } = {}): void {
  const { checks, coverage, add, report } = createReporter(suite, target);
  afterAll(() => target.close());

  describe.concurrent(`${target.name} keeps the contract:`, () => {
    for (const check of checks) {
      it(check.title, async () => {
        const outcome = await runCheck(check, target);
        add(outcome);
        if (outcome.error !== undefined) throw outcome.error;
      });
    }
  });

  describe(`coverage of ${target.name}`, () => {
    it("is complete", async ({ annotate }) => {
      const url = await target.url();
      const result = report({ url });
      if (folder) await writeReport(join(folder, target.name.replaceAll(" ", "-")), result);
      const title = `Contract coverage of ${isSummary ? "the kitchen sink on " : ""}${target.name}`;
      const { passed, failed } = result;
      const lines = isSummary
        ? [`${title}: ${passed.length} of ${passed.length + failed.length} checks passed`]
        : [title, coverage, terminalSummary(result)];
      await annotate(lines.join("\n"), "table");
      expect(coverage.missing()).toEqual([]);
    });
  });
}
