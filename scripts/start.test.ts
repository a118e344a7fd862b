import { stripVTControlCharacters } from "node:util";
import { expect, it } from "vitest";
import { documented } from "./documented-example.js";
import { playOnSandbox } from "./play-on-sandbox.js";

it("runs the documented example, and logs each exchange and a verified push, without a secret", async () => {
  const lines: string[] = [];
  expect(await playOnSandbox((line) => lines.push(line))).toBe(true);
  const transcript = stripVTControlCharacters(lines.join("\n"));
  expect(transcript).toContain(`PUT /api/v1/apps/${documented.appId}/webhooks/mxep_`);
  expect(transcript).toMatch(/→ 204 verified: \d+ commits pushed to \S+/);
  // With what npm and the script itself print, it fits a screen of 45 lines of 100 columns.
  const rows = transcript.split("\n");
  expect(rows.length).toBeLessThanOrEqual(36);
  expect(Math.max(...rows.map(({ length }) => length))).toBeLessThanOrEqual(100);
  const [, shown = ""] = /^→ 200 OK (\{\n[\s\S]*?^\})$/m.exec(transcript) ?? [];
  expect(JSON.parse(shown)).toMatchObject({ name: "string", validationSecret: "[redacted]" });
  expect(rows.at(-1)).toBe(
    "The documented example works: create 200, update 202, get 200; the push arrived, signed.",
  );
  for (const secret of [documented.update.validationSecret, "DG4R4GT6R43", "example-token"]) {
    expect(transcript).not.toContain(secret);
  }
});
