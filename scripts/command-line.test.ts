import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { commandLine, portNumber } from "./command-line.js";
import { runProgram } from "./project-copy.js";

const root = join(import.meta.dirname, "..");
const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

describe.concurrent("the command line of each script", () => {
  it.each([
    ["start", "--help", 0, /^Usage: npm run start -- \[options\]\n\n[A-Z][^.]*\.\n/],
    [
      "bench",
      "verfy",
      2,
      /^bench: command-argument value 'verfy' .* Allowed choices are as-code, client,/,
    ],
    ["build", "more", 2, /^build: too many arguments. Expected 0 arguments but got 1.$/],
    ["diff-contract", "--bass=v1", 2, /^diff:contract: unknown option '--bass' .*--base\?\)$/],
    ["docs", "--port=web", 2, /^docs: option '--port <number>' argument 'web' is invalid\. .*$/],
    ["generate", "--output=a", 2, /^generate: --contract and --output belong together$/],
    ["mock", "--port=65536", 2, /^mock: option '--port <number>' argument '65536' is invalid\..*$/],
  ])("of %s handles %s", async (script, argument, status, expected) => {
    const { exitCode, output } = await runProgram(root, ["tsx", `scripts/${script}.ts`, argument]);
    expect(output.trim()).toMatch(expected);
    expect(exitCode).toBe(status);
    expect(scripts[script.replace("-", ":")]).toBe(`node --import tsx scripts/${script}.ts`);
  });
});

describe("commandLine", () => {
  afterEach(() => vi.restoreAllMocks());

  /** What a command line prints for its arguments, and the status that it ends with. */
  function use(...args: string[]) {
    let output = "";
    const write = (text: string | Uint8Array) => {
      output += text;
      return true;
    };
    vi.spyOn(process.stderr, "write").mockImplementation(write);
    vi.spyOn(process, "exit").mockImplementation((status) => {
      throw new Error(`exit ${status}`);
    });
    const command = commandLine("serve", "Serves it.").option("--port <n>", "", portNumber, 80);
    expect(() => command.parse(["node", "serve.ts", ...args])).toThrow(/^exit \d$/);
    return [vi.mocked(process.exit).mock.lastCall?.[0], output];
  }

  it.each([
    ["--hepl", "unknown option '--hepl' (Did you mean --help?)"],
    ["--prot=1", "unknown option '--prot' (Did you mean --port?)"],
    ["more", "too many arguments. Expected 0 arguments but got 1."],
    ...["web", "65536", ""].map((port) => [
      `--port=${port}`,
      `option '--port <n>' argument '${port}' is invalid. Give a number from 0 to 65535.`,
    ]),
  ])("refuses %s in one line", (argument = "", reason) => {
    expect(use(argument)).toEqual([2, `serve: ${reason}\n`]);
  });
});
