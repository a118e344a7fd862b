import type { Command } from "commander";
import type { Client, ClientOptions } from "../index.js";
import { type OutputOptions, withOutputOption } from "./output.js";
import { readText } from "./read-data.js";
import { CommandError, exitCodes, type Terminal } from "./terminal.js";

/** Options that lead to the API. */
export interface Connection {
  baseUrl?: string;
  tokenFile?: string;
  verbose?: true;
}

export interface ApiOptions extends Connection, OutputOptions {}

export const withConnection = (command: Command): Command =>
  command
    .optionsGroup("API options:")
    .option("--base-url <url>", "the URL of the API (default: MENDIX_WEBHOOKS_URL, or production)")
    .option("--token-file <file>", "a file with the access token (default: MENDIX_PAT)")
    .option("--verbose", "say more about an error, and log each attempt");

export const withApiOptions = (command: Command): Command =>
  withOutputOption(withConnection(command)).option(
    "--reveal",
    "show secrets and the values of custom headers",
  );

/** The URL of the API that a user has chosen; undefined for production. */
export const chosenUrl = ({ baseUrl }: Connection, { env }: Terminal): string | undefined =>
  baseUrl ?? (env.MENDIX_WEBHOOKS_URL || undefined);

/** Reads the access token. @throws CommandError */
export async function readToken({ tokenFile }: Connection, { env }: Terminal): Promise<string> {
  const token = tokenFile === undefined ? env.MENDIX_PAT : await readText(tokenFile);
  if (token?.trim()) return token.trim().replace(/^MxToken\s+/i, "");
  const remedy =
    "set MENDIX_PAT, or give --token-file <file>; make a token in the Mendix user settings, " +
    "with the scope mx:webhook:read, or mx:webhook:write for changes";
  throw new CommandError(`there is no access token: ${remedy}`, exitCodes.notAuthorised);
}

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
