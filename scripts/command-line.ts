import { Command, InvalidArgumentError } from "commander";
import { ScriptError } from "./script-error.js";

/**
 * The command line of a script: `--help` explains it, and wrong use ends it with status 2 and one
 * line that names the nearest known option.
 */
export function commandLine(name: string, description: string): Command {
  return new ScriptCommand(`npm run ${name} --`)
    .description(description)
    .allowExcessArguments(false)
    .configureOutput({
      outputError: (text, write) => {
        const line = text
          .trim()
          .replace(/^error/, name)
          .replace("\n", " ");
        write(`${line}\n`);
      },
    })
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2));
}

class ScriptCommand extends Command {
  /** Takes `--name=value` for two arguments, else the nearest known option would not be found. */
  override parse(given = process.argv): this {
    const args = given.flatMap((one) => one.match(/^(--[^=]+)=(.*)$/s)?.slice(1) ?? one);
    return super.parse(args);
  }
}

/** Reads the value of an option `--port`. */
export function portNumber(text: string): number {
  const port = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65535) return port;
  throw new InvalidArgumentError("Give a number from 0 to 65535.");
}

/** Runs a script; a problem that its user can solve ends it with a line and this status. */
export async function runScript(name: string, status: number, run: () => Promise<void>) {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof ScriptError)) throw error;
    console.error(`${name}: ${error.message}`);
    process.exitCode = status;
  }
}
