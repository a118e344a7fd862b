import type { Command } from "commander";
import { monotonic, systemClock } from "../../shared/clock.js";
import { createEventLines, printable } from "../event-lines.js";
import { examples } from "../examples.js";
import { formatOf, type OutputOptions, print, withOutputOption } from "../output.js";
import { parseData, readSource, resolveReference } from "../read-data.js";
import { CommandError, exitCodes, type Terminal, writeLine } from "../terminal.js";
import { collect } from "../webhook-flags.js";

interface Options extends OutputOptions {
  event?: string;
  data?: string;
  set?: string[];
  secret: string[];
  seed?: string;
}

/** Adds the command that sends a signed event. */
export function addSendCommand(program: Command, terminal: Terminal): void {
  withOutputOption(
    program
      .command("send <url>")
      .description("Sign an event and send it to an endpoint, as Mendix does; needs no token")
      .requiredOption(
        "--secret <reference>",
        "the validation secret, as env:NAME or file:PATH; repeatable",
        collect,
      )
      .option("--event <type>", "an event of the contract (default: teamserver.push)")
      .option(
        "--data <@file>",
        "JSON or YAML: the event, or with --event its parts; @- for standard input",
      )
      .option("--set <path=value>", "a value, such as commits.0.message=Hello; repeatable", collect)
      .option("--seed <number>", "make the same event again"),
  )
    .addHelpText(
      "after",
      examples(
        "send http://127.0.0.1:3000/webhooks --secret env:WEBHOOK_SECRET",
        "send https://example.com/webhooks --secret file:secret.txt \\\n" +
          "    --event package.uploaded --set modelVersion=1.2.3.4",
        "send http://127.0.0.1:3000/webhooks --secret env:WEBHOOK_SECRET --data @push.json",
      ),
    )
    .action((url, options) => send(url, options, terminal));
}

/** Headers of a response that tell what a receiver made of a delivery. */
const shownHeaders = ["content-type", "location", "retry-after", "allow", "accept-encoding"];

/** Milliseconds that a receiver has to respond. */
const timeout = 30_000;

async function send(target: string, options: Options, terminal: Terminal): Promise<void> {
  const { fetch = globalThis.fetch, clock = systemClock } = terminal;
  const secrets = await Promise.all(options.secret.map((one) => resolveReference(one, terminal)));
  const { url, authorization } = addressOf(target);
  const { id, body, type } = await makeEvent(options, terminal);
  const { sign } = await import("../../receiver/index.js");
  const timestamp = Math.floor(clock.now() / 1000);
  const startedAt = monotonic(clock);
  const headers = {
    ...(await sign({ secrets, id, timestamp, body })),
    ...authorization,
    "user-agent": "webhooks/1.0 (mendix-webhooks send)",
  };
  const signal = AbortSignal.any([terminal.signal, AbortSignal.timeout(timeout)]);
  const exchange = async () => {
    const init = { method: "POST", headers, body, redirect: "manual", signal } as const;
    const response = await fetch(url, init);
    return { response, text: await response.text() };
  };
  const { response, text } = await exchange().catch((error) => rethrow(error, url, terminal));
  const { status, statusText } = response;
  const duration = Math.round(monotonic(clock) - startedAt);
  const shown = Object.fromEntries(
    shownHeaders.flatMap((name) => [[name, response.headers.get(name)]]).filter(([, one]) => one),
  );
  const result = { url, event: type, id, timestamp, status, statusText, duration, headers: shown };
  await report({ ...result, body: text.slice(0, 2000) }, options, terminal);
  if (response.ok) return;
  const remedy =
    status === 401 || status === 400 ? ": does it have the same secret? 'listen' tells more" : "";
  throw new CommandError(`the receiver responded with ${status}${remedy}`, exitCodes.failed);
}

/** Takes user and password out of a URL, as HTTP sends them. @throws CommandError */
function addressOf(text: string): { url: string; authorization?: { authorization: string } } {
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) {
    throw new CommandError("the URL must begin with http:// or https://");
  }
  const url = new URL(text);
  const { username, password } = url;
  url.username = "";
  url.password = "";
  if (username === "" && password === "") return { url: url.href };
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  const authorization = `Basic ${Buffer.from(credentials).toString("base64")}`;
  return { url: url.href, authorization: { authorization } };
}

/** @throws CommandError that says in one line why there is no response */
async function rethrow(error: unknown, url: string, { signal }: Terminal): Promise<never> {
  if (signal.aborted) throw error;
  const { describeFailure } = await import("../../sandbox/deliveries/delivery-transport.js");
  const isTimeout = error instanceof Error && error.name === "TimeoutError";
  const reason = isTimeout ? `no response within ${timeout / 1000} s` : describeFailure(error);
  const remedy = "check the URL, and that a receiver runs there";
  throw new CommandError(`${new URL(url).origin}: ${reason}; ${remedy}`, exitCodes.failed);
}

/** Makes an event as the sandbox does, or takes the one that is given. @throws CommandError */
async function makeEvent(options: Options, terminal: Terminal) {
  const { event, data, set = [], seed } = options;
  const { clock = systemClock } = terminal;
  const [{ createPayloads }, { randomId, seededRandom }, { documentedAppId = "" }] =
    await Promise.all([
      import("../../sandbox/deliveries/delivery-payloads.js"),
      import("../../sandbox/random.js"),
      import("../../sandbox/contract-examples.js"),
    ]);
  const random = seed === undefined ? Math.random : seededRandom(Number(seed));
  if (seed !== undefined && !/^\d+$/.test(seed)) throw new CommandError("--seed takes a number");
  const [content, name] = data === undefined ? [] : await readSource(data, terminal);
  const given = content === undefined ? undefined : await parseData(content, name ?? "");
  const isWhole = content !== undefined && event === undefined;
  const type = event ?? "teamserver.push";
  if (!isWhole) await requireKnown(type);
  const made = isWhole
    ? given
    : createPayloads({ random, clock })(documentedAppId, { type, payload: given });
  const payload = set.reduce(withSetting, made);
  // What was recorded is sent byte for byte.
  const isUnchanged = isWhole && set.length === 0 && isJson(content);
  const { eventType = isWhole ? undefined : type } = Object(payload);
  return {
    id: randomId(random, "msg_", 27),
    body: isUnchanged ? content : JSON.stringify(payload),
    type: typeof eventType === "string" ? eventType : undefined,
  };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** @throws CommandError that names the nearest event of the contract, and all */
async function requireKnown(type: string): Promise<void> {
  const { deliveryBodies } = await import("../../../generated/examples.js");
  const known = Object.keys(deliveryBodies);
  if (known.includes(type)) return;
  const pairs = (text: string) => [...text].map((one, at) => one + text[at + 1]);
  const likeness = (one: string) => pairs(type).filter((pair) => pairs(one).includes(pair)).length;
  const [nearest] = known.toSorted((a, b) => likeness(b) - likeness(a));
  throw new CommandError(
    `the contract has no event '${printable(type)}' (Did you mean ${nearest}? There are ${known.join(", ")}); --data sends any other`,
  );
}

/** A payload with one value replaced. @throws CommandError */
function withSetting(payload: unknown, setting: string): unknown {
  const [, path, text = ""] = /^([^=]+)=(.*)$/s.exec(setting) ?? [];
  if (path === undefined) throw new CommandError("--set takes path=value, as in branchName=main");
  return withValue(payload, path.split("."), isJson(text) ? JSON.parse(text) : text);
}

function withValue(node: unknown, [key, ...rest]: string[], value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(node)) {
    const at = Number(key);
    if (Number.isInteger(at) && at >= 0 && at <= node.length) {
      return [...node.slice(0, at), withValue(node[at], rest, value), ...node.slice(at + 1)];
    }
    throw new CommandError(`--set: '${key}' is no position in a list of ${node.length}`);
  }
  const fields = new Map(Object.entries(typeof node === "object" && node !== null ? node : {}));
  fields.set(key, withValue(fields.get(key), rest, value));
  return Object.fromEntries(fields);
}

interface Result {
  url: string;
  event: string | undefined;
  id: string;
  status: number;
  statusText: string;
  duration: number;
  headers: Record<string, string>;
  body: string;
}

async function report(result: Result, options: Options, terminal: Terminal): Promise<void> {
  if (formatOf(options, terminal) !== "table") return print(result, options, terminal);
  const { stdout } = terminal;
  const { colors, status } = createEventLines(terminal);
  const { event = "an event", id, url, statusText, duration, headers, body } = result;
  await writeLine(stdout, `→ ${printable(event)} ${id} to ${url}`);
  const reason = printable(statusText);
  await writeLine(stdout, `← ${status(result.status)} ${reason} ${colors.dim(`${duration} ms`)}`);
  for (const [name, value] of Object.entries(headers)) {
    await writeLine(stdout, `  ${colors.dim(`${name}:`)} ${printable(value)}`);
  }
  if (body !== "") await writeLine(stdout, printable(body, "\n\t").trimEnd());
}
