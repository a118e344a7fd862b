import type { Command } from "commander";
import type { Explanation } from "../../receiver/index.js";
import { systemClock } from "../../shared/clock.js";
import { formatSeconds } from "../event-lines.js";
import { examples } from "../examples.js";
import { colorsOf, formatOf, type OutputOptions, print, withOutputOption } from "../output.js";
import { resolveReference } from "../read-data.js";
import { readDelivery } from "../recorded-delivery.js";
import { CommandError, exitCodes, type Terminal, writeLine } from "../terminal.js";
import { collect } from "../webhook-flags.js";

interface Options extends OutputOptions {
  secret: string[];
  headers: string;
  body: string;
  tolerance?: string;
  at?: string;
}

/** Adds the command that verifies a recorded delivery. */
export function addVerifyCommand(program: Command, terminal: Terminal): void {
  withOutputOption(
    program
      .command("verify")
      .description("Verify a recorded delivery, and say why its signature is invalid")
      .requiredOption(
        "--secret <reference>",
        "the validation secret, as env:NAME or file:PATH; repeatable",
        collect,
      )
      .option("--headers <file>", "lines, what curl -v wrote, or JSON; - for standard input", "-")
      .option("--body <file>", "the body, byte for byte; - for standard input", "-")
      .option("--tolerance <seconds>", "how far the timestamp may be from the time (default: 300)")
      .option("--at <time>", "the time at which to judge a recording (default: now)"),
  )
    .addHelpText(
      "after",
      examples(
        "verify --secret env:WEBHOOK_SECRET --headers headers.txt --body body.json",
        "verify --secret file:secret.txt --at 2026-02-22T13:29:02Z < request.http",
      ),
    )
    .action((options) => verify(options, terminal));
}

async function verify(options: Options, terminal: Terminal): Promise<void> {
  const { secret, headers, body, tolerance, at } = options;
  const secrets = await Promise.all(secret.map((one) => resolveReference(one, terminal)));
  const now = at === undefined ? (terminal.clock ?? systemClock).now() : timeOf(at);
  const delivery = await readDelivery(headers, body, terminal);
  const { explain } = await import("../../receiver/index.js");
  const explanation = await explain(delivery, {
    secrets,
    now: () => now,
    ...(tolerance !== undefined && { tolerance: Number(tolerance || Number.NaN) }),
  });
  const [sent] = delivery.headers["webhook-timestamp"] ?? [];
  const causes = [...explanation.causes, ...remedyForTime(explanation, Number(sent))];
  await report({ ...explanation, causes }, options, terminal);
  if (!explanation.verification.ok) {
    throw new CommandError("the delivery is not verified", exitCodes.failed);
  }
}

/** Milliseconds since the Unix epoch. @throws CommandError */
function timeOf(text: string): number {
  const number = /^\d+$/.test(text) ? Number(text) : undefined;
  // 1e11 seconds are the year 5138, and as many milliseconds are in 1973.
  const time = number === undefined ? Date.parse(text) : number < 1e11 ? number * 1000 : number;
  if (!Number.isNaN(time)) return time;
  throw new CommandError("--at takes a time such as 2026-02-22T13:29:02Z, or Unix seconds");
}

/** How to judge a recording as of the time when it was sent. */
function remedyForTime({ verification }: Explanation, sent: number): string[] {
  if (verification.ok || verification.code !== "timestamp_too_old") return [];
  const time = isoTime(sent);
  const age = formatSeconds(verification.skew);
  return [`It was sent at ${time}, ${age} before; to judge a recording, add --at ${time}.`];
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
  const { stdout, env } = terminal;
  const colors = colorsOf(stdout, env);
  if (verification.ok) {
    const { id, timestamp, matched } = verification;
    const which = options.secret.length > 1 ? `${options.secret[matched.secretIndex]} ` : "";
    await writeLine(stdout, `${colors.green("verified")} ${id}, sent at ${isoTime(timestamp)}`);
    return writeLine(stdout, `  The key is the secret ${which}read as ${matched.keyEncoding}.`);
  }
  const header = "header" in verification ? ` (${verification.header})` : "";
  await writeLine(stdout, `${colors.red("not verified")} ${verification.code}${header}`);
  for (const cause of causes) await writeLine(stdout, `  ${cause}`);
}
