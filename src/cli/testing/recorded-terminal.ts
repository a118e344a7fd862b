import { PassThrough, Readable } from "node:stream";
import { onTestFinished } from "vitest";
import { run } from "../run.js";
import type { Terminal } from "../terminal.js";

interface Settings extends Pick<Terminal, "fetch" | "clock"> {
  env?: Terminal["env"];
  /** Whether the streams are a terminal. */
  isTerminal?: boolean;
}

/** A terminal that keeps what is written to it. */
export function createRecordedTerminal({ isTerminal: isTTY = false, ...settings }: Settings = {}) {
  const interrupt = new AbortController();
  const streams = { stdout: new PassThrough(), stderr: new PassThrough() };
  const written = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    streams[name].on("data", (chunk) => {
      written[name] += chunk;
    });
  }
  const terminal: Terminal = {
    env: {},
    stdin: Object.assign(Readable.from([]), { isTTY }),
    stdout: Object.assign(streams.stdout, { isTTY }),
    stderr: Object.assign(streams.stderr, { isTTY }),
    signal: interrupt.signal,
    ...settings,
  };
  return { terminal, written, interrupt: () => interrupt.abort() };
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
