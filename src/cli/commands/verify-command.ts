import type { Command } from "commander";
import type { Explanation } from "../../receiver/index.js";
import { examples, outputOption, readSecrets, secretOption } from "../options.js";
import { createPaint, formatOf, formatSeconds, type OutputOptions, print } from "../output.js";
import { parseText, readBytes, readInput } from "../read-data.js";
import { CommandError, exitCodes, type Terminal, writeLine } from "../terminal.js";

interface Options extends OutputOptions {
  secret: string[];
  headers: string;
  body?: string;
  at?: string;
}

export function addVerifyCommand(program: Command, terminal: Terminal): void {
  program
    .command("verify")
    .addOption(secretOption())
    .description("Verify a recorded delivery, and say why its signature is invalid")
    .requiredOption("--headers <file>", "lines such as 'webhook-id: msg_…', or a JSON object")
    .option("--body <file>", "the body, byte for byte (default: standard input)")
    .option("--at <time>", "the time at which to judge a recording (default: now)")
    .addOption(outputOption())
    .addHelpText(
      "after",
      examples(
        "verify --secret env:WEBHOOK_SECRET --headers headers.txt --body body.json",
        "verify --secret file:secret.txt --headers headers.json --at 2026-02-22T13:29:02Z < body.json",
      ),
    )
    .action((options) => verify(options, terminal));
}

async function verify(options: Options, terminal: Terminal): Promise<void> {
  const secrets = await readSecrets(options, terminal);
  const now = options.at === undefined ? terminal.clock.now() : timeOf(options.at);
  const headers = await readHeaders(options.headers);
  const body = await readBody(options, terminal);
  const { explain } = await import("../../receiver/index.js");
  const explanation = await explain({ headers, body }, { secrets, now: () => now });
  const { verification, causes } = explanation;
  if (!verification.ok && verification.code === "timestamp_too_old") {
    const time = isoTime(Number(headers["webhook-timestamp"]));
    const age = formatSeconds(verification.skew);
    causes.push(`It was sent at ${time}, ${age} before; to judge a recording, add --at ${time}.`);
  }
  await report(explanation, options, terminal);
  if (!verification.ok) throw new CommandError("the delivery is not verified", exitCodes.failed);
}

/** Milliseconds since the Unix epoch. @throws CommandError */
function timeOf(text: string): number {
  const time = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text);
  if (!Number.isNaN(time)) return time;
  throw new CommandError("--at takes a time such as 2026-02-22T13:29:02Z, or Unix seconds");
}

/** A field of HTTP, whose name is a token (RFC 9110, 5.6.2); `curl -v` marks what it has sent. */
const field = /^(?:> )?([!#$%&'*+.^_`|~\w-]+):[ \t]*(.*?)[ \t]*$/;

async function readHeaders(path: string): Promise<Record<string, string[]>> {
  // A recording may have other bytes in headers that say nothing about the signature.
  const text = new TextDecoder().decode(await readBytes(path));
  const fields: [string, unknown][] = text.trimStart().startsWith("{")
    ? Object.entries(Object((await parseText(text, path)).content))
    : text.split(/\r?\n/).flatMap((line): [string, string][] => {
        const [, name, value = ""] = field.exec(line) ?? [];
        return name === undefined ? [] : [[name, value]];
      });
  if (fields.length === 0) {
    const what = "they are lines such as 'webhook-id: msg_…', or a JSON object";
    throw new CommandError(`${path}: there are no headers; ${what}`);
  }
  const headers: Record<string, string[]> = Object.create(null);
  for (const [key, value] of fields) {
    const name = key.toLowerCase();
    headers[name] = [...(headers[name] ?? []), ...[value].flat().map(String)];
  }
  return headers;
}

function readBody({ body }: Options, terminal: Terminal): Promise<Uint8Array> {
  if (body !== undefined) return readBytes(body);
  if (!terminal.stdin.isTTY) return readInput(terminal);
  throw new CommandError("give --body <file>, or pipe the body to this command");
}

const isoTime = (seconds: number) => new Date(seconds * 1000).toISOString().replace(".000", "");

async function report(
  { verification, causes }: Explanation,
  options: Options,
  terminal: Terminal,
): Promise<void> {
  const { ok, ...details } = verification;
  if (formatOf(options, terminal) !== "table") {
    return print({ verified: ok, ...details, ...(!ok && { causes }) }, options, terminal);
  }
  const { stdout } = terminal;
  const paint = createPaint(terminal);
  if (verification.ok) {
    const { id, timestamp, matched } = verification;
    const which = options.secret.length > 1 ? `${options.secret[matched.secretIndex]} ` : "";
    await writeLine(stdout, `${paint("green", "verified")} ${id}, sent at ${isoTime(timestamp)}`);
    return writeLine(stdout, `  The key is the secret ${which}read as ${matched.keyEncoding}.`);
  }
  const header = "header" in verification ? ` (${verification.header})` : "";
  await writeLine(stdout, `${paint("red", "not verified")} ${verification.code}${header}`);
  for (const cause of causes) await writeLine(stdout, `  ${cause}`);
}
