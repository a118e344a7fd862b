import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runProgram } from "./project-copy.js";

const root = join(import.meta.dirname, "..");
const run = (script: string, argument: string) =>
  runProgram(root, ["tsx", `scripts/${script}.ts`, argument]);
const nameOf = (script: string) => script.replace("-", ":");

const scripts = "bench build diff-contract docs generate mock start".split(" ");

describe.concurrent("the command line of each script", { timeout: 60_000 }, () => {
  it.each(scripts)("explains %s by --help", async (script) => {
    const { exitCode, output } = await run(script, "--help");
    expect(output).toMatch(
      new RegExp(`^Usage: npm run ${nameOf(script)} -- \\[options\\].*\n\n[A-Z][^.]*\\.\n`),
    );
    expect(exitCode).toBe(0);
    const { scripts: known } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    expect(known[nameOf(script)]).toBe(`node --import tsx scripts/${script}.ts`);
  });

  it.each([
    ...scripts.map((one) => [one, "--hepl", "unknown option '--hepl' (Did you mean --help?)"]),
    ["diff-contract", "--bass=v1", "unknown option '--bass' (Did you mean --base?)"],
    ["generate", "--contract=a.yaml", "--contract and --output belong together"],
    ["generate", "--output=elsewhere", "--contract and --output belong together"],
    ["generate", "more", "too many arguments. Expected 0 arguments but got 1."],
    ...["docs", "mock"].flatMap((script) =>
      ["web", "65536"].map((port) => [
        script,
        `--port=${port}`,
        `option '--port <number>' argument '${port}' is invalid. Give a number from 0 to 65535.`,
      ]),
    ),
    [
      "bench",
      "verfy",
      "command-argument value 'verfy' is invalid for argument 'benches'. Allowed choices are " +
        "client, deliveries, generate, pages, sandbox, start, verify.",
    ],
  ])("refuses %s %s", expectRefusal);

  async function expectRefusal(script = "", argument = "", reason = "") {
    const { exitCode, output } = await run(script, argument);
    expect([exitCode, output.trim()]).toEqual([2, `${nameOf(script)}: ${reason}`]);
  }
});
