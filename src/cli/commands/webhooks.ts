import type { Command } from "commander";
import type { ListWebhooksQuery, WebhookInput } from "../../index.js";
import { confirm, requireTerminal } from "../confirm.js";
import { type ApiOptions, connect, withApiOptions } from "../connect.js";
import { print, printAll } from "../output.js";
import { startProgress } from "../progress.js";
import { readData } from "../read-data.js";
import { CommandError, type Terminal, writeLine } from "../terminal.js";
import { type WebhookFlags, webhookFrom, withWebhookFlags } from "../webhook-flags.js";

/** The examples of a command, for its help. A line that continues another begins with a space. */
export const examples = (...lines: string[]) =>
  [
    "",
    "Examples:",
    ...lines.map((line) => (/^ /.test(line) ? line : `  mendix-webhooks ${line}`)),
  ].join("\n");

const app = "80a28d6e-c5fc-43d9-87c2-d7d56b07542e";

/** Adds the commands that manage single webhooks. */
export function addWebhookCommands(program: Command, terminal: Terminal): void {
  const command = (usage: string, description: string, ...shown: string[]) =>
    withApiOptions(
      program
        .command(usage)
        .description(description)
        .addHelpText("after", examples(...shown)),
    );

  command("list <app-id>", "List the webhooks of an app", `list ${app}`, `list ${app} --all`)
    .option("--all", "list all pages, not only one")
    .option("--limit <number>", "webhooks on a page", Number)
    .option("--cursor <cursor>", "the page to list, from a previous one")
    .option("--ascending", "the oldest first")
    .action((appId, options) => list(appId, options, terminal));

  command(
    "get <app-id> <webhook-id>",
    "Show a webhook",
    `get ${app} mxep_mfiHo9gZw6RcGisub`,
  ).action(async (appId, webhookId, options: ApiOptions) => {
    const client = await connect(options, terminal);
    const webhook = await client.getWebhook(appId, webhookId, { signal: terminal.signal });
    await print(webhook, options, terminal);
  });

  withWebhookFlags(
    command(
      "create <app-id>",
      "Create a webhook",
      `create ${app} --name "Push to pipeline" --url https://example.com/webhooks \\`,
      "      --event teamserver.push --generate-secret",
      `create ${app} --data @webhook.yaml`,
    ),
  )
    .option("--data <@file>", "the whole webhook as JSON or YAML; @- for standard input")
    .option("--reconcile", "after a lost response, look for the webhook before trying again")
    .action((appId, options) => create(appId, options, terminal));

  withWebhookFlags(
    command(
      "update <app-id> <webhook-id>",
      "Change some properties of a webhook, or replace it",
      `update ${app} mxep_mfiHo9gZw6RcGisub --inactive`,
      `update ${app} mxep_mfiHo9gZw6RcGisub --replace @webhook.yaml`,
    ),
  )
    .option("--replace <@file>", "the whole webhook as JSON or YAML; @- for standard input")
    .action((appId, webhookId, options) => update(appId, webhookId, options, terminal));

  command(
    "delete <app-id> <webhook-id>",
    "Delete a webhook",
    `delete ${app} mxep_mfiHo9gZw6RcGisub --yes`,
  )
    .option("--yes", "do not ask")
    .action((appId, webhookId, options) => remove(appId, webhookId, options, terminal));
}

interface ListOptions extends ApiOptions {
  all?: true;
  limit?: number;
  cursor?: string;
  ascending?: true;
}

async function list(appId: string, options: ListOptions, terminal: Terminal): Promise<void> {
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

interface CreateOptions extends ApiOptions, WebhookFlags {
  data?: string;
  reconcile?: true;
}

async function create(appId: string, options: CreateOptions, terminal: Terminal): Promise<void> {
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

async function update(
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

async function remove(
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
