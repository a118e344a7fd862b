import { describe, expect, it } from "vitest";
import type { Impact } from "./compare-contracts.js";
import { checkVersion } from "./required-version.js";

const changes = (...impacts: Impact[]) =>
  impacts.map((impact) => ({ impact, place: "", what: "" }));

describe("checkVersion", () => {
  it.each<[Impact | "none", string, string]>([
    ["breaking", "1.4.2", "2.0.0"],
    ["breaking", "0.4.2", "0.5.0"],
    ["additive", "1.4.2", "1.5.0"],
    ["additive", "0.4.2", "0.4.3"],
    ["editorial", "1.4.2", "1.4.2"],
    ["none", "1.4.2", "1.4.2"],
  ])("asks, after %s changes to %s, for %s", (impact, base, required) => {
    const made = impact === "none" ? [] : changes("editorial", impact);
    expect(checkVersion(base, required, made)).toMatchObject({ required, isEnough: true });
  });

  it.each([
    ["2.0.0", true],
    ["2.0.1", true],
    ["2.0.0-beta.1", true],
    ["10.0.0", true],
    ["1.4.2", false],
    ["1.5.0", false],
    ["1.99.0", false],
    ["0.9.9", false],
  ])("finds, after a breaking change to 1.4.2, that %s is enough: %s", (revision, isEnough) => {
    expect(checkVersion("1.4.2", revision, changes("breaking")).isEnough).toBe(isEnough);
  });

  it("lets no version go back", () => {
    expect(checkVersion("1.4.2", "1.4.1", []).isEnough).toBe(false);
  });

  it("refuses a version that is not semver", () => {
    expect(() => checkVersion("1.0", "1.0.0", [])).toThrow("'1.0' is not a semantic version");
  });
});
