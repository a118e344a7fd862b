import { type Command, Option } from "commander";
import { exchange, requireUrl } from "../connect.js";
import { collect, examples, outputOption, readSecrets, secretOption } from "../options.js";
import { createPaint, formatOf, type OutputOptions, print, printable, styleOf } from "../output.js";
import { parseSource } from "../read-data.js";
import { CommandError, exitCodes, type Terminal, writeLine } from "../terminal.js";

interface Options extends OutputOptions {
  event?: string;
  data?: string;
  set?: string[];
  secret: string[];
}

export function addSendCommand(program: Command, terminal: Terminal): void {
  const event = new Option("--event <type>", "an event of the contract (default: teamserver.push)");
  program
    .command("send <url>")
    .description("Sign an event and send it to an endpoint, as Mendix does; needs no token")
    .addOption(secretOption())
    .addOption(event.conflicts("data"))
    .option("--data <@file>", "the event as JSON or YAML; @- for standard input")
    .option("--set <path=value>", "a value, such as commits.0.message=Hello; repeatable", collect)
    .addOption(outputOption())
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

async function send(url: string, options: Options, terminal: Terminal): Promise<void> {
  requireUrl(url, "the URL");
  const secrets = await readSecrets(options, terminal);
  const [{ sign }, { randomId }, { body, event }] = await Promise.all([
    import("../../receiver/index.js"),
    import("../../sandbox/random.js"),
    makeEvent(options, terminal),
  ]);
  const id = randomId(Math.random, "msg_", 27);
  const timestamp = Math.floor(terminal.clock.now() / 1000);
  const headers = {
    ...(await sign({ secrets, id, timestamp, body })),
    "user-agent": "webhooks/1.0 (mendix-webhooks send)",
  };
  const init = { method: "POST", headers, body };
  const { response, duration, ...received } = await exchange(url, init, terminal);
  const { status, statusText } = response;
  const shown = new TextDecoder().decode(received.body).slice(0, 2000);
  if (formatOf(options, terminal) === "table") {
    const paint = createPaint(terminal);
    const lines = [
      `→ ${printable(event ?? "an event")} ${id} to ${url}`,
      `← ${paint(styleOf(status), `${status}`)} ${printable(statusText)} ${paint("dim", `${duration} ms`)}`,
      printable(shown, "\n\t").trimEnd(),
    ];
    for (const line of lines) if (line !== "") await writeLine(terminal.stdout, line);
  } else {
    const result = { url, event, id, timestamp, status, statusText, duration, body: shown };
    await print(result, options, terminal);
  }
  if (response.ok) return;
  const isUnverified = status === 400 || status === 401;
  const remedy = isUnverified ? ": does it have the same secret? 'listen' tells more" : "";
  throw new CommandError(`the receiver responded with ${status}${remedy}`, exitCodes.failed);
}

/** Makes an event as the sandbox does, or takes the one that is given. @throws CommandError */
async function makeEvent({ data, event, set = [] }: Options, terminal: Terminal) {
  const { content, source } = data
    ? await parseSource(data, terminal)
    : { content: await payloadOf(event ?? "teamserver.push", set, terminal), source: "" };
  if (Object(content) !== content) throw new CommandError("--data: an event is a JSON object");
  const payload = set.length === 0 ? content : await withSettings(content, set);
  const { eventType } = Object(payload);
  // What was recorded is sent byte for byte.
  const isRecorded = set.length === 0 && parseJson(source) !== source;
  return {
    body: isRecorded ? source : JSON.stringify(payload),
    event: typeof eventType === "string" ? eventType : undefined,
  };
}

/** A payload of an event of the contract. @throws CommandError for what the contract does not have */
async function payloadOf(type: string, set: string[], { clock }: Terminal): Promise<unknown> {
  const [{ createPayloads }, { documentedAppId = "" }, { deliveryBodies }] = await Promise.all([
    import("../../sandbox/deliveries/delivery-payloads.js"),
    import("../../sandbox/contract-examples.js"),
    import("../../../generated/examples.js"),
  ]);
  const ofType = new Map<string, object>(Object.entries(deliveryBodies)).get(type);
  if (ofType === undefined) {
    const known = Object.keys(deliveryBodies).join(", ");
    throw new CommandError(
      `the contract has no event '${printable(type)}', only ${known}; --data sends any other`,
    );
  }
  const known = [...new Set(Object.values(ofType).flatMap((example) => Object.keys(example)))];
  for (const [name = ""] of set.map((setting) => setting.split(/[.=]/, 1))) {
    if (known.includes(name)) continue;
    const what = `--set: ${type} has no '${printable(name)}', only ${known.join(", ")}`;
    throw new CommandError(`${what}; --data sends any other event`);
  }
  return createPayloads({ random: Math.random, clock })(documentedAppId, { type });
}

/** The value of JSON; other text is a value itself. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

async function withSettings(payload: unknown, settings: readonly string[]): Promise<unknown> {
  const { Document } = await import("yaml");
  const document = new Document(payload, { aliasDuplicateObjects: false });
  for (const setting of settings) {
    const [, path = "", text = ""] = /^([^=]+)=(.*)$/s.exec(setting) ?? [];
    if (path === "") throw new CommandError("--set takes path=value, as in branchName=main");
    const keys = path.split(".");
    const value = parseJson(text);
    try {
      // Text stays text, such as a branch that is called 2024.
      const isText = typeof document.getIn(keys) === "string" && typeof value !== "string";
      document.setIn(keys, isText ? text : value);
    } catch {
      throw new CommandError(`--set: the event has no place for '${path}'`);
    }
  }
  return document.toJS();
}
