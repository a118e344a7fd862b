import { createServer } from "node:http";
import { describe, expect, it } from "vitest";
import { createClient } from "../../index.js";
import { listen } from "../../receiver/testing/listen.js";
import type { Delivery } from "../../sandbox/index.js";
import { appId, input } from "../../sandbox/testing/ask.js";
import { createVirtualClock } from "../../shared/clock.js";
import { createRecordedTerminal, runCommand, startCommand } from "../testing/run-command.js";
import { writeAttempt } from "./sandbox-command.js";

const sandbox = ["sandbox", "--port", "0", "--seed", "1"];
const json = { "content-type": "application/json" };

async function push(origin: string): Promise<void> {
  const url = `${origin}/_sandbox/apps/${appId}/events`;
  await fetch(url, { method: "POST", headers: json, body: '{ "type": "teamserver.push" }' });
}

/** Starts the sandbox, creates a webhook, and delivers a push that is first refused. */
async function play(options: string[], isTerminal = false) {
  const statuses = [503, 204];
  const target = await listen(
    createServer((request, response) => {
      request.resume().on("end", () => response.writeHead(statuses.shift() ?? 204).end());
    }),
  );
  const started = startCommand([...sandbox, "--retry-scale", "0", ...options], { isTerminal });
  const [, origin = ""] = await started.matching(/listens at (http\S+)\/api\/v1/);
  const client = createClient({ token: "canary-token", baseUrl: `${origin}/api/v1` });
  const url = `${target}/webhooks?key=canary-in-a-url`;
  await client.createWebhook(appId, { ...input, url });
  await client.getWebhook(appId, "mxep_none").catch(() => {});
  await push(origin);
  await fetch(`${origin}/_sandbox/settled`);
  return { ...started, target };
}

describe("mendix-webhooks sandbox", () => {
  it("writes a line for each request and each attempt at a delivery, without secrets", async () => {
    const { written, stop, target } = await play([]);
    expect(await stop()).toBe(0);
    const lines = written.stdout.split("\n").slice(2);
    const path = `/api/v1/apps/${appId}/webhooks`;
    const delivery = `→ teamserver.push ${target}/webhooks?key=[redacted]`;
    expect(
      lines.map((line) => line.replace(/^\d\d:\d\d:\d\d /, "").replace(/\d+ ms/, "N ms")),
    ).toEqual([
      `POST ${path} 200 N ms`,
      `GET ${path}/mxep_none 404 N ms`,
      `${delivery} attempt 1: 503 N ms, again at once`,
      `${delivery} attempt 2: 204 N ms`,
      "",
    ]);
    expect(written.stderr).toBe("");
  });

  it("writes none with --quiet, and colours on a terminal alone", async () => {
    const { written } = await play(["--quiet"]);
    expect(written.stdout.split("\n")).toHaveLength(3);
    const coloured = await play([], true);
    expect(coloured.written.stdout).toContain("\u001B[32m204\u001B[39m");
  });

  it("says who can reach it, and delivers to private addresses if it is allowed", async () => {
    const { written } = await play(["--host", "0.0.0.0", "--allow-private"]);
    const warning = "Whoever reaches 0.0.0.0 can read and control it without a token.";
    expect(written.stdout).toContain(warning);
    expect(written.stdout).toContain("attempt 2: 204");
    expect((await play([])).written.stdout).not.toContain("Whoever");
  });

  it("says in one line that its port is taken", async () => {
    const target = await listen(createServer());
    const { exitCode, stderr } = await runCommand(["sandbox", "--port", new URL(target).port]);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^mendix-webhooks: port \d+ of 127\.0\.0\.1 is taken; .+\n$/);
  });

  it("begins with the contract's examples, and shows what there is", async () => {
    const started = startCommand([...sandbox, "--examples"]);
    const [, origin = ""] = await started.matching(/listens at (http\S+)\/api\/v1/);
    const client = createClient({ token: "any", baseUrl: `${origin}/api/v1` });
    expect((await client.listWebhooks(appId)).webhooks).toHaveLength(2);
    for (const path of ["/", "/_sandbox"]) {
      const index = await (await fetch(origin + path)).json();
      expect(index).toMatchObject({
        api: `${origin}/api/v1`,
        operations: { listWebhooks: "GET /api/v1/apps/{app-id}/webhooks" },
        control: { "POST /_sandbox/apps/{app}/events": expect.any(String) },
        faults: {},
      });
    }
    const elsewhere = await (await fetch(`${origin}/apps`)).json();
    const message = "Not found; the API is at /api/v1, and /_sandbox shows what else there is";
    expect(elsewhere).toMatchObject({ error: { message } });
  });
});

describe("writeAttempt", () => {
  it.each<[string, Partial<Delivery>, number]>([
    ["connection refused 3 ms, again in 5 min", { nextAttemptAt: "2026-02-22T00:05:00.000Z" }, 1],
    ["connection refused 3 ms, again in 0.5 s", { nextAttemptAt: "2026-02-22T00:00:00.500Z" }, 1],
    ["connection refused 3 ms, the last one", { status: "exhausted" }, 8],
  ])("writes an attempt that ends with: %s", async (outcome, properties, count) => {
    const clock = createVirtualClock(Date.UTC(2026, 1, 22));
    const { terminal, written } = createRecordedTerminal({ clock });
    const at = new Date(clock.now()).toISOString();
    const attempt = { at, duration: 3, error: "connection refused" };
    const delivery: Delivery = {
      ...{ id: "msg_1", appId: "a", webhookId: "w", status: "pending", payload: "", createdAt: at },
      ...{ eventType: "custom\u001B[2J", url: "https://some.domain.com" },
      attempts: Array.from({ length: count }, () => attempt),
    };
    writeAttempt({ ...delivery, ...properties }, terminal);
    await new Promise((resolve) => setImmediate(resolve));
    const line = `→ custom\uFFFD[2J https://some.domain.com attempt ${count}: ${outcome}\n`;
    expect(written.stdout.replace(/^\d\d:\d\d:\d\d /, "")).toBe(line);
  });
});
