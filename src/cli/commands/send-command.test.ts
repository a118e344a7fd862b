import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { verify } from "../../receiver/index.js";
import { createVirtualClock } from "../../shared/clock.js";
import { runCommand, startCommand } from "../testing/run-command.js";

const folder = await mkdtemp(join(tmpdir(), "send-"));
afterAll(() => rm(folder, { recursive: true }));

const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const env = { SECRET: secret };
const url = "https://some.domain.com/webhooks";

interface Sent {
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** Sends to a receiver that responds with `respond()`. */
async function send(
  args: string[],
  respond = () => new Response(null, { status: 204 }),
  settings: { isTerminal?: boolean; input?: string } = {},
) {
  const sent: Sent[] = [];
  const clock = createVirtualClock(Date.UTC(2026, 1, 22));
  const result = await runCommand(["send", url, "--secret", "env:SECRET", ...args], {
    env,
    clock,
    async fetch(to, { headers, body }) {
      sent.push({ url: to, headers: headers as Sent["headers"], body: String(body) });
      clock.advance(12);
      return respond();
    },
    ...settings,
  });
  const [first] = sent;
  return { ...result, sent: first, payload: first && JSON.parse(first.body), now: clock.now };
}

describe("mendix-webhooks send", () => {
  it("signs an event like those of the sandbox", async () => {
    const { exitCode, stdout, sent, payload, now } = await send([]);
    expect(exitCode).toBe(0);
    const { headers = {}, body = "" } = sent ?? {};
    expect(await verify({ headers, body }, { secrets: secret, now })).toMatchObject({ ok: true });
    expect(payload).toMatchObject({ eventType: "teamserver.push", repositoryType: "git" });
    expect(JSON.parse(stdout)).toMatchObject({
      ...{ url, event: "teamserver.push", id: headers["webhook-id"], status: 204, duration: 12 },
    });
  });

  it("sets values by their paths, JSON where it parses", async () => {
    const settings = ["branchName=release=1", "commits.0.relatedStories=[]", "more.deep=7"];
    const args = ["--data", "@-"];
    const { payload } = await send(
      [...args, ...settings.flatMap((one) => ["--set", one])],
      undefined,
      { input: '{ "commits": [{ "authorName": "Ada" }] }' },
    );
    expect(payload).toMatchObject({
      ...{ branchName: "release=1", more: { deep: 7 } },
      commits: [{ relatedStories: [], authorName: "Ada" }],
    });
    const aliased = ["--data", "@-", "--set", "b.0=2"];
    const { payload: copied } = await send(aliased, undefined, { input: "a: &a [1]\nb: *a" });
    expect(copied).toEqual({ a: [1], b: [2] });
    const proto = ["--data", "@-", "--set", "__proto__.polluted=true"];
    const polluted = await send(proto, undefined, { input: "{}" });
    expect(polluted.sent?.body).toContain('"__proto__":{"polluted":true}');
    expect({}).not.toHaveProperty("polluted");
  });

  it("sends a recorded event byte for byte, and YAML as JSON", async () => {
    const recorded = '{ "eventType":  "portal.test" }\n';
    const file = join(folder, "event.json");
    await writeFile(file, recorded);
    const whole = await send(["--data", `@${file}`]);
    expect(whole.sent?.body).toBe(recorded);
    expect(JSON.parse(whole.stdout)).toMatchObject({ event: "portal.test" });
    const { payload } = await send(["--data", "@-"], undefined, { input: "model: 1.2.3.4" });
    expect(payload).toEqual({ model: "1.2.3.4" });
  });

  it("shows the response on a terminal, without control characters", async () => {
    const headers = { "content-type": "text/plain", "set-cookie": "canary" };
    const respond = () => new Response("no\u001B[2J\nmatch", { status: 401, headers });
    const { exitCode, stdout, stderr } = await send([], respond, { isTerminal: true });
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/→ teamserver\.push msg_\w+ to https:\/\/some\.domain\.com\/webhooks\n/);
    expect(stdout).toContain("no\uFFFD[2J\nmatch\n");
    expect(stdout + stderr).not.toMatch(/canary|MfKQ9r8/);
    expect(stderr).toMatch(/^mendix-webhooks: the receiver responded with 401: .+\n$/);
  });

  it("says in one line why there is no response", async () => {
    const fail = () => {
      throw Object.assign(new TypeError("fetch failed"), { cause: codeError("ECONNREFUSED") });
    };
    const { exitCode, stderr } = await send([], fail);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^mendix-webhooks: https:\/\/some\.domain\.com: connection refused\n$/);
    expect(stderr).not.toContain("canary");
  });

  it("refuses a URL with a password, and does not show it", async () => {
    const args = ["send", "http://user:canary@some.domain.com/", "--secret", "env:SECRET"];
    const { exitCode, stdout, stderr } = await runCommand(args, { env });
    expect(exitCode).toBe(2);
    expect(stderr).toContain("without user and password");
    expect(stdout + stderr).not.toContain("canary");
  });

  it("ends with 130 when it is interrupted", async () => {
    const started = startCommand(["send", url, "--secret", "env:SECRET"], {
      env,
      async fetch(_, { signal }) {
        started.interrupt();
        return Promise.reject(signal?.reason);
      },
    });
    expect(await started.ended).toBe(130);
    expect(started.written.stderr).toBe("mendix-webhooks: interrupted\n");
  });
});

const codeError = (code: string) => Object.assign(new Error("canary"), { code });
