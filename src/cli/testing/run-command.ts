import { PassThrough } from "node:stream";
import { onTestFinished } from "vitest";
import { systemClock } from "../../shared/clock.js";
import { run } from "../run.js";
import type { Terminal } from "../terminal.js";

/** How a test runs a command. */
export interface Settings extends Partial<Pick<Terminal, "env" | "fetch" | "clock" | "signal">> {
  /** What standard input contains. */
  input?: string;
  /** Whether the streams are a terminal. */
  isTerminal?: boolean;
}

/** A terminal that keeps what is written to it. */
export function createRecordedTerminal({ input = "", isTerminal = false, ...own }: Settings = {}) {
  const interrupt = new AbortController();
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
  const terminal: Terminal = {
    ...{ env: {}, stdin, stdout: stream("stdout"), stderr: stream("stderr") },
    ...{ signal: interrupt.signal, fetch: (url, init) => fetch(url, init), clock: systemClock },
    ...own,
  };
  return { terminal, written, interrupt: () => interrupt.abort() };
}

/** Runs a command in this process, and returns what it wrote and its exit code. */
export async function runCommand(args: readonly string[], settings: Settings = {}) {
  const { terminal, written } = createRecordedTerminal(settings);
  const exitCode = await run(args, terminal);
  return { exitCode, ...written };
}

/** Starts a command that runs until it is interrupted, which happens at the end of the test. */
export function startCommand(args: readonly string[], settings: Settings = {}) {
  const { terminal, written, interrupt } = createRecordedTerminal(settings);
  const ended = run(args, terminal);
  const stop = () => {
    interrupt();
    return ended;
  };
  onTestFinished(async () => void (await stop()));
  return {
    ...{ written, interrupt, ended, stop },
    /** Resolves with the first match in what was written, as soon as there is one. */
    async matching(pattern: RegExp): Promise<RegExpExecArray> {
      for (;;) {
        const found = pattern.exec(written.stdout + written.stderr);
        if (found) return found;
        await Promise.race([
          new Promise((resolve) => setTimeout(resolve, 5)),
          ended.then(() => Promise.reject(new Error(`it ended: ${written.stderr}`))),
        ]);
      }
    },
  };
}
