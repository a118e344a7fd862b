import { describe, expect, it } from "vitest";
import { createSandbox, type FaultName, type FaultSwitch } from "../../src/sandbox/index.js";
import { contract } from "../contract.js";
import type { Check } from "../run/check.js";
import { suiteOf } from "../run/suite.js";
import { createSandboxTarget, type SandboxDefect } from "../targets/sandbox-target.js";
import { reasonAgainst, type Target } from "../targets/target.js";
import { accessBugs } from "./faulty-sandbox/access-bugs.js";
import { deliveryBugs } from "./faulty-sandbox/delivery-bugs.js";
import { operationBugs } from "./faulty-sandbox/operation-bugs.js";
import { responseBugs } from "./faulty-sandbox/response-bugs.js";
import { faultSwitches } from "./faulty-sandbox/switched-faults.js";
import { findKiller, KillCount } from "./mutation/killers.js";

/** Faults that keep the contract, so that no check can fail: a late response is still correct. */
const harmless: FaultName[] = ["delay"];

/** With these on nothing ever responds: of them alone, silence counts as noticed. */
const silent: FaultName[] = ["hang"];
/** Milliseconds of silence. */
const patience = 1_000;

const suite = suiteOf(contract);
const sandbox = await createSandbox({ port: "none" });
const faults = Object.keys(sandbox.faults.known) as FaultName[];
const switches: (readonly [FaultName, FaultSwitch])[] = [
  ...faults.filter((name) => !harmless.includes(name)).map((name) => [name, {}] as const),
  ...faultSwitches,
];
await sandbox.close();

const count = new KillCount();

/** The first check that fails because of a defect. */
async function killerOf(defect: SandboxDefect, wait?: number): Promise<Check | undefined> {
  const target = await createSandboxTarget(defect);
  try {
    return await findKiller(target, checksFor(target), wait);
  } finally {
    await target.close();
  }
}

describe.concurrent("the suite notices the bug", () => {
  const bugs = { ...responseBugs, ...operationBugs, ...accessBugs, ...deliveryBugs };

  it.each(Object.entries(bugs))("%s", async (_, bug) => {
    const killer = await killerOf({ bug });
    count.add(killer, undefined);
    expect(killer?.title, "no check noticed").toBeDefined();
  });
});

describe.concurrent("the suite notices the fault", () => {
  it.each(switches)("%s %j", async (...fault) => {
    const killer = await killerOf({ fault }, silent.includes(fault[0]) ? patience : undefined);
    count.add(killer, undefined);
    expect(killer?.title, "no check noticed").toBeDefined();
  });
});

it("has noticed them all", async ({ annotate }) => {
  await annotate(`Faults of the sandbox: ${count}`, "table");
  expect(`${count}`).toContain(" 0 survived");
});

/** Scenarios come first, then what is refused: there are few of them, or they notice much. */
function checksFor(target: Target): Check[] {
  const rank = ({ needs, proves: [element] }: Check) => {
    if (needs.length > 0) return 0;
    const isConstraint = element?.name.startsWith("/");
    return element?.column === "refused" ? (isConstraint ? 2 : 1) : 3;
  };
  return suite.checks
    .filter((check) => reasonAgainst(target, check) === undefined)
    .toSorted((a, b) => rank(a) - rank(b));
}
