import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { contract } from "../../contract.js";
import { runLive } from "./live-run.js";
import { type LiveService, startLiveService } from "./live-service.js";
import { SettingsError } from "./live-settings.js";
import { LiveTransport, type TransportOptions } from "./live-transport.js";

let service: LiveService;
beforeEach(async () => {
  service = await startLiveService();
});
afterEach(() => service.close());

describe("runLive", { timeout: 60_000 }, () => {
  const startTime = Date.UTC(2026, 5, 4);
  const ofOthers = [
    "Contract test",
    "Contract test of ours",
    `Contract test ${startTime + 1} aa later`,
    "Push",
  ];
  beforeEach(async () => {
    for (const name of ofOthers) await service.create(name);
  });

  async function run(some: Partial<TransportOptions> = {}) {
    const options: TransportOptions = {
      url: service.url,
      token: service.token,
      app: service.app,
      isReadOnly: false,
      maxRequests: 1_500,
      maxWait: 60,
      fetch,
      now: () => startTime,
      wait: async () => {},
      log: () => {},
      ...some,
    };
    const transport = new LiveTransport(options);
    return { transport, ...(await runLive(contract, options, transport, "ab12")) };
  }

  it("runs every possible check with harmless webhooks, and leaves nothing behind", async () => {
    await service.create(`Contract test ${startTime - 1} zz Push`);
    const { report, transport, leftovers, stopped } = await run();
    expect(report.failed).toEqual([]);
    expect(stopped).toBeUndefined();
    expect(leftovers).toEqual([]);
    expect(report.passed.length).toBeGreaterThan(700);
    expect(JSON.stringify(report)).not.toContain(service.token);
    expect(await service.names()).toEqual(ofOthers.toSorted());
    expect(service.seen.length).toBe(transport.count);
    expect(transport.count).toBeLessThan(1_500);
    const accepted = service.seen.filter(({ body, status }) => body !== "" && status < 300);
    expect(accepted.length).toBeGreaterThan(100);
    for (const { body } of accepted) {
      const { name, url, isActive } = JSON.parse(body);
      expect(name).toMatch(new RegExp(`^Contract test ${startTime} ab12 `));
      expect(new URL(url).hostname).toMatch(/\.invalid$/);
      expect(isActive).toBe(false);
    }
  });

  it("sends only GET requests if it may only read", async () => {
    const { report } = await run({ isReadOnly: true });
    expect(report.failed).toEqual([]);
    expect(report.passed.length).toBeGreaterThan(10);
    expect(new Set(service.seen.map(({ method }) => method))).toEqual(new Set(["GET"]));
    expect(await service.names()).toEqual(ofOthers.toSorted());
  });

  it("ends before its requests are used up, and cleans up with the rest", async () => {
    const { stopped, report, leftovers } = await run({ maxRequests: 200 });
    expect(stopped?.message).toBe("the 200 requests of a run are used up");
    expect(report.failed).toEqual([]);
    expect(report.notApplicable.at(-1)?.[0]).toContain("the run was stopped");
    expect(service.seen.length).toBeLessThanOrEqual(200);
    expect(leftovers).toEqual([]);
    expect(await service.names()).toEqual(ofOthers.toSorted());
  });

  it.each([
    ["a token that is not accepted", { token: "another" }, "403"],
    ["an app that does not exist", { app: "00000000-0000-4000-8000-000000000000" }, "404"],
  ])("does not begin with %s", async (_, some, status) => {
    const refused = run(some);
    await expect(refused).rejects.toThrow(SettingsError);
    await expect(refused).rejects.toThrow(status);
    expect(await service.names()).toEqual(ofOthers.toSorted());
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

  const settings = () => ({ MENDIX_PAT: service.token, MENDIX_APP_ID: service.app });

  it("leaves nothing behind when it is interrupted", async () => {
    const { child, ended } = start(["--target", service.url], settings());
    service.onCount = { count: 150, call: () => child.kill("SIGINT") };
    const { code, output } = await ended;
    expect(code).toBe(130);
    expect(output).toContain("Not every check was run: it was interrupted");
    expect(service.seen.filter(({ method }) => method === "POST").length).toBeGreaterThan(20);
    expect(await service.names()).toEqual([]);
  });

  it("writes reports without the token", async () => {
    const folder = await mkdtemp(join(tmpdir(), "contract-report-"));
    try {
      const args = ["--target", service.url, "--read-only", "--report", folder];
      const { code, output } = await start(args, settings()).ended;
      expect(code).toBe(0);
      expect(output).toMatch(/ of \d+ checks passed: 100 %/);
      const page = await readFile(join(folder, "report.html"), "utf8");
      const junit = await readFile(join(folder, "junit.xml"), "utf8");
      for (const text of [output, page, junit]) expect(text).not.toContain(service.token);
      expect(page).toContain(service.url);
      expect(junit).toContain('failures="0"');
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it.each([
    ["its settings", "live", {}, ["MENDIX_PAT is not set", "MENDIX_APP_ID is not set"]],
    ["a target that it knows", "moon", settings, ["there is no target 'moon'"]],
  ])("does not start without %s", async (_, target, environment, messages) => {
    const env = typeof environment === "function" ? environment() : environment;
    const { code, output } = await start(["--target", target], env).ended;
    expect(code).toBe(2);
    for (const message of messages) expect(output).toContain(message);
    expect(service.seen).toEqual([]);
  });
});
