import { describe, expect, it } from "vitest";
import type { Change } from "./compare-contracts.js";
import { report } from "./markdown-report.js";

const version = { base: "1.0.0", revision: "1.0.0", required: "2.0.0", isEnough: false };
const breaking: Change = {
  impact: "breaking",
  place: "schema `Webhook`",
  what: "`pattern` changed from `^a|b$`\n  to `^a$`",
};
const additive: Change = { ...breaking, impact: "additive", what: "property `owner` was added" };

describe("report", () => {
  it("has the verdict above one table for each kind of change", () => {
    const lines = report("v1.0.0", [breaking, additive, additive], version).split("\n");
    expect(lines[0]).toBe("## The contract since v1.0.0");
    expect(lines[2]).toContain("is still 1.0.0; it has to be 2.0.0 or higher.");
    expect(lines.filter((line) => line.startsWith("### "))).toEqual([
      "### Breaking (1)",
      "### Additive (2)",
    ]);
    expect(lines.at(-1)).toBe("| schema `Webhook` | Property `owner` was added |");
  });

  it("keeps what would end a cell from ending it", () => {
    expect(report("v1.0.0", [breaking], version)).toContain(
      "| schema `Webhook` | `pattern` changed from `^a\\|b$` to `^a$` |",
    );
  });

  it("tells where a version went", () => {
    const enough = { ...version, revision: "2.0.0", isEnough: true };
    expect(report("v1.0.0", [breaking], enough)).toContain("went from 1.0.0 to 2.0.0.");
    expect(report("v1.0.0", [], enough)).toContain("Nothing changed");
  });
});
