import { CommandError, exitCodes, type Terminal } from "./terminal.js";

/** @throws CommandError if there is nobody to ask */
export function requireTerminal({ stdin }: Terminal): void {
  if (!stdin.isTTY) throw new CommandError("there is no terminal to ask on: give --yes");
}

/** Asks whether to go on. @throws CommandError if the user presses Ctrl-C */
export async function confirm(question: string, { stdin, stderr, signal }: Terminal) {
  const { default: ask } = await import("@inquirer/confirm");
  try {
    const context = { input: stdin, output: stderr, signal };
    return await ask({ message: question, default: false }, context);
  } catch (error) {
    if (!(error instanceof Error && /^(ExitPrompt|AbortPrompt)Error$/.test(error.name)))
      throw error;
    throw new CommandError("interrupted; nothing was changed", exitCodes.interrupted);
  }
}
