import { Command } from "commander";
import { ScriptError } from "./script-error.js";

/**
 * The command line of a script: `--help` explains it, and wrong use ends it with status 2 and one
 * line that names the nearest known option.
 */
export function commandLine(name: string, description: string): Command {
  return new Command(`npm run ${name} --`)
    .description(description)
    .allowExcessArguments(false)
    .configureOutput({
      outputError: (text, write) =>
        write(
          `${text
            .trim()
            .replace(/^error/, name)
            .replace("\n", " ")}\n`,
        ),
    })
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2));
}

/** Runs a script; a problem that its user can solve ends it with a line and this status. */
export async function runScript(name: string, run: () => Promise<void>, status = 2): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof ScriptError)) throw error;
    console.error(`${name}: ${error.message}`);
    process.exitCode = status;
  }
}
