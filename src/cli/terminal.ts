import { once } from "node:events";
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
  fetch: NonNullable<ClientOptions["fetch"]>;
  clock: Clock;
}

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

/** Writes a line, and resolves once the stream takes more, or nobody reads it. */
export async function writeLine(stream: NodeJS.WritableStream, line: string): Promise<void> {
  if (stream.write(`${line}\n`)) return;
  await once(stream, "drain").catch(() => {});
}

/** @throws CommandError if there is nobody to ask */
export function requireTerminal({ stdin }: Terminal): void {
  if (!stdin.isTTY) throw new CommandError("there is no terminal to ask on: give --yes");
}

/** Asks whether to go on. @throws CommandError if the user presses Ctrl-C or Ctrl-D */
export async function confirm(question: string, { stdin, stderr, ...terminal }: Terminal) {
  const { default: ask } = await import("@inquirer/confirm");
  const end = new AbortController();
  // The library would leave the question open, and the process would end as if all was done.
  stdin.on("keypress", (_, { ctrl, name }) => {
    if (ctrl && name === "d") end.abort();
  });
  const signal = AbortSignal.any([terminal.signal, end.signal]);
  const asked = ask(
    { message: question, default: false },
    { input: stdin, output: stderr, signal },
  );
  return asked.catch((error) => {
    if (!/^(ExitPrompt|AbortPrompt)Error$/.test(error.name)) throw error;
    throw new CommandError("interrupted; nothing was changed", exitCodes.interrupted);
  });
}
