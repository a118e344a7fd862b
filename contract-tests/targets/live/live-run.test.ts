import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ServerType, serve } from "@hono/node-server";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { serverUrl } from "../../../generated/routes.js";
import { type Client, createClient } from "../../../src/index.js";
import { createSandbox, type Sandbox, systemClock } from "../../../src/sandbox/index.js";
import { contract, inputExample, partOf } from "../../contract.js";
import { createMasking } from "../../report/masking.js";
import { progressLine, runLive } from "./live-run.js";
import { readSettings, SettingsError } from "./live-settings.js";
import { LiveTransport, type TransportOptions } from "./live-transport.js";

const token = "canary-pat-0a1b2c3d4e5f";
const tokenOfOthers = "token-of-others";
const app = "6f1dbb9c-9c5e-4bd0-a2f0-0d2c45c5a2a1";
const basePath = "/some/where/else";

// The service: a sandbox behind another port and base path than its own.
let sandbox: Sandbox;
let server: ServerType;
let url: string;
let seen: { method: string; body: string; status: number }[];
let onRequest: () => unknown;
let others: Client;
let broken: string[];

beforeEach(async () => {
  const tokens = [{ token }, { token: tokenOfOthers }];
  sandbox = await createSandbox({ port: "none", apps: [app], tokens });
  others = createClient({ token: tokenOfOthers, baseUrl: sandbox.url, fetch: sandbox.fetch });
  seen = [];
  broken = [];
  onRequest = () => {};
  server = serve({ fetch: forward, hostname: "127.0.0.1", port: 0 });
  await once(server, "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${basePath}`;
});
afterEach(async () => {
  server.close();
  await sandbox.close();
});

async function forward(request: Request): Promise<Response> {
  const { method, headers } = request;
  const { pathname, search } = new URL(request.url);
  const body = await request.text();
  const init = { method, headers, ...(body !== "" && { body }) };
  const isBroken = broken.includes(method);
  const response = isBroken
    ? new Response("broken", { status: 500 })
    : await sandbox.fetch(sandbox.url + pathname.replace(basePath, "") + search, init);
  seen.push({ method, body, status: response.status });
  onRequest();
  return response;
}

/** The names of all webhooks, sorted. */
async function names(): Promise<string[]> {
  const all: string[] = [];
  for await (const { name } of others.listWebhooks(app)) all.push(name);
  return all.sort();
}

/** Creates a webhook as another user would. */
const create = (name: string) =>
  others.createWebhook(app, { ...inputExample(contract, "pushWebhook"), name });

describe("runLive", { timeout: 60_000 }, () => {
  const startTime = Date.UTC(2026, 5, 4);
  const ofOthers = [
    "Contract test",
    "Contract test of ours",
    `Contract test ${startTime + 1} aa later`,
    "Push",
  ];
  beforeEach(async () => {
    for (const name of ofOthers) await create(name);
  });

  async function run(some: Partial<TransportOptions> = {}) {
    const options: TransportOptions = {
      url,
      token,
      app,
      isReadOnly: false,
      maxRequests: 1_500,
      fetch,
      clock: { ...systemClock, now: () => startTime },
      ...some,
    };
    const unimplemented: readonly string[] = sandbox.unimplemented;
    const known = partOf(contract, (id) => !unimplemented.includes(id));
    const transport = new LiveTransport(known, options);
    const progress = { done: 0, all: 0, failed: 0 };
    const parts = { options, transport, masking: createMasking([token]), progress, random: "ab12" };
    return { transport, progress, ...(await runLive(known, parts)) };
  }

  it("runs every possible check with harmless webhooks, and leaves nothing behind", async () => {
    await create(`Contract test ${startTime - 1} zz Push`);
    const { report, transport, progress, leftovers, stopped } = await run();
    expect(report.failed).toEqual([]);
    expect(report.target).toBe("the server");
    expect(progress).toEqual({ done: progress.all, all: report.passed.length, failed: 0 });
    expect(stopped).toBeUndefined();
    expect(leftovers).toEqual([]);
    expect(report.passed.length).toBeGreaterThan(700);
    expect(JSON.stringify(report)).not.toContain(token);
    expect(await names()).toEqual(ofOthers.toSorted());
    expect(seen.length).toBe(transport.count);
    expect(transport.count).toBeLessThan(1_500);
    const accepted = seen.filter(({ body, status }) => body !== "" && status < 300);
    expect(accepted.length).toBeGreaterThan(100);
    for (const { body } of accepted) {
      const { name, url: reached, isActive } = JSON.parse(body);
      expect(name).toMatch(new RegExp(`^Contract test ${startTime} ab12 `));
      expect(new URL(reached).hostname).toMatch(/\.invalid$/);
      expect(isActive).toBe(false);
    }
  });

  it("sends only GET requests if it may only read", async () => {
    const { report } = await run({ isReadOnly: true });
    expect(report.failed).toEqual([]);
    expect(report.passed.length).toBeGreaterThan(10);
    expect(new Set(seen.map(({ method }) => method))).toEqual(new Set(["GET"]));
    expect(await names()).toEqual(ofOthers.toSorted());
  });

  it("ends before its requests are used up, and cleans up with the rest", async () => {
    const { stopped, report, leftovers } = await run({ maxRequests: 200 });
    expect(stopped).toBe("the 200 requests of a run are used up");
    expect(report.failed).toEqual([]);
    expect(report.notApplicable.at(-1)?.[0]).toContain("the run was stopped");
    expect(seen.length).toBeLessThanOrEqual(200);
    expect(leftovers).toEqual([]);
    expect(await names()).toEqual(ofOthers.toSorted());
  });

  it("records what it could not delete, apart from the checks, and goes on", async () => {
    broken = ["DELETE"];
    const { report, leftovers, stopped } = await run();
    expect(stopped).toBe("31 webhooks were not deleted");
    expect(leftovers.length).toBeGreaterThan(30);
    expect(report.notes.join()).toContain("Cleaning up: deleteWebhook failed: ");
    expect(report.passed.length).toBeGreaterThan(20);
    const causes = new Set(report.failed.map(({ cause }) => cause));
    expect([...causes]).toEqual(["deleteWebhook returns an undocumented 500"]);
  });

  it("asks nothing that depends on a create that fails", async () => {
    broken = ["POST"];
    const { report } = await run();
    const reasons = report.notApplicable.map(([reason]) => reason);
    const reason = "not asked, because a webhook could not be created and listed for it (500)";
    expect(reasons).toContain(reason);
  });

  it.each([
    ["a token that is not accepted", { token: "another" }, "403"],
    ["an app that does not exist", { app: "00000000-0000-4000-8000-000000000000" }, "404"],
  ])("does not begin with %s", async (_, some, status) => {
    const refused = run(some);
    await expect(refused).rejects.toThrow(SettingsError);
    await expect(refused).rejects.toThrow(status);
    expect(await names()).toEqual(ofOthers.toSorted());
  });
});

describe("npm run test:contract -- --target <url>", { timeout: 60_000 }, () => {
  /** Starts `scripts/test-contract.ts` as npm does. */
  function start(args: string[], environment: Record<string, string>) {
    const { MENDIX_PAT: _, MENDIX_APP_ID: __, ...inherited } = process.env;
    const child = spawn(
      process.execPath,
      ["--import", "tsx", "scripts/test-contract.ts", ...args],
      { cwd: join(import.meta.dirname, "../../.."), env: { ...inherited, ...environment } },
    );
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => {
        output += chunk;
      });
    }
    const ended = once(child, "close").then(([code]) => ({ code, output }));
    return { child, ended };
  }

  const settings = { MENDIX_PAT: token, MENDIX_APP_ID: app };

  it("leaves nothing behind when it is interrupted", async () => {
    const { child, ended } = start(["--target", url], settings);
    onRequest = () => seen.length === 150 && child.kill("SIGINT");
    const { code, output } = await ended;
    expect(code).toBe(130);
    expect(output).toContain("Not every check was run: it was interrupted");
    expect(seen.filter(({ method }) => method === "POST").length).toBeGreaterThan(20);
    expect(await names()).toEqual([]);
  });

  it("writes reports without the token", async () => {
    const folder = await mkdtemp(join(tmpdir(), "contract-report-"));
    try {
      const args = ["--target", url, "--read-only", "--report", folder];
      const { code, output } = await start(args, settings).ended;
      expect(code).toBe(0);
      expect(output).toMatch(/ of \d+ checks passed: 100 %/);
      const page = await readFile(join(folder, "report.html"), "utf8");
      const junit = await readFile(join(folder, "junit.xml"), "utf8");
      for (const text of [output, page, junit]) expect(text).not.toContain(token);
      expect(page).toContain(url);
      expect(junit).toContain('failures="0"');
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("does not start without its settings", async () => {
    const { code, output } = await start(["--target", "moon"], {}).ended;
    expect(code).toBe(2);
    const missing = ["MENDIX_PAT is not set", "MENDIX_APP_ID is not set", "not 'moon'"];
    for (const message of missing) expect(output).toContain(message);
  });

  it.each([
    [["--read-onyl"], "unknown option '--read-onyl' (Did you mean --read-only?)"],
    [["--target", "sandbox", "--serve", "a.yaml"], "--serve needs --target prism"],
    [["--target", "prism", "--serve", "none.yaml"], "'none.yaml' is neither a file nor"],
  ])("refuses %j", async (args, message) => {
    const { code, output } = await start(args, {}).ended;
    expect(code).toBe(2);
    expect(output).toContain(message);
  });
});

describe("readSettings", () => {
  const environment = { MENDIX_PAT: "canary", MENDIX_APP_ID: app };

  it("takes the contract's server for live, and any other by its URL", () => {
    expect(readSettings({ target: "live" }, environment).url).toBe(serverUrl);
    const local = readSettings({ target: "http://localhost:4010/v1/" }, environment);
    expect(local.url).toBe("http://localhost:4010/v1");
  });

  it.each([
    [{ target: "http://example.com" }, {}, "must be https"],
    [{ target: "ftp://example.com" }, {}, "not 'ftp://example.com'"],
    [{ target: "https://user:pass@example.com" }, {}, "without a user"],
    [{ target: "live", maxRequests: "99" }, {}, "--max-requests"],
    [{ target: "live" }, { MENDIX_PAT: "MxToken canary" }, "MENDIX_PAT contains characters"],
    [{ target: "live" }, { MENDIX_APP_ID: "my app" }, "MENDIX_APP_ID is not the id of an app"],
  ])("refuses %j with %j", (options, change, reason) => {
    const read = () => readSettings(options, { ...environment, ...change });
    expect(read).toThrow(reason);
    expect(read).toThrow(SettingsError);
    expect(read).not.toThrow(/canary/);
  });
});

it("shows the progress in one line", () => {
  const line = progressLine({ done: 10, all: 40, failed: 2 }, { count: 25, waitingFor: "it" }, 5);
  expect(line).toBe("10 of 40 checks, 2 failed, 25 requests, about 15 s left, waiting for it");
});
