import { setTimeout } from "node:timers/promises";
import { afterAll, describe, expect, it } from "vitest";
import { createSandbox, type FaultName, type FaultSwitch } from "../src/sandbox/index.js";
import type { Check } from "./check.js";
import { contract } from "./contract.js";
import { suiteOf } from "./suite.js";
import { createSandboxTarget } from "./targets/sandbox.js";
import { reasonAgainst, type Target } from "./targets/target.js";

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

const lines: string[] = [];
afterAll(() => {
  const killed = lines.filter((line) => !line.startsWith("survived")).length;
  console.log(
    `\nFaults of the sandbox: ${killed} of ${faults.length} killed\n${lines.join("\n")}\n`,
  );
});

describe.concurrent("the suite notices the fault", () => {
  for (const fault of faults) {
    it(fault, async () => {
      const target = await createSandboxTarget(fault, switches[fault]);
      try {
        const killer = await findKiller(target, silent.includes(fault));
        const reason = harmless[fault];
        lines.push(
          killer
            ? `killed    ${fault}: ${killer}`
            : `survived  ${fault}: ${reason ?? "no check noticed"}`,
        );
        expect(
          killer === undefined,
          "no check noticed, or one notices what is called harmless",
        ).toBe(reason !== undefined);
      } finally {
        await target.close();
      }
    });
  }
});

/** The title of the first check that fails. */
async function findKiller(target: Target, isSilent: boolean): Promise<string | undefined> {
  const askable = suite.checks.filter((check) => reasonAgainst(target, check) === undefined);
  for (const check of fewestFirst(askable)) {
    const run = check.run(target).then(
      () => true,
      () => false,
    );
    const passes = await (isSilent ? Promise.race([run, setTimeout(patience, false)]) : run);
    if (!passes) return check.title;
  }
  return undefined;
}

/** Stories come first, then what is refused: they are few, or notice much. */
function fewestFirst(checks: Check[]): Check[] {
  const rank = ({ needs, proves: [element] }: Check) => {
    if (needs.length > 0) return 0;
    const isConstraint = element?.name.startsWith("/");
    return element?.column === "refused" ? (isConstraint ? 2 : 1) : 3;
  };
  return checks.toSorted((a, b) => rank(a) - rank(b));
}
