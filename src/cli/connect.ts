import type { Command } from "commander";
import type { Client, ClientOptions } from "../index.js";
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
  return withOutputOption(withConnection(command)).option(
    "--reveal",
    "show secrets and the values of custom headers",
  );
}

/** Adds the options that lead to the API. */
export function withConnection(command: Command): Command {
  return command
    .optionsGroup("API options:")
    .option("--base-url <url>", "the URL of the API (default: MENDIX_WEBHOOKS_URL, or production)")
    .option("--token-file <file>", "a file with the access token (default: MENDIX_PAT)")
    .option("--verbose", "say more about an error, and log each attempt");
}

/** Options that lead to the API. */
export type Connection = Pick<ApiOptions, "baseUrl" | "tokenFile" | "verbose">;

/** The URL of the API that a user has chosen; undefined for production. */
export const chosenUrl = ({ baseUrl }: Connection, { env }: Terminal): string | undefined =>
  baseUrl ?? (env.MENDIX_WEBHOOKS_URL || undefined);

/**
 * Creates the client of a command.
 *
 * @param settings - options of the client that are not the user's
 * @throws CommandError if there is no token
 */
export async function connect(
  options: Connection,
  terminal: Terminal,
  settings: Partial<ClientOptions> = {},
): Promise<Client> {
  const { fetch, clock, stderr } = terminal;
  const baseUrl = chosenUrl(options, terminal);
  const log = (message: string, details: object) =>
    stderr.write(`${message} ${JSON.stringify(details)}\n`);
  // Loaded only here, so that `--help` costs nothing.
  const { createClient } = await import("../index.js");
  return createClient({
    ...settings,
    token: await readToken(options, terminal),
    userAgent: "mendix-webhooks-cli",
    ...(baseUrl !== undefined && { baseUrl }),
    ...{ fetch, clock },
    ...(options.verbose && { logger: { debug: log, warn: log } }),
  });
}
