import { createRequire } from "node:module";
import { Command, CommanderError } from "commander";
import { addAsCodeCommands } from "./commands/as-code-commands.js";
import { addDoctorCommand } from "./commands/doctor-command.js";
import { addListenCommand } from "./commands/listen-command.js";
import { addSandboxCommand } from "./commands/sandbox-command.js";
import { addSendCommand } from "./commands/send-command.js";
import { addVerifyCommand } from "./commands/verify-command.js";
import { addWebhookCommands } from "./commands/webhook-commands.js";
import { examples } from "./options.js";
import { printable } from "./output.js";
import { type ExitCode, exitCodes, type Terminal } from "./terminal.js";

function createProgram(terminal: Terminal): Command {
  const program = new Command("mendix-webhooks")
    .description("Manage Mendix webhooks, receive and test their deliveries, and run a sandbox.")
    .version(createRequire(import.meta.url)("mendix-webhooks/package.json").version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(text),
      writeErr: (text) => terminal.stderr.write(text),
      outputError: (text, write) =>
        write(`${text.replace(/^error/, program.name()).replace(/\n(?=.)/, " ")}`),
    });
  addWebhookCommands(program, terminal);
  addAsCodeCommands(program, terminal);
  addSandboxCommand(program, terminal);
  addSendCommand(program, terminal);
  addListenCommand(program, terminal);
  addVerifyCommand(program, terminal);
  addDoctorCommand(program, terminal);
  return program;
}

/** Adds what makes a shell complete a line. Its library is loaded only for those who use it. */
async function addCompletion(program: Command, isUsed: boolean): Promise<void> {
  const options = { completionCommandName: "completion" };
  if (isUsed) (await import("@bomb.sh/tab/commander")).default(program, options);
  else program.command("completion <shell>");
  program.commands
    .find((command) => command.name() === "completion")
    ?.description("Print a script that completes commands and options: bash, zsh or fish")
    .addHelpText("after", examples("completion bash >> ~/.bashrc"));
}

/** Splits `--name=value`, else the nearest known option of a misspelt one is not found. */
const splitOptions = (args: readonly string[]) =>
  args.flatMap((one) => one.match(/^(--[^=]+)=(.*)$/s)?.slice(1) ?? one);

/** Runs the command line. It never throws, and never ends the process. */
export async function run(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const program = createProgram(terminal);
  const [first = "--help"] = args;
  const isCompletion = first === "completion" || first === "complete";
  try {
    await addCompletion(program, isCompletion);
    const words = isCompletion ? args : splitOptions(args);
    await program.parseAsync(words.length === 0 ? [first] : words, { from: "user" });
    return exitCodes.done;
  } catch (error) {
    if (error instanceof CommanderError) {
      return error.exitCode === 0 ? exitCodes.done : exitCodes.wrongUse;
    }
    const { describeError } = await import("./report-error.js");
    const { line, code } = describeError(error, args.includes("--verbose"));
    if (line !== "") terminal.stderr.write(`mendix-webhooks: ${printable(line, "\n")}\n`);
    return code;
  }
}
