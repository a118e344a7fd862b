import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Service, startService } from "./testing.js";

const root = join(import.meta.dirname, "../../..");
let service: Service;
beforeEach(async () => {
  service = await startService();
});
afterEach(() => service.close());

/** Starts `npm run test:contract` as npm does. */
function start(args: string[], environment: Record<string, string>) {
  const { MENDIX_PAT: _, MENDIX_APP_ID: __, ...env } = process.env;
  const command = ["--import", "tsx", "scripts/test-contract.ts", ...args];
  const child = spawn(process.execPath, command, { cwd: root, env: { ...env, ...environment } });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      output += chunk;
    });
  }
  const ended = once(child, "close").then(([code]) => ({ code, output }));
  return { child, ended };
}

const known = () => ({ MENDIX_PAT: service.token, MENDIX_APP_ID: service.app });

describe("test:contract with a live target", { timeout: 60_000 }, () => {
  it("leaves nothing behind when it is interrupted", async () => {
    const { child, ended } = start(["--target", service.url], known());
    service.onCount = { count: 150, call: () => child.kill("SIGINT") };
    const { code, output } = await ended;
    expect(code).toBe(130);
    expect(output).toContain("Not all was asked: it was interrupted");
    expect(service.seen.filter(({ method }) => method === "POST").length).toBeGreaterThan(20);
    expect(await service.names()).toEqual([]);
  });

  it("writes reports without a secret, reading alone", async () => {
    const folder = await mkdtemp(join(tmpdir(), "contract-report-"));
    try {
      const args = ["--target", service.url, "--read-only", "--report", folder];
      const { code, output } = await start(args, known()).ended;
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

  it("does not start without its settings, and says which", async () => {
    const { code, output } = await start(["--target", "live"], {}).ended;
    expect(code).toBe(2);
    expect(output).toContain("MENDIX_PAT is not set");
    expect(output).toContain("MENDIX_APP_ID is not set");
    expect(service.seen).toEqual([]);
  });

  it("knows no other target", async () => {
    const { code, output } = await start(["--target", "moon"], known()).ended;
    expect(code).toBe(2);
    expect(output).toContain("there is no target 'moon'");
  });
});
