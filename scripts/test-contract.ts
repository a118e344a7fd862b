/**
 * Runs the contract suite, and with `--target` only that against one target:
 *
 *   npm run test:contract [-- --target prism | sandbox | all | live | <url>] [--report <folder>]
 *
 * `live` is the contract's own server. A live target or a URL needs `MENDIX_PAT` and
 * `MENDIX_APP_ID`, and takes `--read-only`, `--max-requests` and `--max-wait`. With the others,
 * what else is given goes to the test runner, such as `-t createWebhook`.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { dirname, join, resolve as resolvePath } from "node:path";
import { parseArgs } from "node:util";

const root = join(import.meta.dirname, "..");

/** The files of a target's suite, as the test runner finds them. */
const files: Record<string, string> = {
  prism: "contract-tests/contract.prism.test.ts",
  sandbox: "contract-tests/contract.sandbox.test.ts",
  all: "contract-tests/contract.",
};

const args = process.argv.slice(2);
const { values, rest } = take(args, "target", "report");
const { target, report } = values;
if (report === "") refuse("--report needs a folder");
if (target === undefined) await runVitest("contract-tests");
else if (files[target] !== undefined) await runVitest(files[target]);
else if (target === "live" || /^\w+:\/\//.test(target)) await runLive(target);
else refuse(`there is no target '${target}'; choose prism, sandbox, all, live or a URL`);

function refuse(reason: string): never {
  console.error(`test:contract: ${reason}`);
  process.exit(2);
}

async function runVitest(chosen: string): Promise<void> {
  const { resolve } = createRequire(import.meta.url);
  const vitest = join(dirname(resolve("vitest/package.json")), "vitest.mjs");
  const patience = ["--testTimeout=60000", "--hookTimeout=60000"];
  const folder = report === undefined ? {} : { CONTRACT_REPORT: resolvePath(report) };
  await run([vitest, "run", chosen, ...patience, ...rest], folder);
}

async function runLive(url: string): Promise<void> {
  const main = join(root, "contract-tests/targets/live/live-command.ts");
  const folder = report === undefined ? [] : ["--report", resolvePath(report)];
  await run(["--import", "tsx", main, "--target", url, ...folder, ...rest]);
}

/** Runs Node until it ends, and ends as it did. */
async function run(command: string[], environment: Record<string, string> = {}): Promise<void> {
  const child = spawn(process.execPath, command, {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, ...environment },
    // In a group of its own: a Ctrl-C reaches it once, through here, and not before it is through.
    detached: true,
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill(signal));
  const [status] = await once(child, "exit");
  process.exitCode = status ?? 1;
}

/** Some options, and everything else. */
function take<Name extends string>(all: string[], ...names: Name[]) {
  const options = Object.fromEntries(names.map((name) => [name, { type: "string" } as const]));
  const { tokens } = parseArgs({ args: all, options, strict: false, tokens: true });
  const values: Partial<Record<Name, string>> = {};
  const taken = new Set<number>();
  for (const token of tokens) {
    if (token.kind !== "option" || !names.includes(token.name as Name)) continue;
    values[token.name as Name] = token.value ?? "";
    taken.add(token.index);
    if (token.value !== undefined && !token.inlineValue) taken.add(token.index + 1);
  }
  return { values, rest: all.filter((_, index) => !taken.has(index)) };
}
