import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundleSandbox, startSandbox } from "./testing/sandbox-process.js";

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sandbox-start-"));
  file = await bundleSandbox(folder);
});
afterAll(() => rm(folder, { recursive: true }));

/** What a run that ends by itself writes, and how it ends. */
async function run(...args: string[]) {
  const child = spawn(process.execPath, [file, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
  });
  child.stderr.on("data", (chunk) => {
    output += chunk;
  });
  const [exitCode] = await once(child, "close");
  return { exitCode, output };
}

describe("npm run sandbox", () => {
  it("tells its options", async () => {
    const { exitCode, output } = await run("--help");
    expect(exitCode).toBe(0);
    for (const option of ["--port", "--host", "--state", "--config", "--rate-limit", "--seed"]) {
      expect(output).toContain(option);
    }
  });

  it.each([
    [["--prot", "1"], /--prot/],
    [["--port", "many"], /option 'port' must be/],
    [["--port", "99999"], /option 'port' must be/],
    [["--config", "none.json"], /none\.json cannot be read \(ENOENT\)/],
    [["--state", "/dev/null/state.json"], /state\.json/],
  ])("refuses %j in one line", async (args, message) => {
    const { exitCode, output } = await run(...args);
    expect(exitCode).toBe(1);
    expect(output).toMatch(message);
    expect(output.trim()).not.toContain("\n");
  });

  it("refuses a configuration with a mistake, and does not repeat what stands in it", async () => {
    const config = join(folder, "config.json");
    await writeFile(config, '{ "tokens": [{ "token": "canary-token", }] }');
    const { exitCode, output } = await run("--config", config);
    expect([exitCode, output]).toEqual([1, `sandbox: ${config} is not JSON\n`]);
    await writeFile(config, '{ "token": "canary-token" }');
    expect((await run("--config", config)).output).toContain("may hold apps, tokens, rateLimit");
  });

  it("ends at once when it is asked to, and leaves nothing but its state", async () => {
    const state = join(folder, "state.json");
    const sandbox = await startSandbox(file, "--state", state);
    const request = { method: "POST", headers: { authorization: "MxToken t" } };
    expect((await fetch(sandbox.url, request)).status).toBe(404);
    await fetch(sandbox.url.replace("/api/v1", "/_sandbox/reset"), { method: "POST" });
    sandbox.child.kill("SIGINT");
    const [exitCode] = await once(sandbox.child, "exit");
    expect(exitCode).toBe(0);
    expect((await readdir(folder)).filter((name) => name.startsWith("state"))).toEqual([
      "state.json",
    ]);
  });
});
