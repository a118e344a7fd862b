/**
 * Runs the contract suite, and with `--target` only that against one target:
 *
 *   npm run test:contract [-- --target prism | sandbox | all]
 *
 * What else is given goes to the test runner, such as `-t createWebhook`.
 */
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";

/** The files of a target's suite, as the test runner finds them. */
const files: Record<string, string> = {
  prism: "contract-tests/contract.prism.test.ts",
  sandbox: "contract-tests/contract.sandbox.test.ts",
  all: "contract-tests/contract.",
};

const { target, rest } = readTarget(process.argv.slice(2));
const chosen = target === undefined ? "contract-tests" : files[target];
if (chosen === undefined) {
  console.error(`test:contract: there is no target '${target}'; choose prism, sandbox or all`);
  process.exit(2);
}
const { resolve } = createRequire(import.meta.url);
const vitest = join(dirname(resolve("vitest/package.json")), "vitest.mjs");
const patience = ["--testTimeout=60000", "--hookTimeout=60000"];
const { status } = spawnSync(process.execPath, [vitest, "run", chosen, ...patience, ...rest], {
  cwd: join(import.meta.dirname, ".."),
  stdio: "inherit",
});
process.exit(status ?? 1);

/** `--target` and everything else. */
function readTarget(args: string[]): { target: string | undefined; rest: string[] } {
  const options = { target: { type: "string" } } as const;
  const { values, tokens } = parseArgs({ args, options, strict: false, tokens: true });
  const token = tokens.find((one) => one.kind === "option" && one.name === "target");
  if (token?.kind !== "option") return { target: undefined, rest: args };
  const taken = token.inlineValue ? 1 : 2;
  const rest = args.toSpliced(token.index, taken);
  return { target: typeof values.target === "string" ? values.target : "", rest };
}
