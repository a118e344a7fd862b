import { describe, expect, it } from "vitest";
import { verify } from "../../receiver/index.js";
import { createVirtualClock } from "../../shared/clock.js";
import { canaries, useCommandFixture } from "../testing/command-fixture.js";
import { type Settings, startCommand } from "../testing/run-command.js";

const { command, write } = await useCommandFixture();
const url = "https://some.domain.com/webhooks";
const to = (target: string) => ["send", target, "--secret", "env:WEBHOOK_SECRET"];

interface SendSettings extends Settings {
  respond?: () => Response;
}

/** Sends to a receiver that responds with 204, unless it is another one. */
async function send(
  args: string[],
  { respond = () => new Response(null, { status: 204 }), ...settings }: SendSettings = {},
) {
  const clock = createVirtualClock(Date.UTC(2026, 1, 22));
  let sent = { headers: new Headers(), body: "" };
  const result = await command([...to(url), ...args], {
    ...{ clock, ...settings },
    async fetch(_, { headers, body }) {
      sent = { headers: new Headers(headers), body: String(body) };
      clock.advance(12);
      return respond();
    },
  });
  return { ...result, ...sent, now: clock.now };
}

describe("mendix-webhooks send", () => {
  it("signs an event like those of the sandbox", async () => {
    const { exitCode, stdout, headers, body, now } = await send([]);
    expect(exitCode).toBe(0);
    const checks = { secrets: canaries.WEBHOOK_SECRET, now };
    expect(await verify({ headers, body }, checks)).toMatchObject({ ok: true });
    expect(JSON.parse(body)).toMatchObject({ eventType: "teamserver.push", repositoryType: "git" });
    const id = headers.get("webhook-id");
    const result = { url, event: "teamserver.push", id, status: 204, duration: 12 };
    expect(JSON.parse(stdout)).toMatchObject(result);
  });

  it.each([
    [
      ["branchName=release=1", "commits.0.relatedStories=[]", "more.deep=7"],
      '{ "commits": [{ "authorName": "Ada" }] }',
      '{"commits":[{"authorName":"Ada","relatedStories":[]}],"branchName":"release=1","more":{"deep":7}}',
    ],
    [["branch=2024", "id=true"], '{"branch":"main","id":1}', '{"branch":"2024","id":true}'],
    [["b.0=2"], "a: &a [1]\nb: *a", '{"a":[1],"b":[2]}'],
    [["__proto__.polluted=true"], "{}", '{"__proto__":{"polluted":true}}'],
    [[], "model: 1.2.3.4", '{"model":"1.2.3.4"}'],
  ])("sets %j by path, JSON where it parses", async (settings, input, expected) => {
    const args = ["--data", "@-", ...settings.flatMap((one) => ["--set", one])];
    expect((await send(args, { input })).body).toBe(expected);
    expect({}).not.toHaveProperty("polluted");
  });

  it("sends a recorded event byte for byte", async () => {
    const recorded = '{ "eventType":  "portal.test" }\n';
    await write("event.json", recorded);
    const { body, stdout } = await send(["--data", "@event.json"]);
    expect(body).toBe(recorded);
    expect(JSON.parse(stdout)).toMatchObject({ event: "portal.test" });
  });

  it("shows the response on a terminal, without control characters", async () => {
    const headers = { "content-type": "text/plain", "set-cookie": "canary" };
    const respond = () => new Response("no\u001B[2J\nmatch", { status: 401, headers });
    const { exitCode, stdout, stderr } = await send([], { respond, isTerminal: true });
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/→ teamserver\.push msg_\w+ to https:\/\/some\.domain\.com\/webhooks\n/);
    expect(stdout).toContain("no\uFFFD[2J\nmatch\n");
    expect(stdout + stderr).not.toContain("canary");
    expect(stderr).toMatch(/^mendix-webhooks: the receiver responded with 401: .+\n$/);
  });

  it("says in one line why there is no response", async () => {
    const cause = Object.assign(new Error("canary"), { code: "ECONNREFUSED" });
    const respond = () => {
      throw new TypeError("fetch failed", { cause });
    };
    const { exitCode, stderr } = await send([], { respond });
    expect(exitCode).toBe(1);
    expect(stderr).toBe("mendix-webhooks: https://some.domain.com: connection refused\n");
  });

  it("takes any URL without a user, and at most 10 MiB of a response", async () => {
    const args = to("HTTPS://some.domain.com/@scope?mail=a@b.c");
    const respond = (size: number) => async () => new Response("x".repeat(size));
    expect(await command(args, { fetch: respond(3000) })).toMatchObject({ exitCode: 0 });
    const { exitCode, stderr } = await command(args, { fetch: respond(10 * 2 ** 20 + 1) });
    expect([exitCode, stderr]).toEqual([
      1,
      "mendix-webhooks: the response is larger than 10 MiB\n",
    ]);
  });

  it("refuses a URL with a password, and does not show it", async () => {
    const { exitCode, stderr } = await command(to("http://user:canary@some.domain.com/"));
    expect(exitCode).toBe(2);
    expect(stderr).toContain("without user and password");
    expect(stderr).not.toContain("canary");
  });

  it("ends with 130 when it is interrupted", async () => {
    const started = startCommand(to(url), {
      env: canaries,
      async fetch(_, { signal }) {
        started.interrupt();
        return Promise.reject(signal?.reason);
      },
    });
    expect(await started.ended).toBe(130);
    expect(started.written.stderr).toBe("mendix-webhooks: interrupted\n");
  });
});
