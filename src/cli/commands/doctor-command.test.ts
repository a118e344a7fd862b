import { describe, expect, it } from "vitest";
import { appId } from "../../client/testing/input.js";
import { createSandbox, createVirtualClock, type SandboxOptions } from "../../sandbox/index.js";
import { runCommand } from "../testing/run-command.js";
import { checkNode } from "./doctor-command.js";

const token = "canary-token";
const start = Date.UTC(2026, 1, 22);

interface Settings extends SandboxOptions {
  /** Seconds that the clock of the service is ahead. */
  ahead?: number;
  env?: Record<string, string>;
  isTerminal?: boolean;
}

/** Runs the command against a sandbox. */
async function doctor(
  args: string[],
  { ahead = 0, env, isTerminal = false, ...options }: Settings = {},
) {
  const clock = createVirtualClock(start);
  const sandbox = await createSandbox({ port: "none", clock, ...options });
  const date = new Date(start + ahead * 1000).toUTCString();
  const { exitCode, stdout, stderr } = await runCommand(
    ["doctor", "--base-url", sandbox.url, ...args],
    {
      env: { MENDIX_PAT: token, ...env },
      ...{ clock, isTerminal },
      async fetch(url, init) {
        const { status, body } = await sandbox.fetch(url, init);
        const headers = { "content-type": "application/json", date };
        return new Response(body, { status, headers });
      },
    },
  );
  await sandbox.close();
  expect(stdout + stderr).not.toContain("canary");
  const checks: { check: string; result: string; detail: string }[] = isTerminal
    ? []
    : JSON.parse(stdout);
  const results = Object.fromEntries(checks.map(({ check, result }) => [check, result]));
  return { exitCode, stdout, stderr, results, checks };
}

const fine = { "Node.js": "ok", address: "ok", token: "ok", connection: "ok", clock: "ok" };

describe("mendix-webhooks doctor", () => {
  it.each([
    ["everything that a read can tell", [appId], "ok"],
    ["what it can without an app id", [], "warn"],
  ])("checks %s", async (_, args, scope) => {
    const { exitCode, results, stderr } = await doctor(args);
    expect({ exitCode, results, stderr }).toEqual({
      ...{ exitCode: 0, stderr: "" },
      results: { ...fine, scope },
    });
  });

  const malformed = { MENDIX_PAT: "canary token" };
  it.each<[string, Settings, number, string, RegExp]>([
    ["no token", { env: { MENDIX_PAT: "" } }, 4, "token", /set MENDIX_PAT/],
    ["a malformed token", { env: malformed }, 4, "token", /personal access token/],
    ["an unknown token", { tokens: [] }, 4, "scope", /mx:webhook:read/],
    ["a revoked token", { tokens: [{ token, isRevoked: true }] }, 4, "scope", /the token needs/],
    ["an unknown app", { apps: [] }, 1, "app", /check the ids/],
  ])("says what is wrong with %s", async (_, settings, status, check, detail) => {
    const { exitCode, checks } = await doctor([appId], settings);
    expect(exitCode).toBe(status);
    const failed = { check, result: "fail", detail: expect.stringMatching(detail) };
    expect(checks).toContainEqual(failed);
  });

  it("sends nothing to an address that is not safe", async () => {
    const { exitCode, checks, results } = await doctor(["--base-url", "http://example.com"]);
    const detail = expect.stringMatching(/must be an https URL/);
    expect(exitCode).toBe(1);
    expect(checks).toContainEqual({ check: "address", result: "fail", detail });
    expect(results).not.toHaveProperty("connection");
  });

  it.each([
    [0, "ok", "agrees"],
    [-60, "warn", "60 s ahead of"],
    [600, "fail", "10 min behind"],
  ])("compares the clock with a service that is %i s ahead", async (ahead, result, detail) => {
    const { exitCode, checks } = await doctor([], { ahead });
    expect(exitCode).toBe(result === "fail" ? 1 : 0);
    const clock = { check: "clock", result, detail: expect.stringContaining(detail) };
    expect(checks).toContainEqual(expect.objectContaining(clock));
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
    expect(JSON.parse(stdout)).toContainEqual({
      ...{ check: "connection", result: "fail" },
      ...{ detail: expect.stringContaining(reason), remedy: expect.stringMatching(remedy) },
    });
    expect(stdout).not.toContain("canary");
  });

  it("writes a line for each check on a terminal, with its remedy", async () => {
    const env = { NO_COLOR: "1", MENDIX_PAT: "" };
    const { stdout, stderr } = await doctor([], { ahead: 120, isTerminal: true, env });
    expect(stdout).toMatch(/^ok {4}Node\.js {6}\d+\.\d+\.\d+ \(needed: >=20\.19\)\n/);
    expect(stdout).toMatch(/\nfail {2}token {8}there is no access token: set MENDIX_PAT/);
    expect(stdout).toMatch(/\nwarn {2}clock {8}2 min behind the service's\n {19}set the clock;/);
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
