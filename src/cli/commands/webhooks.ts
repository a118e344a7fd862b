import { type Command, InvalidArgumentError } from "commander";
import type { ListWebhooksQuery, WebhookInput } from "../../index.js";
import { confirm, requireTerminal } from "../confirm.js";
import { type ApiOptions, connect, withApiOptions } from "../connect.js";
import { examples } from "../examples.js";
import { print, printAll } from "../output.js";
import { startProgress } from "../progress.js";
import { readData } from "../read-data.js";
import { CommandError, type Terminal, writeLine } from "../terminal.js";
import { type WebhookFlags, webhookFrom, withWebhookFlags } from "../webhook-flags.js";

const app = "80a28d6e-c5fc-43d9-87c2-d7d56b07542e";
const webhook = "mxep_mfiHo9gZw6RcGisubUfhyfuCllim5q";

/** Adds the commands that manage single webhooks. */
export function addWebhookCommands(program: Command, terminal: Terminal): void {
  const list = program
    .command("list <app-id>")
    .description("List the webhooks of an app")
    .option("--all", "list all pages, not only one")
    .option("--limit <number>", "webhooks on a page", wholeNumber)
    .option("--cursor <cursor>", "the page to list, from a previous one")
    .option("--ascending", "the oldest first")
    .addHelpText("after", examples(`list ${app}`, `list ${app} --all --output ndjson`))
    .action((appId, options) => listWebhooks(appId, options, terminal));

  const get = program
    .command("get <app-id> <webhook-id>")
    .description("Show a webhook")
    .addHelpText("after", examples(`get ${app} ${webhook}`))
    .action((appId, webhookId, options) => getWebhook(appId, webhookId, options, terminal));

  const create = withWebhookFlags(program.command("create <app-id>"))
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
    .action((appId, options) => createWebhook(appId, options, terminal));

  const update = withWebhookFlags(program.command("update <app-id> <webhook-id>"))
    .description("Change some properties of a webhook, or replace it")
    .option("--replace <@file>", "the whole webhook as JSON or YAML; @- for standard input")
    .addHelpText(
      "after",
      examples(
        `update ${app} ${webhook} --inactive`,
        `update ${app} ${webhook} --replace @new.yaml`,
      ),
    )
    .action((appId, webhookId, options) => updateWebhook(appId, webhookId, options, terminal));

  const remove = program
    .command("delete <app-id> <webhook-id>")
    .description("Delete a webhook")
    .option("--yes", "do not ask")
    .addHelpText("after", examples(`delete ${app} ${webhook} --yes`))
    .action((appId, webhookId, options) => deleteWebhook(appId, webhookId, options, terminal));

  for (const command of [list, get, create, update, remove]) withApiOptions(command);
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("Give a whole number.");
  return Number(text);
}

interface ListOptions extends ApiOptions {
  all?: true;
  limit?: number;
  cursor?: string;
  ascending?: true;
}

async function listWebhooks(
  appId: string,
  options: ListOptions,
  terminal: Terminal,
): Promise<void> {
  const { all, limit, cursor, ascending } = options;
  const client = await connect(options, terminal);
  const query: ListWebhooksQuery = {
    ...(limit !== undefined && { limit }),
    ...(cursor !== undefined && { cursor }),
    ...(ascending && { ascOrder: true }),
  };
  const call = client.listWebhooks(appId, query, { signal: terminal.signal });
  if (all) {
    const progress = startProgress("webhooks", terminal);
    const counted = async function* () {
      for await (const webhook of call) {
        progress.advance();
        yield webhook;
      }
    };
    return printAll(counted(), options, terminal).finally(() => progress.stop());
  }
  const { webhooks, cursors } = await call;
  await print(webhooks, options, terminal);
  if (cursors.next) {
    await writeLine(terminal.stderr, `There are more: --all, or --cursor ${cursors.next}`);
  }
}

async function getWebhook(
  appId: string,
  webhookId: string,
  options: ApiOptions,
  terminal: Terminal,
): Promise<void> {
  const client = await connect(options, terminal);
  const webhook = await client.getWebhook(appId, webhookId, { signal: terminal.signal });
  await print(webhook, options, terminal);
}

interface CreateOptions extends ApiOptions, WebhookFlags {
  data?: string;
  reconcile?: true;
}

async function createWebhook(
  appId: string,
  options: CreateOptions,
  terminal: Terminal,
): Promise<void> {
  const { data, reconcile = false, reveal, generateSecret } = options;
  const flags = await webhookFrom(options, terminal);
  const file = data === undefined ? {} : Object(await readData(data, terminal));
  // The client validates the body.
  const body = { isActive: true, ...file, ...flags } as WebhookInput;
  if (body.validationSecret === undefined) {
    throw new CommandError("give --secret env:NAME, --secret file:PATH or --generate-secret");
  }
  const client = await connect(options, terminal);
  const created = await client.createWebhook(appId, body, { reconcile, signal: terminal.signal });
  await print(created, { ...options, reveal: reveal || generateSecret === true }, terminal);
}

interface UpdateOptions extends ApiOptions, WebhookFlags {
  replace?: string;
}

async function updateWebhook(
  appId: string,
  webhookId: string,
  options: UpdateOptions,
  terminal: Terminal,
): Promise<void> {
  const { replace, reveal, generateSecret } = options;
  const { signal } = terminal;
  const flags = await webhookFrom(options, terminal);
  if (replace === undefined && Object.keys(flags).length === 0) {
    throw new CommandError("there is nothing to change: give a flag such as --url, or --replace");
  }
  const client = await connect(options, terminal);
  const updated =
    replace === undefined
      ? await client.patchWebhook(appId, webhookId, flags, { signal })
      : await client.updateWebhook(
          appId,
          webhookId,
          // The client validates the body.
          { ...Object(await readData(replace, terminal)), ...flags } as WebhookInput,
          { signal },
        );
  await print(updated, { ...options, reveal: reveal || generateSecret === true }, terminal);
}

async function deleteWebhook(
  appId: string,
  webhookId: string,
  options: ApiOptions & { yes?: true },
  terminal: Terminal,
): Promise<void> {
  const { signal, stderr } = terminal;
  if (!options.yes) requireTerminal(terminal);
  const client = await connect(options, terminal);
  if (!options.yes) {
    const { name, url } = await client.getWebhook(appId, webhookId, { signal });
    if (!(await confirm(`Delete '${name}', which delivers to ${url}?`, terminal))) {
      return writeLine(stderr, "Nothing was deleted.");
    }
  }
  await client.deleteWebhook(appId, webhookId, { signal });
  await writeLine(stderr, `Deleted ${webhookId}.`);
}
