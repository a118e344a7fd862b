import { beforeAll, describe, expect, it } from "vitest";
import { contract, partOf } from "../../contract.js";
import { failuresByCause, type Report, reportOf } from "../../report/report.js";
import { type Outcome, runCheck } from "../../run/run-check.js";
import { addOutcome, assign, suiteOf } from "../../run/suite.js";
import { createFaultyTarget, knownOperations } from "./faulty-target.js";
import { type Bug, bugNames, bugs, type Has } from "./planted-bugs.js";

const suite = suiteOf(partOf(contract, (id) => knownOperations.includes(id)));

/** Runs the suite against the implementation with some bugs. */
async function runAgainst(has: Has): Promise<Report> {
  const target = await createFaultyTarget(has);
  try {
    const assignment = assign(suite, target);
    const outcomes: Outcome[] = [];
    const waiting = assignment.checks.values();
    const work = async () => {
      for (const check of waiting) addOutcome(assignment, outcomes, await runCheck(check, target));
    };
    await Promise.all([work(), work(), work(), work()]);
    const url = await target.url();
    return reportOf({ context: suite, target, url, assignment, outcomes, secrets: [], notes: [] });
  } finally {
    await target.close();
  }
}

const linesOf = (report: Report) => failuresByCause(report).map(([line]) => line);

describe("an implementation with ten bugs", () => {
  let report: Report;
  beforeAll(async () => {
    // Without webhooks nothing that follows from them would be asked.
    report = await runAgainst((bug) => bug !== "create returns 201");
  });

  it("has a curl command for each failure", () => {
    for (const { exchanges } of report.failed) {
      expect(exchanges.at(-1)?.curl).toMatch(/^curl -gi -X \w+ .*http:\/\/127/s);
    }
  });

  it("has the broken rule of the contract for each failure", () => {
    for (const { rules } of report.failed) {
      expect(rules[0]?.excerpt.length).toBeGreaterThan(20);
    }
  });

  it.each(bugNames)("with the one bug '%s' has nothing else in its report", async (bug: Bug) => {
    const lines = linesOf(await runAgainst((one) => one === bug));
    expect(lines.sort()).toEqual(bugs[bug].toSorted());
  });
});

it("passes when it has none of the bugs", async () => {
  expect(linesOf(await runAgainst(() => false))).toEqual([]);
});
