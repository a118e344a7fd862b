import { describe, expect, it } from "vitest";
import { appId } from "../../client/testing/input.js";
import { createSandbox, createVirtualClock, type SandboxOptions } from "../../sandbox/index.js";
import { runCommand } from "../testing/run-command.js";
import { checkNode } from "./doctor-command.js";

const token = "canary-token";
const start = Date.UTC(2026, 1, 22);

interface Settings extends SandboxOptions {
  /** Headers of every response. */
  headers?: Record<string, string>;
  env?: Record<string, string>;
  isTerminal?: boolean;
}

/** Runs the command against a sandbox. */
async function doctor(
  args: string[],
  { headers = {}, env, isTerminal = false, ...options }: Settings = {},
) {
  const clock = createVirtualClock(start);
  const sandbox = await createSandbox({ port: "none", clock, ...options });
  const result = await runCommand(["doctor", "--base-url", sandbox.url, ...args], {
    env: { MENDIX_PAT: token, ...env },
    ...{ clock, isTerminal },
    async fetch(url, init) {
      const { status, body } = await sandbox.fetch(url, init);
      const own = { "content-type": "application/json", date: new Date(start).toUTCString() };
      return new Response(body, { status, headers: { ...own, ...headers } });
    },
  });
  await sandbox.close();
  expect(result.stdout + result.stderr).not.toContain("canary");
  const { exitCode, stdout, stderr } = result;
  const checks: { check: string; result: string; detail: string; remedy?: string }[] = isTerminal
    ? []
    : JSON.parse(stdout);
  const results = Object.fromEntries(checks.map(({ check, result }) => [check, result]));
  const find = (name: string) => checks.find(({ check }) => check === name);
  return { exitCode, stdout, stderr, results, find };
}

const fine = { "Node.js": "ok", address: "ok", token: "ok", connection: "ok", clock: "ok" };

describe("mendix-webhooks doctor", () => {
  it("checks everything that a read can tell", async () => {
    const { exitCode, results, stderr } = await doctor([appId]);
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(results).toEqual({ ...fine, scope: "ok" });
  });

  it("does what it can without an app id", async () => {
    const { exitCode, results } = await doctor([]);
    expect([exitCode, results]).toEqual([0, { ...fine, scope: "warn" }]);
  });

  it.each([
    ["no token", { env: { MENDIX_PAT: "" } }, "token", /set MENDIX_PAT/],
    [
      "a malformed token",
      { env: { MENDIX_PAT: "canary token" } },
      "token",
      /personal access token/,
    ],
    ["an unknown token", { tokens: [] }, "scope", /mx:webhook:read/],
    ["a revoked token", { tokens: [{ token, isRevoked: true }] }, "scope", /the token needs/],
  ])("exits with 4 for %s", async (_, settings, check, message) => {
    const { exitCode, find } = await doctor([appId], settings);
    expect([exitCode, find(check)?.result]).toEqual([4, "fail"]);
    expect(find(check)?.detail).toMatch(message);
  });

  it("exits with 1 for an unknown app, and for an address without a service", async () => {
    const { exitCode, results } = await doctor([appId], { apps: [] });
    expect([exitCode, results.app]).toEqual([1, "fail"]);
    const plain = await doctor([appId, "--base-url", "http://example.com"]);
    expect([plain.exitCode, plain.results.address]).toEqual([1, "fail"]);
    expect(plain.find("address")?.detail).toMatch(/must be an https URL/);
    expect(plain.results).not.toHaveProperty("connection");
  });

  it.each([
    [0, "ok", "agrees"],
    [-60, "warn", "60 s ahead of"],
    [600, "fail", "10 min behind"],
  ])("compares the clock with a service that is %i s ahead", async (seconds, result, detail) => {
    const headers = { date: new Date(start + seconds * 1000).toUTCString() };
    const { exitCode, find } = await doctor([], { headers });
    expect(exitCode).toBe(result === "fail" ? 1 : 0);
    expect(find("clock")).toMatchObject({ result, detail: expect.stringContaining(detail) });
  });

  it.each([
    ["ENOTFOUND", "host not found", /check address and network/],
    ["CERT_HAS_EXPIRED", "no trusted TLS connection", /NODE_EXTRA_CA_CERTS/],
  ])("explains a connection that fails with %s", async (code, reason, remedy) => {
    const cause = Object.assign(new Error("canary"), { code });
    const { exitCode, stdout } = await runCommand(["doctor", "--output", "json"], {
      env: { MENDIX_PAT: token },
      fetch: () => Promise.reject(new TypeError("fetch failed", { cause })),
    });
    expect(exitCode).toBe(1);
    const shown = expect.objectContaining({
      ...{ check: "connection", result: "fail" },
      ...{ detail: expect.stringContaining(reason), remedy: expect.stringMatching(remedy) },
    });
    expect(JSON.parse(stdout)).toContainEqual(shown);
    expect(stdout).not.toContain("canary");
  });

  it("writes a line for each check on a terminal, with its remedy", async () => {
    const headers = { date: new Date(start + 120_000).toUTCString() };
    const { stdout, stderr } = await doctor([], {
      headers,
      isTerminal: true,
      env: { NO_COLOR: "1", MENDIX_PAT: "" },
    });
    const lines = stdout.split("\n");
    expect(lines[0]).toMatch(/^ok {4}Node\.js {6}\d+\.\d+\.\d+ \(needed: >=20\.19\)$/);
    expect(lines[2]).toMatch(/^fail {2}token {8}there is no access token: set MENDIX_PAT/);
    expect(stdout).toMatch(/warn {2}clock {8}2 min behind the service's\n {19}set the clock;/);
    expect(stderr).toBe("mendix-webhooks: 1 of 5 checks failed: token\n");
  });
});

describe("checkNode", () => {
  it.each([
    ["20.19.0", "ok"],
    ["22.0.0", "ok"],
    ["20.18.3", "fail"],
    ["18.20.0", "fail"],
  ])("judges %s as %s", (version, result) => {
    expect(checkNode(version, ">=20.19")).toMatchObject({ result });
  });
});
