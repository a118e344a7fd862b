/**
 * Runs the contract suite, and with `--target` only that against one target:
 *
 *   npm run test:contract [-- --target prism | sandbox | all | live | <url>] [--report <folder>]
 *
 * `live` is the contract's own server. A live target or a URL needs `MENDIX_PAT` and
 * `MENDIX_APP_ID`, and takes `--read-only`, `--max-requests` and `--max-wait`. With the others,
 * all other options go to Vitest, such as `-t createWebhook`.
 */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { runNode, runVitest } from "./run-vitest.js";

/** The test files of each target, as Vitest finds them. */
const files: Record<string, string> = {
  prism: "contract-tests/contract.prism.test.ts",
  sandbox: "contract-tests/contract.sandbox.test.ts",
  all: "contract-tests/contract.",
};

const { target, report, rest } = readOptions(process.argv.slice(2));
if (report === "") refuse("--report needs a folder");
if (target === undefined) await runSuite("contract-tests");
else if (files[target] !== undefined) await runSuite(files[target]);
else if (target === "live" || /^\w+:\/\//.test(target)) await runLive(target);
else refuse(`there is no target '${target}'; choose prism, sandbox, all, live or a URL`);

function refuse(reason: string): never {
  console.error(`test:contract: ${reason}`);
  process.exit(2);
}

async function runSuite(chosen: string): Promise<void> {
  const timeouts = ["--testTimeout=60000", "--hookTimeout=60000"];
  const folder = report === undefined ? {} : { CONTRACT_REPORT: resolve(report) };
  await runVitest([chosen, ...timeouts, ...rest], folder);
}

async function runLive(url: string): Promise<void> {
  const main = "contract-tests/targets/live/main.ts";
  const folder = report === undefined ? [] : ["--report", resolve(report)];
  await runNode(["--import", "tsx", main, "--target", url, ...folder, ...rest]);
}

/** Our own options, and all the other arguments. */
function readOptions(args: string[]) {
  const options = { target: { type: "string" }, report: { type: "string" } } as const;
  const { tokens } = parseArgs({ args, options, strict: false, tokens: true });
  const values: { target?: string; report?: string } = {};
  const taken = new Set<number>();
  for (const token of tokens) {
    if (token.kind !== "option" || (token.name !== "target" && token.name !== "report")) continue;
    values[token.name] = token.value ?? "";
    taken.add(token.index);
    if (token.value !== undefined && !token.inlineValue) taken.add(token.index + 1);
  }
  return { ...values, rest: args.filter((_, index) => !taken.has(index)) };
}
