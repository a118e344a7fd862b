import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const root = join(import.meta.dirname, "..");
const vitest = join(
  dirname(createRequire(import.meta.url).resolve("vitest/package.json")),
  "vitest.mjs",
);

/** Runs some test files with Vitest in the root of the project; this process then ends as it did. */
export const runVitest = (args: string[], environment: Record<string, string> = {}) =>
  runNode([vitest, "run", ...args], environment);

/** Runs a program with Node in the root of the project; this process then ends as it did. */
export async function runNode(
  command: string[],
  environment: Record<string, string> = {},
): Promise<void> {
  const child = spawn(process.execPath, command, {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, ...environment },
    // In a process group of its own, so that Ctrl-C reaches it only once: from here.
    detached: true,
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill(signal));
  const [status] = await once(child, "exit");
  process.exitCode = status ?? 1;
}
