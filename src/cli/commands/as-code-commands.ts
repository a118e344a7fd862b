import { setFlagsFromString } from "node:v8";
import { type Command, Option } from "commander";
import { withConnection } from "../connect.js";
import { examples, wholeNumber } from "../options.js";
import type { Terminal } from "../terminal.js";

const app = "80a28d6e-c5fc-43d9-87c2-d7d56b07542e";

/** Loads the commands only when one runs, so that `--help` costs nothing. */
function load() {
  // Thousands of requests leave garbage, which V8 lets grow to a multiple of what is alive. This
  // way an export of 5,000 webhooks needs at most 150 MB, not 210, and as long.
  setFlagsFromString("--heap-growing-percent=60");
  return import("../as-code/run-commands.js");
}

export function addAsCodeCommands(program: Command, terminal: Terminal): void {
  const exported = program
    .command("export <app-ids...>")
    .description("Describe the webhooks of apps as a file for 'plan' and 'apply'")
    .option("--into <file>", "update a file, and keep its order and comments")
    .option("--reveal", "print the secrets that the file refers to on standard error")
    .addHelpText(
      "after",
      examples(`export ${app} > webhooks.yaml`, `export ${app} --into all.yaml`),
    )
    .action(async (ids, options) => (await load()).runExport(ids, options, terminal));

  const plan = program
    .command("plan [webhooks.yaml]")
    .description("Show what 'apply' would change; exits with 3 if there is a difference")
    .option("--prune", "delete webhooks of these apps that are not in the file")
    .option("--plan-file <file>", "write the plan, for 'apply --plan-file'")
    .addOption(outputOption("text", "json", "markdown"))
    .addHelpText("after", examples("plan", "plan all.yaml --prune --plan-file plan.json"))
    .action(async (file, options) => (await load()).runPlan(file, options, terminal));

  const apply = program
    .command("apply [webhooks.yaml]")
    .description("Make the webhooks of the apps in a file what the file says")
    .option("--prune", "delete webhooks of these apps that are not in the file")
    .option("--yes", "do not ask")
    .addOption(
      new Option(
        "--plan-file <file>",
        "apply a plan of 'plan --plan-file', unless something has changed since",
      ).conflicts("prune"),
    )
    .addOption(outputOption("text", "json"))
    .addHelpText("after", examples("apply", "apply all.yaml --yes", "apply --plan-file plan.json"))
    .action(async (file, options) => (await load()).runApply(file, options, terminal));

  for (const command of [exported, plan, apply]) {
    withConnection(command).option(
      "--concurrency <number>",
      "requests that may be under way at the same time",
      wholeNumber(1, 999),
      8,
    );
  }
}

const outputOption = (...formats: string[]) =>
  new Option("--output <format>", "how to print").choices(formats).default("text");
