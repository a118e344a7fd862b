/**
 * Runs the contract suite, and with `--target` only that against one target:
 *
 *   npm run test:contract [-- --target prism | sandbox | all | live | <url>] [--report <folder>]
 *
 * `live` is the contract's own server. A live target or a URL needs `MENDIX_PAT` and
 * `MENDIX_APP_ID`, and takes `--read-only`, `--max-requests` and `--max-wait`. For the other
 * targets, further arguments are passed to Vitest, such as `-t createWebhook`.
 */
import { resolve } from "node:path";
import { runNode, runVitest } from "./run-programs.js";

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
if (target === undefined) await runSuite("contract-tests");
else if (files[target] !== undefined) await runSuite(files[target]);
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

async function runSuite(chosen: string): Promise<void> {
  const folder = report === undefined ? {} : { CONTRACT_REPORT: resolve(report) };
  await runVitest([chosen, ...args], folder);
}

async function runLive(url: string): Promise<void> {
  const main = "contract-tests/targets/live/live-command.ts";
  const folder = report === undefined ? [] : ["--report", resolve(report)];
  await runNode(["--import", "tsx", main, "--target", url, ...folder, ...args]);
}
