import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, describe, expect, it } from "vitest";
import { getAt } from "../../scripts/contract/json-pointer.js";
import { startPrism } from "../../scripts/mock/prism.js";
import { contract } from "../contract.js";
import { suiteOf } from "../run/suite.js";
import { createPrismTarget } from "../targets/prism-target.js";
import { reasonAgainst } from "../targets/target.js";
import { mutantsOf } from "./mutation/contract-mutants.js";
import { equivalentMutants, reasonOf } from "./mutation/equivalent-mutants.js";
import { createCheckOrder, findKiller } from "./mutation/find-killer.js";
import type { Mutant } from "./mutation/schema-mutants.js";

const suite = suiteOf(contract);
const all = mutantsOf(contract);
const tested = process.env.MUTANTS === "all" ? all : sampleOf(all);
const prism = startPrism();
afterAll(() => prism.close());
const unchanged = createPrismTarget(prism, suite.invalidResponses, contract);
const checks = suite.checks.filter((check) => reasonAgainst(unchanged, check) === undefined);
const checksFor = createCheckOrder(contract, checks);

/** The first mutant of every kind, one that can be killed if there is any. */
function sampleOf(mutants: readonly Mutant[]): Mutant[] {
  const killable = mutants.filter(({ name }) => reasonOf(name) === undefined);
  const preferred = [...killable, ...mutants].toReversed();
  return [...new Map(preferred.map((one) => [one.kind, one])).values()];
}

describe.concurrent("the suite notices that Prism serves a contract with", () => {
  for (const mutant of tested) {
    it(mutant.name, async () => {
      const target = createPrismTarget(prism, suite.invalidResponses, mutant.apply(contract));
      try {
        // A document that cannot be served proves nothing.
        await target.url();
        const killer = await findKiller(target, checksFor(mutant));
        const reason = reasonOf(mutant.name);
        if (reason === undefined) expect(killer?.title, "no check noticed").toBeDefined();
        else expect(killer?.title, `no check should notice, because ${reason}`).toBeUndefined();
      } finally {
        await target.close();
      }
    });
  }
});

describe("the mutants", () => {
  const names = all.map(({ name }) => name);

  it("are each a different change of the contract", async ({ annotate }) => {
    const equivalent = tested.filter(({ name }) => reasonOf(name) !== undefined).length;
    const counts = `${tested.length} of ${all.length}, ${equivalent} of them equivalent`;
    await annotate(`Mutants of the contract: ${counts}`, "table");
    const texts = all.map((mutant) => JSON.stringify(mutant.apply(contract)));
    expect(new Set([...texts, JSON.stringify(contract)]).size).toBe(all.length + 1);
    expect(new Set(names).size).toBe(all.length);
  });

  it("include every one that is listed as equivalent", () => {
    const isUnknown = (listed: RegExp) => !names.some((name) => listed.test(name));
    expect(equivalentMutants.filter((one) => isUnknown(one.names))).toEqual([]);
  });

  // Prism checks nothing by a schema that does not compile: every check would notice that.
  it("leave schemas that are schemas", () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    const broken = all.filter((mutant) => {
      const holder = mutant.pointer.split("/").slice(0, 4).join("/");
      const node = getAt(mutant.apply(contract), holder) as { schema?: object };
      const isSchema = holder.startsWith("#/components/schemas/");
      return ajv.validateSchema(isSchema ? node : (node?.schema ?? {})) !== true;
    });
    expect(broken.map(({ name }) => name)).toEqual([]);
  });

  it("leave patterns that are patterns", () => {
    const patterns = all
      .filter(({ kind }) => kind === "pattern altered")
      .map((mutant) => getAt(mutant.apply(contract), mutant.pointer) as string);
    expect(patterns.length).toBeGreaterThan(500);
    for (const pattern of patterns) expect(() => new RegExp(pattern, "u")).not.toThrow();
  });
});
