import { expect, it } from "vitest";
import { documented } from "./documented-example.js";
import { playOnSandbox } from "./play-on-sandbox.js";

it("runs the documented example, and logs each exchange and a verified push, without a secret", async () => {
  const lines: string[] = [];
  expect(await playOnSandbox((line) => lines.push(line))).toBe(true);
  const transcript = lines.join("\n");
  expect(transcript).toContain(`PUT /api/v1/apps/${documented.appId}/webhooks/mxep_`);
  expect(transcript).toMatch(/→ 204 verified: \d+ commits pushed to \S+/);
  expect(lines.at(-1)).toBe(
    "The documented example works: create 200, update 202, get 200; the push arrived, signed.",
  );
  for (const secret of [documented.update.validationSecret, "DG4R4GT6R43", "example-token"]) {
    expect(transcript).not.toContain(secret);
  }
});
