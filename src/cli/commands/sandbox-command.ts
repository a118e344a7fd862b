import { once } from "node:events";
import type { Command } from "commander";
import type { Delivery, Sandbox, SandboxOptions } from "../../sandbox/index.js";
import { monotonic } from "../../shared/clock.js";
import { examples, portNumber, wholeNumber } from "../options.js";
import { createPaint, formatSeconds, printable, styleOf, writeEvent } from "../output.js";
import { parseFile } from "../read-data.js";
import { CommandError, type Terminal, writeLine } from "../terminal.js";

interface Options {
  port: number;
  host: string;
  state?: string;
  config?: string;
  rateLimit?: number;
  retryScale?: number;
  seed?: number;
  allowPrivate?: true;
  quiet?: true;
  examples?: true;
}

/** `Number` takes an empty text for 0. `createSandbox` checks the value. */
const decimal = (text: string) => Number(text.trim() || Number.NaN);

export function addSandboxCommand(program: Command, terminal: Terminal): void {
  program
    .command("sandbox")
    .description("Run the Mendix Webhooks API here: it stores webhooks, validates and delivers")
    .option("--port <number>", "the port to listen on; 0 for any free port", portNumber, 4011)
    .option("--host <address>", "the address to listen on", "127.0.0.1")
    .option("--state <file>", "keep the webhooks in a file")
    .option(
      "--config <file>",
      "JSON or YAML with the apps, tokens [{ token, scopes }] and rateLimit to accept",
    )
    .option("--rate-limit <number>", "requests per hour and token (default: any)", wholeNumber(1))
    .option("--retry-scale <number>", "multiply the delays before retries of a delivery", decimal)
    .option("--seed <number>", "make the same ids and payloads in every run", wholeNumber(0))
    .option("--allow-private", "deliver to private addresses, whatever the host")
    .option("--quiet", "do not write a line for each request and each attempt at a delivery")
    .option("--examples", "begin with the webhooks of the contract's examples")
    .addHelpText(
      "after",
      examples(
        "sandbox",
        "sandbox --examples --seed 1",
        "sandbox --state webhooks.json --retry-scale 0.001",
      ),
    )
    .action((options) => runSandbox(options, terminal));
}

async function runSandbox(options: Options, terminal: Terminal): Promise<void> {
  const { stdout, signal } = terminal;
  const chosen = await optionsOf(options, terminal);
  const [{ createSandbox }, { getRequestListener }] = await Promise.all([
    import("../../sandbox/index.js"),
    import("@hono/node-server"),
  ]);
  // Replaces the globals Request and Response by Hono's faster ones, which only suits a server.
  getRequestListener(() => new Response(), { overrideGlobalObjects: true });
  const sandbox = await createSandbox(chosen);
  try {
    for (const line of introduce(sandbox, options)) await writeLine(stdout, line);
    if (!signal.aborted) await once(signal, "abort");
  } finally {
    await sandbox.close();
  }
}

function introduce(sandbox: Sandbox, { host }: Options): string[] {
  const isLocal = /^(localhost|127\.[\d.]+|::1)$/i.test(host);
  return [
    `The sandbox listens at ${sandbox.url} for any client with that baseUrl.`,
    `${sandbox.origin} shows what else there is. Ctrl-C stops it.`,
    ...(isLocal ? [] : [`Whoever reaches ${host} can read and control it without a token.`]),
    ...sandbox.unimplemented.map(
      (operationId) => `${operationId} has no handler yet: it returns the contract's example.`,
    ),
  ];
}

async function optionsOf(options: Options, terminal: Terminal): Promise<SandboxOptions> {
  const { config, retryScale, allowPrivate, quiet, ...others } = options;
  const configuration = config === undefined ? {} : await readConfiguration(config);
  const deliveries = {
    ...(retryScale !== undefined && { retryScale }),
    ...(allowPrivate && { allowPrivateTargets: true }),
  };
  const all = { ...configuration, ...others, clock: terminal.clock, deliveries };
  if (quiet) return all;
  return {
    ...all,
    around: (request, next) => aroundExchange(request, next, terminal),
    deliveries: { ...deliveries, onAttempt: (delivery) => writeAttempt(delivery, terminal) },
  };
}

async function aroundExchange(
  { method, url }: Request,
  next: () => Promise<Response>,
  terminal: Terminal,
): Promise<Response> {
  const { clock } = terminal;
  const { pathname, search } = new URL(url);
  const paint = createPaint(terminal);
  const startedAt = monotonic(clock);
  let outcome = paint("red", "connection closed");
  try {
    const response = await next();
    outcome = paint(styleOf(response.status), `${response.status}`);
    return response;
  } finally {
    const duration = paint("dim", `${Math.round(monotonic(clock) - startedAt)} ms`);
    void writeEvent(`${method} ${pathname}${search} ${outcome} ${duration}`, terminal);
  }
}

/** Writes the last attempt at a delivery: event, target, number, response and what follows. */
export function writeAttempt(delivery: Delivery, terminal: Terminal): void {
  const { eventType, url, status, attempts, nextAttemptAt } = delivery;
  const last = attempts.at(-1);
  if (last === undefined) return;
  const paint = createPaint(terminal);
  const reason = [last.status, last.error].filter((part) => part !== undefined).join(", ");
  const outcome = `${paint(styleOf(last.status), reason)} ${paint("dim", `${last.duration} ms`)}`;
  let next = status === "exhausted" ? ", the last one" : "";
  if (nextAttemptAt) {
    const wait = (Date.parse(nextAttemptAt) - terminal.clock.now()) / 1000;
    next = `, again ${wait < 0.1 ? "at once" : `in ${formatSeconds(wait)}`}`;
  }
  const what = `→ ${printable(eventType)} ${printable(url)} attempt ${attempts.length}`;
  void writeEvent(`${what}: ${outcome}${next}`, terminal);
}

const known = ["apps", "tokens", "rateLimit"];

/** Reads a configuration file. `createSandbox` checks the values. @throws CommandError */
async function readConfiguration(path: string): Promise<object> {
  const { content: configuration } = await parseFile(path);
  const isObject = typeof configuration === "object" && !Array.isArray(configuration);
  if (configuration && isObject && Object.keys(configuration).every((key) => known.includes(key))) {
    return configuration;
  }
  throw new CommandError(`${path} must be an object that may hold ${known.join(", ")}`);
}
