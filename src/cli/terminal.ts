import type { ClientOptions } from "../index.js";
import type { Clock } from "../shared/clock.js";

/** What a command reads from and writes to; tests pass their own. */
export interface Terminal {
  env: Readonly<Record<string, string | undefined>>;
  stdin: NodeJS.ReadableStream & { isTTY?: boolean };
  stdout: NodeJS.WritableStream & { isTTY?: boolean; columns?: number };
  stderr: NodeJS.WritableStream & { isTTY?: boolean; columns?: number };
  /** Aborted by Ctrl-C. */
  signal: AbortSignal;
  /** Sends the requests of a command. */
  fetch: NonNullable<ClientOptions["fetch"]>;
  clock: Clock;
}

/** How a process ends. */
export const exitCodes = {
  done: 0,
  failed: 1,
  wrongUse: 2,
  differences: 3,
  notAuthorised: 4,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/**
 * A failure to report in one line: what is wrong, and what to do about it. Without a message it is
 * an exit code alone, for what the output says already.
 */
export class CommandError extends Error {
  readonly exitCode: ExitCode;

  constructor(message: string, exitCode: ExitCode = exitCodes.wrongUse) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** Writes a line, and resolves once the stream takes more. */
export async function writeLine(stream: NodeJS.WritableStream, line: string): Promise<void> {
  if (stream.write(`${line}\n`)) return;
  await new Promise((resolve) => stream.once("drain", resolve));
}
