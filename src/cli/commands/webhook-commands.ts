import { type Command, Option } from "commander";
import type { WebhookDetailed, WebhookInput } from "../../index.js";
import { type ApiOptions, connect, withApiOptions } from "../connect.js";
import { collect, examples, wholeNumber } from "../options.js";
import { mask, masked, print, printAll, printable } from "../output.js";
import { parseSource, resolveReference } from "../read-data.js";
import { CommandError, confirm, requireTerminal, type Terminal, writeLine } from "../terminal.js";

const app = "80a28d6e-c5fc-43d9-87c2-d7d56b07542e";
const webhook = "mxep_mfiHo9gZw6RcGisubUfhyfuCllim5q";

export function addWebhookCommands(program: Command, terminal: Terminal): void {
  for (const add of [addList, addGet, addCreate, addUpdate, addDelete]) {
    withApiOptions(add(program, terminal));
  }
}

interface ListOptions extends ApiOptions {
  all?: true;
  limit?: number;
  cursor?: string;
  ascending?: true;
}

const addList = (program: Command, terminal: Terminal) =>
  program
    .command("list <app-id>")
    .description("List the webhooks of an app")
    .option("--all", "list all pages, not only one")
    .option("--limit <number>", "webhooks on a page", wholeNumber(0))
    .option("--cursor <cursor>", "the page to list, from a previous one")
    .option("--ascending", "the oldest first")
    .addHelpText("after", examples(`list ${app}`, `list ${app} --all --output ndjson`))
    .action(async (appId: string, options: ListOptions) => {
      const { all, limit, cursor, ascending } = options;
      const client = await connect(options, terminal);
      const query = {
        ...(limit !== undefined && { limit }),
        ...(cursor !== undefined && { cursor }),
        ...(ascending && { ascOrder: true }),
      };
      const call = client.listWebhooks(appId, query, { signal: terminal.signal });
      if (all) return printAll(call, options, terminal);
      const { webhooks, cursors } = await call;
      await print(webhooks, options, terminal);
      if (cursors.next) {
        const next = printable(cursors.next);
        await writeLine(terminal.stderr, `There are more: --all, or --cursor ${next}`);
      }
    });

const addGet = (program: Command, terminal: Terminal) =>
  program
    .command("get <app-id> <webhook-id>")
    .description("Show a webhook")
    .addHelpText("after", examples(`get ${app} ${webhook}`))
    .action(async (appId: string, webhookId: string, options: ApiOptions) => {
      const client = await connect(options, terminal);
      const { signal } = terminal;
      await print(await client.getWebhook(appId, webhookId, { signal }), options, terminal);
    });

interface WebhookFlags extends ApiOptions {
  name?: string;
  url?: string;
  event?: string[];
  secret?: string;
  generateSecret?: true;
  header?: string[];
  active?: true;
  inactive?: true;
}

const withWebhookFlags = (command: Command): Command =>
  command
    .option("--name <name>", "its name: letters, digits, underscores and spaces")
    .option("--url <url>", "where Mendix sends deliveries")
    .option("--event <type>", "an event to deliver, such as teamserver.push; repeatable", collect)
    .option("--secret <reference>", "the validation secret, as env:NAME or file:PATH")
    .addOption(
      new Option("--generate-secret", "make a validation secret, and print it this once").conflicts(
        "secret",
      ),
    )
    .option(
      "--header <key=reference>",
      "a custom header, such as X-Key=env:KEY; repeatable",
      collect,
    )
    .option("--active", "deliver events")
    .addOption(new Option("--inactive", "do not deliver events").conflicts("active"));

/** Returns the properties that flags set. @throws CommandError */
async function propertiesFrom(flags: WebhookFlags, terminal: Terminal) {
  const { name, url, event, secret, generateSecret, header, active, inactive } = flags;
  return {
    ...(name !== undefined && { name }),
    ...(url !== undefined && { url }),
    ...(event && { eventTypes: event }),
    ...((active || inactive) && { isActive: active === true }),
    ...(secret !== undefined && { validationSecret: await resolveReference(secret, terminal) }),
    ...(generateSecret && { validationSecret: generateKey() }),
    ...(header && { headers: await Promise.all(header.map((one) => headerFrom(one, terminal))) }),
  };
}

const generateKey = () =>
  Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("base64");

async function headerFrom(flag: string, terminal: Terminal) {
  const [, key = "", reference = ""] = /^([^=]+)=(.*)$/s.exec(flag) ?? [];
  if (key === "") throw new CommandError("--header takes <key>=env:NAME or <key>=file:PATH");
  return { key, value: await resolveReference(reference, terminal) };
}

/** The webhook that flags and a file describe; the client validates it. */
async function webhookFrom(
  source: string | undefined,
  flags: Partial<WebhookInput>,
  terminal: Terminal,
): Promise<WebhookInput> {
  const file = source === undefined ? {} : (await parseSource(source, terminal)).content;
  if (JSON.stringify(file)?.includes(`"${mask}"`)) {
    throw new CommandError(`a secret in the file is masked, as ${mask}: 'get --reveal' shows it`);
  }
  return Object.assign({}, file, flags) as WebhookInput;
}

/** Prints a webhook that was written. A secret that was generated is shown, this once. */
function printWritten(webhook: WebhookDetailed, options: WebhookFlags, terminal: Terminal) {
  if (options.reveal || !options.generateSecret) return print(webhook, options, terminal);
  const { validationSecret } = webhook;
  const shown = { ...Object(masked(webhook)), validationSecret };
  return print(shown, { ...options, reveal: true }, terminal);
}

const addCreate = (program: Command, terminal: Terminal) =>
  withWebhookFlags(program.command("create <app-id>"))
    .description("Create a webhook")
    .option("--data <@file>", "the whole webhook as JSON or YAML; @- for standard input")
    .option("--reconcile", "after a lost response, look for the webhook before trying again")
    .addHelpText(
      "after",
      examples(
        `create ${app} --name "Push to pipeline" --url https://example.com/webhooks \\\n` +
          "    --event teamserver.push --generate-secret",
        `create ${app} --data @webhook.yaml`,
      ),
    )
    .action(async (appId, options: WebhookFlags & { data?: string; reconcile?: true }) => {
      const { data, reconcile = false } = options;
      const { signal } = terminal;
      const flags = await propertiesFrom(options, terminal);
      const body = Object.assign({ isActive: true }, await webhookFrom(data, flags, terminal));
      if (body.validationSecret === undefined) {
        throw new CommandError("give --secret env:NAME, --secret file:PATH or --generate-secret");
      }
      const client = await connect(options, terminal);
      const created = await client.createWebhook(appId, body, { reconcile, signal });
      await printWritten(created, options, terminal);
    });

const addUpdate = (program: Command, terminal: Terminal) =>
  withWebhookFlags(program.command("update <app-id> <webhook-id>"))
    .description(
      "Change some properties of a webhook, or replace it; events and headers replace all there are",
    )
    .option("--replace <@file>", "the whole webhook as JSON or YAML; @- for standard input")
    .addHelpText(
      "after",
      examples(
        `update ${app} ${webhook} --inactive`,
        `update ${app} ${webhook} --replace @new.yaml`,
      ),
    )
    .action(async (appId, webhookId, options: WebhookFlags & { replace?: string }) => {
      const { replace } = options;
      const { signal } = terminal;
      const flags = await propertiesFrom(options, terminal);
      if (replace === undefined && Object.keys(flags).length === 0) {
        const what = "there is nothing to change: give a flag such as --url, or --replace";
        throw new CommandError(what);
      }
      const body = await webhookFrom(replace, flags, terminal);
      const client = await connect(options, terminal);
      const updated = await (replace === undefined
        ? client.patchWebhook(appId, webhookId, flags, { signal })
        : client.updateWebhook(appId, webhookId, body, { signal }));
      await printWritten(updated, options, terminal);
    });

const addDelete = (program: Command, terminal: Terminal) =>
  program
    .command("delete <app-id> <webhook-id>")
    .description("Delete a webhook")
    .option("--yes", "do not ask")
    .addHelpText("after", examples(`delete ${app} ${webhook} --yes`))
    .action(async (appId: string, webhookId: string, options: ApiOptions & { yes?: true }) => {
      const { signal, stderr } = terminal;
      if (!options.yes) requireTerminal(terminal);
      const client = await connect(options, terminal);
      if (!options.yes) {
        const { name, url } = await client.getWebhook(appId, webhookId, { signal });
        const question = printable(`Delete '${name}', which delivers to ${url}?`);
        if (!(await confirm(question, terminal))) {
          return writeLine(stderr, "Nothing was deleted.");
        }
      }
      await client.deleteWebhook(appId, webhookId, { signal });
      await writeLine(stderr, `Deleted ${webhookId}.`);
    });
