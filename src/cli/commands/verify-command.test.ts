import { beforeEach, describe, expect, it } from "vitest";
import { sign } from "../../receiver/index.js";
import { createVirtualClock } from "../../shared/clock.js";
import { canaries, useCommandFixture } from "../testing/command-fixture.js";
import type { Settings } from "../testing/run-command.js";

const { command, write } = await useCommandFixture();
const secret = canaries.WEBHOOK_SECRET;
const timestamp = Date.UTC(2026, 1, 22) / 1000;
const body = '{"branchName":"Grüße\r\n\r\n"}';
const signed = await sign({ id: "msg_1", timestamp, body, secrets: secret });
const lines = Object.entries(signed).map(([name, value]) => `${name}: ${value}`);

beforeEach(async () => {
  await write("headers.txt", lines.join("\r\n"));
  await write("body.json", body);
});
const own = "--secret env:WEBHOOK_SECRET";
const recorded = "--headers headers.txt --body body.json";

/** Verifies the delivery some seconds after it was sent. */
const verify = (args: string, settings: Settings = {}, seconds = 60) =>
  command(`verify ${args}`, {
    clock: createVirtualClock((timestamp + seconds) * 1000),
    ...settings,
  });

describe("mendix-webhooks verify", () => {
  const others = { ...signed, "webhook-timestamp": undefined };
  it.each([
    ["lines of a request", `POST /webhooks HTTP/1.1\nConstructor: a\n${lines.join("\n")}\n`],
    ["the output of curl -v", `* Trying\n> POST /\n> ${lines.join("\n> ")}\n< webhook-id: other\n`],
    ["JSON", JSON.stringify({ ...others, "Webhook-Timestamp": [`${timestamp}`] })],
  ])("reads headers as %s", async (_, text) => {
    await write("headers.txt", text);
    const { exitCode, stdout } = await verify(`${own} ${recorded}`);
    expect([exitCode, JSON.parse(stdout)]).toMatchObject([0, { verified: true, id: "msg_1" }]);
  });

  it("reads the body from standard input", async () => {
    const args = `${own} --headers headers.txt`;
    expect((await verify(args, { input: body })).exitCode).toBe(0);
    expect((await verify(args, { isTerminal: true })).stderr).toContain("give --body <file>");
  });

  it("shows on a terminal what matched", async () => {
    const both = `--secret env:OTHER_SECRET ${own} ${recorded}`;
    const { stdout } = await verify(both, { isTerminal: true });
    expect(stdout).toBe(
      "\u001B[32mverified\u001B[39m msg_1, sent at 2026-02-22T00:00:00Z\n" +
        "  The key is the secret env:WEBHOOK_SECRET read as base64.\n",
    );
  });

  it("names the causes of a failure, and exits with 1", async () => {
    const env = { WEBHOOK_SECRET: `"${secret}"` };
    const { exitCode, stdout, stderr } = await verify(`${own} ${recorded}`, { env });
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      ...{ verified: false, code: "no_match" },
      causes: ["The secret has quotes around it; remove them."],
    });
    expect(stderr).toBe("mendix-webhooks: the delivery is not verified\n");
    await write("headers.txt", lines.slice(0, 3).join("\n"));
    const { stdout: shown } = await verify(`${own} ${recorded}`, { isTerminal: true });
    expect(shown).toContain("missing_header (webhook-signature)\n  A header is missing");
  });

  it("judges an old recording as of another time, and says how", async () => {
    const later = 3 * 86_400;
    const { exitCode, stdout } = await verify(`${own} ${recorded}`, { isTerminal: true }, later);
    expect(exitCode).toBe(1);
    expect(stdout).toContain("3 days before; to judge a recording, add --at 2026-02-22T00:00:00Z.");
    for (const time of ["2026-02-22T00:00:00Z", timestamp]) {
      expect((await verify(`${own} ${recorded} --at ${time}`, {}, later)).exitCode).toBe(0);
    }
  });
});
