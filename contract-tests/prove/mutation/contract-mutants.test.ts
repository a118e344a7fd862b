import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { getAt } from "../../../scripts/contract/json-pointer.js";
import { contract } from "../../contract.js";
import { mutantsOf } from "./contract-mutants.js";

const mutants = mutantsOf(contract);

describe("mutantsOf", () => {
  it("makes each mutant once, each different from the contract", () => {
    const texts = [contract, ...mutants.map((mutant) => mutant.document())].map((document) =>
      JSON.stringify(document),
    );
    expect(new Set(texts).size).toBe(mutants.length + 1);
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
  });

  // Prism checks nothing by a schema that does not compile: every check would notice that.
  it("leaves schemas that are schemas", () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    const broken = mutants.filter((mutant) => {
      const holder = mutant.pointer.split("/").slice(0, 4).join("/");
      const node = getAt(mutant.document(), holder) as { schema?: object };
      const isSchema = holder.startsWith("#/components/schemas/");
      return ajv.validateSchema(isSchema ? node : (node?.schema ?? {})) !== true;
    });
    expect(broken.map(({ name }) => name)).toEqual([]);
  });

  it("leaves patterns that are patterns", () => {
    const patterns = mutants
      .filter(({ kind }) => kind === "pattern altered")
      .map((mutant) => getAt(mutant.document(), mutant.pointer) as string);
    expect(patterns.length).toBeGreaterThan(500);
    for (const pattern of patterns) expect(() => new RegExp(pattern, "u")).not.toThrow();
  });
});
