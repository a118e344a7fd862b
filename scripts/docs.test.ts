import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { copyProject, type ProjectCopy } from "./project-copy.js";

let copy: ProjectCopy;
beforeAll(async () => {
  copy = await copyProject();
});
afterAll(() => copy.remove());

function start(script: string, ...args: string[]): ChildProcess {
  return spawn(process.execPath, ["--import", "tsx", script, ...args], { cwd: copy.folder });
}

async function outputUntil(child: ChildProcess, pattern: RegExp): Promise<string> {
  let output = "";
  for await (const text of child.stdout ?? []) {
    output += text;
    if (pattern.test(output)) return output;
  }
  throw new Error(`it ended after: ${output}`);
}

const built = () => readdir(join(copy.folder, "dist")).catch(() => []);

describe("docs", { timeout: 60_000 }, () => {
  it("builds the missing page and serves it until it is interrupted", async () => {
    const child = start("scripts/docs.ts", "0");
    const output = await outputUntil(child, /until Ctrl-C/);
    expect(output).toMatch(/^Building the documentation first\./);
    const page = await fetch(/http:\S+/.exec(output)?.[0] ?? "");
    expect(await page.text()).toContain("<title>Mendix Webhooks API</title>");
    child.kill("SIGINT");
    await once(child, "exit");
    await expect(fetch(page.url)).rejects.toThrow();
    expect(await built()).toEqual(["docs"]);
  });

  it.each(["web", "65536"])("refuses the port '%s'", async (port) => {
    const { exitCode, output } = await copy.run("tsx", "scripts/docs.ts", port);
    expect(exitCode).toBe(2);
    expect(output.trim()).toBe(`docs: '${port}' is not a port; give a number from 0 to 65535`);
  });
});
