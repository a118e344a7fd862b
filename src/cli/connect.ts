import type { Command } from "commander";
import type { Client } from "../index.js";
import { type OutputOptions, withOutputOption } from "./output.js";
import { readToken } from "./read-data.js";
import type { Terminal } from "./terminal.js";

/** The options of every command that calls the API. */
export interface ApiOptions extends OutputOptions {
  baseUrl?: string;
  tokenFile?: string;
  verbose?: true;
}

/** Adds the options of every command that calls the API. */
export function withApiOptions(command: Command): Command {
  return withOutputOption(
    command
      .optionsGroup("API options:")
      .option(
        "--base-url <url>",
        "the URL of the API (default: MENDIX_WEBHOOKS_URL, or production)",
      )
      .option("--token-file <file>", "a file with the access token (default: MENDIX_PAT)"),
  )
    .option("--reveal", "show secrets and the values of custom headers")
    .option("--verbose", "say more about an error, and log each attempt");
}

/** Creates the client of a command. @throws CommandError if there is no token */
export async function connect(options: ApiOptions, terminal: Terminal): Promise<Client> {
  const { env, fetch, clock, stderr } = terminal;
  const baseUrl = options.baseUrl ?? (env.MENDIX_WEBHOOKS_URL || undefined);
  const log = (message: string, details: object) =>
    stderr.write(`${message} ${JSON.stringify(details)}\n`);
  // Loaded only here, so that `--help` costs nothing.
  const { createClient } = await import("../index.js");
  return createClient({
    token: await readToken(options, terminal),
    userAgent: "mendix-webhooks-cli",
    ...(baseUrl !== undefined && { baseUrl }),
    ...(fetch && { fetch }),
    ...(clock && { clock }),
    ...(options.verbose && { logger: { debug: log, warn: log } }),
  });
}
