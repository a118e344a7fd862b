import { PassThrough } from "node:stream";
import { run } from "../run.js";
import type { Terminal } from "../terminal.js";

/** How a test runs a command. */
interface Setting {
  env?: Terminal["env"];
  /** What standard input contains. */
  input?: string;
  /** Whether the streams are a terminal. */
  isTerminal?: boolean;
  fetch?: Terminal["fetch"];
  clock?: Terminal["clock"];
  signal?: AbortSignal;
}

/** Runs a command in this process, and returns what it wrote and its exit code. */
export async function runCommand(args: readonly string[], setting: Setting = {}) {
  const { env = {}, input = "", isTerminal = false, signal, fetch, clock } = setting;
  const written = { stdout: "", stderr: "" };
  const stream = (name: keyof typeof written) => {
    const one = new PassThrough().on("data", (chunk) => {
      written[name] += chunk;
    });
    // Like those of a process, the streams cannot be closed by who writes to them.
    one.end = () => one;
    return Object.assign(one, { isTTY: isTerminal, columns: 120 });
  };
  const stdin = Object.assign(new PassThrough(), { isTTY: isTerminal });
  if (isTerminal) stdin.write(input);
  else stdin.end(input);
  const exitCode = await run(args, {
    ...{ env, stdin, stdout: stream("stdout"), stderr: stream("stderr") },
    signal: signal ?? new AbortController().signal,
    ...(fetch && { fetch }),
    ...(clock && { clock }),
  });
  return { exitCode, ...written };
}
