import type { Command } from "commander";
import type { Client, ClientOptions } from "../index.js";
import { monotonic } from "../shared/clock.js";
import { readLimited } from "../shared/read-limited.js";
import { outputOption } from "./options.js";
import type { OutputOptions } from "./output.js";
import { readText } from "./read-data.js";
import { CommandError, exitCodes, type Terminal } from "./terminal.js";

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
  withConnection(command)
    .addOption(outputOption())
    .option("--reveal", "show secrets and the values of custom headers");

/** The URL of the API that a user has chosen; undefined for production. */
export const chosenUrl = ({ baseUrl }: Connection, { env }: Terminal): string | undefined =>
  baseUrl ?? (env.MENDIX_WEBHOOKS_URL || undefined);

export async function readToken({ tokenFile }: Connection, { env }: Terminal): Promise<string> {
  const token = tokenFile === undefined ? env.MENDIX_PAT : await readText(tokenFile);
  if (token?.trim()) return token.trim().replace(/^MxToken\s+/i, "");
  const remedy =
    "set MENDIX_PAT, or give --token-file <file>; make a token in the Mendix user settings, " +
    "with the scope mx:webhook:read, or mx:webhook:write for changes";
  throw new CommandError(`there is no access token: ${remedy}`, exitCodes.notAuthorised);
}

/** Creates the client of a command. @throws CommandError if there is no token */
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

/** Seconds that a server has to respond. */
const timeout = 30;

/** More than a response of a receiver should have. */
const maxResponseBytes = 10 * 2 ** 20;

/** @throws CommandError for a URL that `fetch` does not take, which would show the password in it */
export function requireUrl(text: string, what: string): void {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && !(url.username || url.password)) return;
  throw new CommandError(`${what} must begin with http:// or https://, without user and password`);
}

/** Sends a request once, and reads its response. @throws CommandError if there is none */
export async function exchange(url: string, init: RequestInit, terminal: Terminal) {
  const { fetch, clock } = terminal;
  const signal = AbortSignal.any([terminal.signal, AbortSignal.timeout(timeout * 1000)]);
  const startedAt = monotonic(clock);
  try {
    const response = await fetch(url, { ...init, redirect: "manual", signal });
    const body = await readLimited(response, maxResponseBytes);
    if (body === "too large") {
      throw new CommandError("the response is larger than 10 MiB", exitCodes.failed);
    }
    return { response, body, duration: Math.round(monotonic(clock) - startedAt) };
  } catch (error) {
    if (terminal.signal.aborted || error instanceof CommandError) throw error;
    const { describeFailure } = await import("../sandbox/deliveries/delivery-transport.js");
    const isTimeout = error instanceof Error && error.name === "TimeoutError";
    const reason = isTimeout ? `no response within ${timeout} s` : describeFailure(error);
    throw new CommandError(`${new URL(url).origin}: ${reason}`, exitCodes.failed);
  }
}
