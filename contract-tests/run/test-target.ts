import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { reportOf } from "../report/report.js";
import { terminalSummary, writeReport } from "../report/write-report.js";
import { notesOf, type Target } from "../targets/target.js";
import { type Outcome, runCheck } from "./run-check.js";
import { addOutcome, assign, type Suite } from "./suite.js";

/** Where `npm run test:contract -- --report <folder>` wants the reports; undefined for nowhere. */
const folder = process.env.CONTRACT_REPORT;

/**
 * Makes a test of each check that a target can be asked to pass, and one of their coverage.
 *
 * @param options - `isSummary: true` prints the totals alone
 */
export function testTarget(suite: Suite, target: Target, { isSummary = false } = {}): void {
  const assignment = assign(suite, target);
  const { checks, coverage } = assignment;
  const outcomes: Outcome[] = [];
  afterAll(() => target.close());

  describe.concurrent(`${target.name} keeps the contract:`, () => {
    for (const check of checks) {
      it(check.title, async () => {
        const outcome = await runCheck(check, target);
        addOutcome(assignment, outcomes, outcome);
        if (outcome.error !== undefined) throw outcome.error;
      });
    }
  });

  describe(`coverage of ${target.name}`, () => {
    it("is complete", async ({ annotate }) => {
      const url = await target.url();
      const notes = notesOf(target, outcomes);
      const run = { context: suite, target, url, assignment, outcomes, secrets: [], notes };
      const report = reportOf(run);
      if (folder) await writeReport(join(folder, target.name.replaceAll(" ", "-")), report);
      const title = `Contract coverage of ${isSummary ? "the kitchen sink on " : ""}${target.name}`;
      const passed = outcomes.filter(({ error }) => error === undefined).length;
      const lines = isSummary
        ? [`${title}: ${passed} of ${outcomes.length} checks passed`]
        : [title, coverage, terminalSummary(report), ...notes.map((note) => `  ${note}`)];
      await annotate(lines.join("\n"), "table");
      expect(coverage.missing()).toEqual([]);
    });
  });
}
