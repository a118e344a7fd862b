import { describe, expect, it } from "vitest";
import { covers } from "./pattern-cover.js";

describe("covers", () => {
  it.each([
    ["the same", "^[a-z]+$", "^[a-z]+$"],
    ["more characters", "^[a-z_]+$", "^[a-z]+$"],
    ["ranges that meet", "^[a-mn-z]$", "^[f-t]$"],
    ["a character of a class", "^[a-z]$", "^q$"],
    ["more repetitions", "^[a-z]{1,9}$", "^[a-z]{2,4}$"],
    ["repetitions of what stood once", "^[a-z]+$", "^[a-z]$"],
    ["another alternative", "^(a|b|c)$", "^(a|c)$"],
    ["another alternative at the top", "^a|^b", "^b"],
    ["an optional part more", "^x?[a-z]$", "^[a-z]$"],
    ["an optional part that was demanded", "^(x_)?[a-z]$", "^(x_)[a-z]$"],
    ["a group that does not capture", "^(?:ab)+$", "^(ab)+$"],
    ["whatever follows", "^x-goog", "^x-google$"],
  ])("sees that a pattern allows %s", (_, wide, narrow) => {
    expect(covers(wide, narrow)).toBe(true);
  });

  it.each([
    ["fewer characters", "^[a-z]+$", "^[a-z_]+$"],
    ["fewer repetitions", "^[a-z]{2,4}$", "^[a-z]{1,4}$"],
    ["one where there were many", "^[a-z]$", "^[a-z]+$"],
    ["an alternative less", "^(a|b)$", "^(a|b|c)$"],
    ["what is demanded now", "^x[a-z]$", "^[a-z]$"],
    ["an end", "^x-goog$", "^x-goog"],
    ["all but a character", "^[^a]$", "^[^b]$"],
    ["what it looks ahead for", "^(?!ab)", "^(?!a)"],
    ["what is no pattern", "^(", "^a"],
  ])("does not take for granted that a pattern allows %s", (_, wide, narrow) => {
    expect(covers(wide, narrow)).toBe(false);
  });
});
