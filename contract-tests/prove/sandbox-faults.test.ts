import { describe, expect, it } from "vitest";
import { createSandbox, type FaultName, type FaultSwitch } from "../../src/sandbox/index.js";
import { contract } from "../contract.js";
import type { Check } from "../run/check.js";
import { suiteOf } from "../run/suite.js";
import { createSandboxTarget, type SandboxDefect } from "../targets/sandbox-target.js";
import { reasonAgainst } from "../targets/target.js";
import { sandboxBugs } from "./faulty-sandbox/sandbox-bugs.js";
import { findKiller } from "./mutation/find-killer.js";

/** A fault that keeps the contract, so that no check can fail: a late response is still correct. */
const harmless: FaultName = "delay";

const sandbox = await createSandbox({ port: "none" });
const names = Object.keys(sandbox.faults.known) as FaultName[];
await sandbox.close();

const skipped: FaultSwitch[] = [
  { field: "app-id" },
  { field: "limit", rule: "minimum" },
  { field: "limit", rule: "type" },
  { field: "ascOrder" },
  { rule: "required" },
  { rule: "type", operation: "createWebhook" },
  { rule: "type", operation: "updateWebhook" },
  { field: "name", rule: "pattern" },
  { field: "url", rule: "minLength" },
  { field: "url", rule: "maxLength" },
  { field: "validationSecret", rule: "pattern" },
  { field: "headers[].key", rule: "not" },
  { field: "content-type" },
];
const faults: [FaultName, FaultSwitch][] = [
  ...names.filter((name) => name !== harmless).map((name): [FaultName, FaultSwitch] => [name, {}]),
  ["status", { status: 418 }],
  ["status", { status: 503 }],
  ...skipped.map((how): [FaultName, FaultSwitch] => ["skip-validation", how]),
];

const { checks } = suiteOf(contract);

/** Scenarios come first, then what is refused: there are few of them, or they notice much. */
function rank({ needs, proves: [item] }: Check): number {
  if (needs.length > 0) return 0;
  if (item?.column !== "refused") return 3;
  return item.name.startsWith("/") ? 2 : 1;
}
const inOrder = checks.toSorted((a, b) => rank(a) - rank(b));

/** The checks whose titles have most in common with a defect's name come before the others. */
function checksFor(name: string): Check[] {
  const words = name.toLowerCase().match(/[a-z]{3,7}/g) ?? [];
  const common = ({ title }: Check) =>
    words.filter((word) => title.toLowerCase().includes(word)).length;
  return inOrder
    .map((check) => ({ check, common: common(check) }))
    .sort((a, b) => b.common - a.common)
    .map(({ check }) => check);
}

/** Gives up a request that is not responded to, as the fault `hang` has it. */
const impatientFetch: typeof fetch = (input, init) =>
  fetch(input, { ...init, signal: AbortSignal.timeout(1_000) });

async function expectNoticed(name: string, defect: SandboxDefect): Promise<void> {
  const target = await createSandboxTarget(defect);
  const isSilent = defect.fault?.[0] === "hang";
  try {
    const killer = await findKiller(
      isSilent ? { ...target, fetch: impatientFetch } : target,
      checksFor(name).filter((check) => reasonAgainst(target, check) === undefined),
    );
    expect(killer?.title, "no check noticed").toBeDefined();
  } finally {
    await target.close();
  }
}

describe.concurrent("the suite notices", () => {
  it.each(Object.entries(sandboxBugs))("the bug: %s", (name, bug) => expectNoticed(name, { bug }));

  it.each(faults)("the fault %s %j", (...fault) => expectNoticed(JSON.stringify(fault), { fault }));
});
