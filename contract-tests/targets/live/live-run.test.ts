import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ServerType, serve } from "@hono/node-server";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { serverUrl } from "../../../generated/routes.js";
import { type Client, createClient } from "../../../src/index.js";
import { createSandbox, type Sandbox, systemClock } from "../../../src/sandbox/index.js";
import { contract, inputExample, partOf } from "../../contract.js";
import { runLive } from "./live-run.js";
import { progressLine, readSettings, SettingsError } from "./live-settings.js";
import { LiveTransport, type TransportOptions } from "./live-transport.js";

const token = "canary-pat-0a1b2c3d4e5f";
const app = "6f1dbb9c-9c5e-4bd0-a2f0-0d2c45c5a2a1";
const basePath = "/some/where/else";

// The service: a sandbox behind another port and base path than its own.
let sandbox: Sandbox;
let server: ServerType;
let url: string;
let seen: { method: string; body: string; status: number }[];
/** The method of requests that fail with 500. */
let broken: string;
let onRequest: () => unknown;
let others: Client;

beforeEach(async () => {
  const tokens = [{ token }, { token: "token-of-others" }];
  sandbox = await createSandbox({ port: "none", apps: [app], tokens });
  const { url: baseUrl, fetch } = sandbox;
  others = createClient({ token: "token-of-others", baseUrl, fetch });
  seen = [];
  broken = "";
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
  if (method === broken) return new Response("broken", { status: 500 });
  const { pathname, search } = new URL(request.url);
  const body = await request.text();
  const init = { method, headers, ...(body !== "" && { body }) };
  const response = await sandbox.fetch(sandbox.url + pathname.replace(basePath, "") + search, init);
  seen.push({ method, body, status: response.status });
  onRequest();
  return response;
}

const unreachable = () =>
  Promise.reject(new TypeError("fetch failed", { cause: { code: "ECONNREFUSED" } }));

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
  const now = Date.UTC(2026, 5, 4);
  const ofOthers = ["Contract test", `Contract test ${now + 1} aa later`, "Push"];
  beforeEach(async () => {
    for (const name of ofOthers) await create(name);
  });

  async function run(some: Partial<TransportOptions> = {}) {
    const unimplemented: readonly string[] = sandbox.unimplemented;
    const known = partOf(contract, (id) => !unimplemented.includes(id));
    const transport = new LiveTransport(known, {
      ...{ url, token, app, isReadOnly: false, maxRequests: 1_500, fetch },
      clock: { ...systemClock, now: () => now },
      ...some,
    });
    return { transport, ...(await runLive(transport, "ab12")) };
  }

  it("runs every possible check with harmless webhooks, and leaves nothing behind", async () => {
    await create(`Contract test ${now - 1} zz Push`);
    const { report, transport, leftovers, stopped } = await run();
    expect([...report.failed, ...leftovers, stopped]).toEqual([undefined]);
    expect(report.target).toBe("the server");
    expect(report.passed.length).toBeGreaterThan(700);
    expect(await names()).toEqual(ofOthers);
    expect(seen.length).toBe(transport.progress.requests);
    const accepted = seen.filter(({ body, status }) => body !== "" && status < 300);
    expect(accepted.length).toBeGreaterThan(100);
    for (const { body } of accepted) {
      const { name, url: reached, isActive } = JSON.parse(body);
      expect(name).toMatch(new RegExp(`^Contract test ${now} ab12 `));
      expect(new URL(reached).hostname).toMatch(/\.invalid$/);
      expect(isActive).toBe(false);
    }
  });

  it("sends only GET requests if it may only read", async () => {
    const { report } = await run({ isReadOnly: true });
    expect(report.failed).toEqual([]);
    expect(report.passed.length).toBeGreaterThan(10);
    expect(new Set(seen.map(({ method }) => method))).toEqual(new Set(["GET"]));
  });

  it("ends before its requests are used up, and cleans up with the rest", async () => {
    const { stopped, report } = await run({ maxRequests: 200 });
    expect(stopped).toBe("the 200 requests of a run are used up");
    expect(report.failed).toEqual([]);
    expect(report.notApplicable.at(-1)?.[0]).toContain("the run was stopped");
    expect(seen.length).toBeLessThanOrEqual(200);
    expect(await names()).toEqual(ofOthers);
  });

  it("records what it could not delete, apart from the checks", async () => {
    broken = "DELETE";
    const { report, leftovers, stopped } = await run();
    expect(stopped).toBe("31 webhooks were not deleted");
    expect(leftovers.length).toBeGreaterThan(30);
    expect(report.notes.join()).toContain("Cleaning up: deleteWebhook failed: ");
    expect(report.passed.length).toBeGreaterThan(20);
    expect(report.failed).toEqual([]);
  });

  it("reports a create that fails once, and asks nothing that depends on it", async () => {
    broken = "POST";
    const { failed, notApplicable } = (await run()).report;
    const causes = failed.map(({ cause }) => cause);
    expect(new Set(causes)).toEqual(new Set(["An error response is text/plain"]));
    expect(causes.length).toBeLessThan(10);
    expect(notApplicable.map(([reason]) => reason)).toContain(
      "not asked, because a 500 response of createWebhook violates content-type mediaType",
    );
  });

  it.each([
    [{ token: "another" }, "403"],
    [{ app: "00000000-0000-4000-8000-000000000000" }, "404"],
    [{ fetch: unreachable }, "ECONNREFUSED"],
  ])("does not begin with %j", async (some, reason) => {
    const refused = run(some);
    await expect(refused).rejects.toThrow(SettingsError);
    await expect(refused).rejects.toThrow(reason);
  });
});

describe("npm run test:contract", { timeout: 60_000 }, () => {
  /** Starts `scripts/test-contract.ts` as npm does. */
  function start(args: string[], environment = { MENDIX_PAT: token, MENDIX_APP_ID: app }) {
    const command = ["--import", "tsx", "scripts/test-contract.ts", ...args];
    const cwd = join(import.meta.dirname, "../../..");
    const child = spawn(process.execPath, command, {
      cwd,
      env: { ...process.env, ...environment },
    });
    let output = "";
    const add = (chunk: Buffer) => {
      output += chunk;
    };
    child.stdout.on("data", add);
    child.stderr.on("data", add);
    return { child, ended: once(child, "close").then(([code]) => ({ code, output })) };
  }

  it("leaves nothing behind when it is interrupted", async () => {
    const { child, ended } = start(["--target", url]);
    onRequest = () => seen.length === 150 && child.kill("SIGINT");
    const { code, output } = await ended;
    expect(code).toBe(130);
    expect(output).toContain("Not every check was run: it was interrupted");
    expect(await names()).toEqual([]);
  });

  it("writes reports without the token", async () => {
    const folder = mkdtempSync(join(tmpdir(), "contract-report-"));
    const args = ["--target", url, "--read-only", "--report", folder];
    const { code, output } = await start(args).ended;
    const [page = "", junit = ""] = ["report.html", "junit.xml"].map((name) =>
      readFileSync(join(folder, name), "utf8"),
    );
    rmSync(folder, { recursive: true });
    expect(code).toBe(0);
    expect(output).toMatch(/ of \d+ checks passed: 100 %; \d+ not applicable\n$/);
    expect(output.split("\n").length).toBeLessThan(40);
    expect(output + page + junit).not.toContain(token);
    expect(page).toContain(url);
    expect(junit).toContain('failures="0"');
  });

  it.each([
    [
      ["--target", "moon"],
      ["not 'moon'", "MENDIX_PAT is not set", "MENDIX_APP_ID is not set"],
    ],
    [["--read-onyl"], ["unknown option '--read-onyl' (Did you mean --read-only?)"]],
    [["--target", "sandbox", "--serve", "a.yaml"], ["--serve needs --target prism"]],
    [["--target", "prism", "--serve", "none.yaml"], ["'none.yaml' is neither a file nor"]],
  ])("refuses %j", async (args, messages) => {
    const { code, output } = await start(args, { MENDIX_PAT: "", MENDIX_APP_ID: "" }).ended;
    expect(code).toBe(2);
    for (const message of messages) expect(output).toContain(message);
  });
});

describe("readSettings", () => {
  const environment = { MENDIX_PAT: "canary", MENDIX_APP_ID: app };

  it.each([
    ["live", serverUrl],
    ["http://localhost:4010/v1/", "http://localhost:4010/v1"],
  ])("takes --target %s", (target, expected) => {
    expect(readSettings({ target }, environment).url).toBe(expected);
  });

  it.each([
    [{ target: "http://example.com" }, {}, "must be https"],
    [{ target: "https://user:pass@example.com" }, {}, "without a user"],
    [{ target: "live", maxRequests: "99" }, {}, "--max-requests"],
    [{ target: "live" }, { MENDIX_PAT: "MxToken canary" }, "MENDIX_PAT must contain no space"],
    [{ target: "live" }, { MENDIX_APP_ID: "my app" }, "MENDIX_APP_ID is not the id of an app"],
  ])("refuses %j with %j", (options, change, reason) => {
    const read = () => readSettings(options, { ...environment, ...change });
    expect(read).toThrow(reason);
    expect(read).not.toThrow(/canary/);
  });
});

it("shows the progress in one line", () => {
  const progress = { checks: 10, of: 40, failed: 2, requests: 25, waitingFor: "it" };
  const line = "10 of 40 checks, 2 failed, 25 requests, about 15 s left, waiting for it";
  expect(progressLine(progress, 5)).toBe(line);
});
