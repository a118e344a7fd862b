import { execFile, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** The root of the project. */
export const root = join(import.meta.dirname, "..");

/** The path of a program of an installed package. */
export const programOf = (name: string, file: string): string =>
  join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), file);

/** Runs a program to its end; if it fails, this process ends with status 1. */
export function runStep(script: string, cwd: string, program: string, ...args: string[]): void {
  const { status, error } = spawnSync(program, args, { cwd, stdio: "inherit" });
  if (error) console.error(`${script}: ${program} does not start: ${error.message}`);
  if (status !== 0) process.exit(1);
}

/** Runs a program to its end, and tells what it printed. */
export function runQuietly(
  { cwd, env, timeout }: { cwd: string; env?: Record<string, string>; timeout?: number },
  program: string,
  ...args: string[]
): Promise<{ failed: boolean; stdout: string; stderr: string }> {
  const settings = { ...process.env, ...env, NO_COLOR: "1" };
  const options = { cwd, env: settings, timeout, maxBuffer: 2 ** 26 };
  return new Promise((resolve) => {
    execFile(program, args, options, (error, stdout, stderr) =>
      resolve({ failed: error !== null, stdout, stderr }),
    );
  });
}

/** Runs some test files with Vitest in the root of the project; this process then ends as it did. */
export async function runVitest(
  args: string[],
  environment: Record<string, string> = {},
): Promise<void> {
  const child = spawn(process.execPath, [programOf("vitest", "vitest.mjs"), "run", ...args], {
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
