import { describe, expect, it } from "vitest";
import { playOnSandbox } from "./play-on-sandbox.js";
import { documented } from "./story.js";

describe("playOnSandbox", () => {
  it("holds, delivers a verified push, and tells no secret", async () => {
    const lines: string[] = [];
    expect(await playOnSandbox((line) => lines.push(line))).toBe(true);
    const told = lines.join("\n");
    expect(told).toContain("PUT /api/v1/apps/80a28d6e-c5fc-43d9-87c2-d7d56b07542e/webhooks/mxep_");
    expect(told).toMatch(/→ 204 verified: \d+ commits pushed to \S+/);
    expect(lines.at(-1)).toBe(
      "The documented example holds: create 200, update 202, get 200; the push arrived, signed.",
    );
    for (const secret of [documented.update.validationSecret, "DG4R4GT6R43", "example-token"]) {
      expect(told).not.toContain(secret);
    }
  });
});
