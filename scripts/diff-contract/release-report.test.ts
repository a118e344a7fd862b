import { describe, expect, it } from "vitest";
import type { Change, Impact } from "./compare-contracts.js";
import { reportChanges } from "./release-report.js";

const change = (impact: Impact): Change => ({
  impact,
  place: "#/components",
  what: "`pattern` changed from `^a|b$`\n  to `^a$`",
});

describe("reportChanges", () => {
  it("has the verdict above a table with a line for each change", () => {
    const changes = [change("breaking"), change("additive")];
    const row = "| `#/components` | `pattern` changed from `^a\\|b$` to `^a$` |";
    expect(reportChanges("v1.0.0", "1.0.0", "1.0.0", changes).text.split("\n")).toEqual([
      "## The contract since v1.0.0",
      "",
      "**Unannounced breaking change.** `info.version` is still 1.0.0; it has to be 2.0.0 or higher.",
      ...[
        "",
        "| Impact | Where | What |",
        "|---|---|---|",
        `| Breaking ${row}`,
        `| Additive ${row}`,
      ],
    ]);
  });

  it.each<[Impact | undefined, string, string, isEnough: boolean]>([
    ["breaking", "1.4.2", "10.0.0", true],
    ["breaking", "1.4.2", "2.0.0-beta.1", true],
    ["breaking", "1.4.2", "1.99.0", false],
    ["breaking", "0.4.2", "0.5.0", true],
    ["breaking", "0.4.2", "0.4.3", false],
    ["additive", "1.4.2", "1.5.0", true],
    ["additive", "1.4.2", "1.4.3", false],
    ["additive", "0.4.2", "0.4.3", true],
    [undefined, "1.4.2", "1.4.2", true],
    [undefined, "1.4.2", "1.4.1", false],
  ])("after %s changes to %s, holds %s to be enough: %s", (impact, base, revision, isEnough) => {
    const changes = impact === undefined ? [] : [change(impact)];
    expect(reportChanges("v", base, revision, changes).isEnough).toBe(isEnough);
  });

  it("refuses a version that is not semver", () => {
    expect(() => reportChanges("v", "1.0", "1.0.0", [])).toThrow("'1.0' is not a semantic version");
  });
});
