import { afterAll, describe, expect, it } from "vitest";
import { createSandbox, type FaultName, type FaultSwitch } from "../../src/sandbox/index.js";
import { contract } from "../contract.js";
import type { Check } from "../run/check.js";
import { suiteOf } from "../run/suite.js";
import { createSandboxTarget } from "../targets/sandbox-target.js";
import { reasonAgainst, type Target } from "../targets/target.js";
import { findKiller, KillCount } from "./mutation/killers.js";

/** Faults that leave the contract kept, with the reason why no check can mind them. */
const harmless: Partial<Record<FaultName, string>> = {
  delay: "an answer that comes late is the contract's all the same",
};

/** How to switch on what would otherwise take its time. */
const switches: Partial<Record<FaultName, FaultSwitch>> = { delay: { delay: 1 } };

/** With these on nothing is ever answered: of them alone, silence counts as noticed. */
const silent: FaultName[] = ["hang"];
/** Milliseconds of silence. */
const patience = 1_000;

const suite = suiteOf(contract);
const sandbox = await createSandbox({ port: "none" });
const faults = Object.keys(sandbox.faults.known) as FaultName[];
await sandbox.close();

const count = new KillCount();
afterAll(() => console.log(`Faults of the sandbox: ${count}`));

describe.concurrent("the suite notices the fault", () => {
  for (const fault of faults) {
    it(fault, async () => {
      const target = await createSandboxTarget(fault, switches[fault]);
      try {
        const wait = silent.includes(fault) ? patience : undefined;
        const killer = await findKiller(target, checksFor(target), wait);
        const argument = harmless[fault];
        count.add(killer, argument);
        if (argument === undefined) expect(killer?.title, "no check noticed").toBeDefined();
        else expect(killer?.title, `it is argued that ${argument}`).toBeUndefined();
      } finally {
        await target.close();
      }
    });
  }
});

/** Stories come first, then what is refused: they are few, or notice much. */
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
