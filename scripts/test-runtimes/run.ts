import { spawn } from "node:child_process";
import { root } from "./runtime.js";

export interface Outcome {
  exitCode: number;
  output: string;
}

/** Runs a program, and ends it with all that it has started when the signal is aborted. */
export function run(file: string, args: string[], signal: AbortSignal): Promise<Outcome> {
  signal.throwIfAborted();
  // A test runner inside a test runner must not take itself for a part of the outer one.
  const { VITEST: _, VITEST_WORKER_ID: __, VITEST_POOL_ID: ___, ...env } = process.env;
  // Detached it leads a group of processes, which can be ended as one.
  const child = spawn(file, args, {
    cwd: root,
    env: { ...env, NO_COLOR: "1" },
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const end = () => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
  };
  signal.addEventListener("abort", end);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => {
      output += text;
    });
  }
  return new Promise<Outcome>((settle, fail) => {
    child.on("error", (error) => settle({ exitCode: 1, output: error.message }));
    child.on("close", (code) => {
      if (signal.aborted) fail(signal.reason);
      else settle({ exitCode: code ?? 1, output });
    });
  }).finally(() => signal.removeEventListener("abort", end));
}
