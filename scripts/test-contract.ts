/**
 * Runs the contract suite, and with `--target` only that against one target:
 *
 *   npm run test:contract [-- --target prism | sandbox | all | live | <url>] [--report <folder>]
 *
 * `live` is the contract's own server. A live target or a URL needs `MENDIX_PAT` and
 * `MENDIX_APP_ID`, and takes `--read-only`, `--max-requests` and `--max-wait`. For the other
 * targets, further arguments are passed to Vitest, such as `-t createWebhook`.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";

const root = join(import.meta.dirname, "..");

/** What Vitest filters the test files of a target by. */
const files: Record<string, string> = {
  prism: "contract-tests/contract.prism.test.ts",
  sandbox: "contract-tests/contract.sandbox.test.ts",
  all: "contract-tests/contract.",
};

const args = process.argv.slice(2);
const target = take("target");
const report = take("report");
if (report === "") refuse("--report needs a folder");
if (target === undefined) await runVitest("contract-tests");
else if (files[target] !== undefined) await runVitest(files[target]);
else if (target === "live" || /^\w+:\/\//.test(target)) await runLive(target);
else refuse(`there is no target '${target}'; choose prism, sandbox, all, live or a URL`);

/** Removes an option from the arguments. @returns its value; undefined if it is not there */
function take(name: string): string | undefined {
  const index = args.findIndex((arg) => arg === `--${name}` || arg.startsWith(`--${name}=`));
  if (index < 0) return undefined;
  const [option = ""] = args.splice(index, 1);
  return option === `--${name}` ? (args.splice(index, 1)[0] ?? "") : option.replace(/.*?=/, "");
}

function refuse(reason: string): never {
  console.error(`test:contract: ${reason}`);
  process.exit(2);
}

async function runVitest(chosen: string): Promise<void> {
  const vitestPackage = createRequire(import.meta.url).resolve("vitest/package.json");
  const vitest = join(dirname(vitestPackage), "vitest.mjs");
  const folder = report === undefined ? {} : { CONTRACT_REPORT: resolve(report) };
  await run([vitest, "run", chosen, ...args], folder);
}

async function runLive(url: string): Promise<void> {
  const main = join(root, "contract-tests/targets/live/live-command.ts");
  const folder = report === undefined ? [] : ["--report", resolve(report)];
  await run(["--import", "tsx", main, "--target", url, ...folder, ...args]);
}

/** Runs Node, and exits with its status. */
async function run(command: string[], environment: Record<string, string> = {}): Promise<void> {
  const child = spawn(process.execPath, command, {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, ...environment },
    // In a process group of its own, so that a Ctrl-C reaches it only once, through this process.
    detached: true,
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill(signal));
  const [status] = await once(child, "exit");
  process.exitCode = status ?? 1;
}
