import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { sign } from "../../receiver/index.js";
import { createVirtualClock } from "../../shared/clock.js";
import { runCommand } from "../testing/run-command.js";

const folder = await mkdtemp(join(tmpdir(), "verify-"));
afterAll(() => rm(folder, { recursive: true }));

const secret = "PMJhiGo1nTL6wlNyZVFh5v9rLZdcLsG2O";
const env = {
  SECRET: secret,
  OTHER: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
  QUOTED: `"${secret}"`,
};
const timestamp = Date.UTC(2026, 1, 22) / 1000;
const body = '{"branchName":"Grüße\r\n\r\n"}';
const signed = await sign({ id: "msg_1", timestamp, body, secrets: secret });
const lines = Object.entries(signed).map(([name, value]) => `${name}: ${value}`);

async function write(name: string, content: string): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, content);
  return file;
}
const headers = await write("headers.txt", lines.join("\r\n"));
const file = await write("body.json", body);
const recorded = ["--headers", headers, "--body", file];

const verify = (
  args: string[],
  settings: { isTerminal?: boolean; input?: string } = {},
  now = 60,
) =>
  runCommand(["verify", ...args], {
    env,
    clock: createVirtualClock((timestamp + now) * 1000),
    ...settings,
  });
const own = ["--secret", "env:SECRET"];

describe("mendix-webhooks verify", () => {
  it.each([
    ["lines of a request", `POST /webhooks HTTP/1.1\nHost: a\n${lines.join("\n")}\n`],
    [
      "the output of curl -v",
      `* Trying\n> POST / HTTP/1.1\n${lines.map((one) => `> ${one}`).join("\n")}\n< webhook-id: other\n`,
    ],
    [
      "JSON",
      JSON.stringify({ ...signed, "Webhook-Timestamp": [`${timestamp}`] }).replace(
        /"webhook-timestamp":"\d+",/,
        "",
      ),
    ],
  ])("reads headers as %s", async (_, text) => {
    const path = await write("other-headers.txt", text);
    const { exitCode, stdout } = await verify([...own, "--headers", path, "--body", file]);
    expect([exitCode, JSON.parse(stdout)]).toMatchObject([0, { verified: true, id: "msg_1" }]);
  });

  it("reads the body from standard input", async () => {
    const args = [...own, "--headers", headers];
    expect((await verify(args, { input: body })).exitCode).toBe(0);
    expect((await verify(args, { isTerminal: true })).stderr).toContain("give --body <file>");
  });

  it("shows on a terminal what matched", async () => {
    const both = ["--secret", "env:OTHER", ...own, ...recorded];
    const { stdout } = await verify(both, { isTerminal: true });
    expect(stdout).toBe(
      "\u001B[32mverified\u001B[39m msg_1, sent at 2026-02-22T00:00:00Z\n" +
        "  The key is the secret env:SECRET read as raw.\n",
    );
  });

  it("names the causes of a failure, and exits with 1", async () => {
    const { exitCode, stdout, stderr } = await verify(["--secret", "env:QUOTED", ...recorded]);
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      ...{ verified: false, code: "no_match" },
      causes: ["The secret has quotes around it; remove them."],
    });
    expect(stderr).toBe("mendix-webhooks: the delivery is not verified\n");
    const missing = await write("missing.txt", lines.slice(0, 3).join("\n"));
    const args = [...own, "--headers", missing, "--body", file];
    const { stdout: shown } = await verify(args, { isTerminal: true });
    expect(shown).toContain("missing_header (webhook-signature)\n  A header is missing");
    expect(stdout + stderr + shown).not.toContain(secret);
  });

  it("judges an old recording as of another time, and says how", async () => {
    const day = 86_400;
    const { exitCode, stdout } = await verify([...own, ...recorded], { isTerminal: true }, 3 * day);
    expect(exitCode).toBe(1);
    expect(stdout).toContain("3 days before; to judge a recording, add --at 2026-02-22T00:00:00Z.");
    for (const extra of [
      ["--at", "2026-02-22T00:00:00Z"],
      ["--at", `${timestamp}`],
    ]) {
      expect((await verify([...own, ...recorded, ...extra], {}, 3 * day)).exitCode).toBe(0);
    }
  });
});
