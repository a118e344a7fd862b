import { type Command, Option } from "commander";
import { createEventLines } from "../event-lines.js";
import { exchange } from "../exchange.js";
import { collect, examples, readSecrets, withSecretOption } from "../options.js";
import { formatOf, type OutputOptions, print, printable, withOutputOption } from "../output.js";
import { parseText, readSource } from "../read-data.js";
import { CommandError, exitCodes, type Terminal, writeLine } from "../terminal.js";

interface Options extends OutputOptions {
  event?: string;
  data?: string;
  set?: string[];
  secret: string[];
}

/** Adds the command that sends a signed event. */
export function addSendCommand(program: Command, terminal: Terminal): void {
  withOutputOption(
    withSecretOption(program.command("send <url>"))
      .description("Sign an event and send it to an endpoint, as Mendix does; needs no token")
      .addOption(
        new Option(
          "--event <type>",
          "an event of the contract (default: teamserver.push)",
        ).conflicts("data"),
      )
      .option("--data <@file>", "the event as JSON or YAML; @- for standard input")
      .option(
        "--set <path=value>",
        "a value, such as commits.0.message=Hello; repeatable",
        collect,
      ),
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

async function send(url: string, options: Options, terminal: Terminal): Promise<void> {
  // `fetch` takes no user and password, and says so in words that contain them.
  if (!/^https?:\/\/[^@]+$/.test(url) || !URL.canParse(url)) {
    throw new CommandError(
      "the URL must begin with http:// or https://, without user and password",
    );
  }
  const secrets = await readSecrets(options, terminal);
  const { id, body, event } = await makeEvent(options, terminal);
  const { sign } = await import("../../receiver/index.js");
  const timestamp = Math.floor(terminal.clock.now() / 1000);
  const headers = {
    ...(await sign({ secrets, id, timestamp, body })),
    "user-agent": "webhooks/1.0 (mendix-webhooks send)",
  };
  const { response, text, duration } = await exchange(
    url,
    { method: "POST", headers, body },
    terminal,
  );
  const { status, statusText, ok } = response;
  const result = { url, event, id, timestamp, status, statusText, duration };
  if (formatOf(options, terminal) === "table") {
    const { colors, status: paint } = createEventLines(terminal);
    const lines = [
      `→ ${printable(event ?? "an event")} ${id} to ${url}`,
      `← ${paint(status)} ${printable(statusText)} ${colors.dim(`${duration} ms`)}`,
      printable(text.slice(0, 2000), "\n\t").trimEnd(),
    ];
    for (const line of lines) if (line !== "") await writeLine(terminal.stdout, line);
  } else await print({ ...result, body: text.slice(0, 2000) }, options, terminal);
  if (ok) return;
  const remedy =
    status === 401 || status === 400 ? ": does it have the same secret? 'listen' tells more" : "";
  throw new CommandError(`the receiver responded with ${status}${remedy}`, exitCodes.failed);
}

/** Makes an event as the sandbox does, or takes the one that is given. @throws CommandError */
async function makeEvent({ data, event, set = [] }: Options, terminal: Terminal) {
  const { randomId } = await import("../../sandbox/random.js");
  const [text = "", name = ""] = data === undefined ? [] : await readSource(data, terminal);
  const made =
    data === undefined
      ? await payloadOf(event ?? "teamserver.push", terminal)
      : (await parseText(text, name)).content;
  const payload = set.length === 0 ? made : await withSettings(made, set);
  const { eventType } = Object(payload);
  // What was recorded is sent byte for byte.
  const isRecorded = set.length === 0 && parseJson(text) !== text;
  return {
    id: randomId(Math.random, "msg_", 27),
    body: isRecorded ? text : JSON.stringify(payload),
    event: typeof eventType === "string" ? eventType : undefined,
  };
}

/** A payload of an event of the contract. @throws CommandError that names them all */
async function payloadOf(type: string, { clock }: Terminal): Promise<unknown> {
  const [{ createPayloads }, { documentedAppId = "" }, { deliveryBodies }] = await Promise.all([
    import("../../sandbox/deliveries/delivery-payloads.js"),
    import("../../sandbox/contract-examples.js"),
    import("../../../generated/examples.js"),
  ]);
  if (Object.hasOwn(deliveryBodies, type)) {
    return createPayloads({ random: Math.random, clock })(documentedAppId, { type });
  }
  const known = Object.keys(deliveryBodies).join(", ");
  throw new CommandError(
    `the contract has no event '${printable(type)}', only ${known}; --data sends any other`,
  );
}

/** The value of JSON; other text is a value itself. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** A payload with some values replaced. @throws CommandError */
async function withSettings(payload: unknown, settings: readonly string[]): Promise<unknown> {
  const { Document } = await import("yaml");
  const document = new Document(payload, { aliasDuplicateObjects: false });
  for (const setting of settings) {
    const [, path = "", text = ""] = /^([^=]+)=(.*)$/s.exec(setting) ?? [];
    if (path === "") throw new CommandError("--set takes path=value, as in branchName=main");
    try {
      document.setIn(path.split("."), parseJson(text));
    } catch {
      throw new CommandError(`--set: the event has no place for '${path}'`);
    }
  }
  return document.toJS();
}
