import type { Command } from "commander";
import type { WebhookInput } from "../../index.js";
import { confirm, requireTerminal } from "../confirm.js";
import { type ApiOptions, connect, withApiOptions } from "../connect.js";
import { examples, wholeNumber } from "../options.js";
import { print, printAll } from "../output.js";
import { readData } from "../read-data.js";
import { CommandError, type Terminal, writeLine } from "../terminal.js";
import { type WebhookFlags, webhookFrom, withWebhookFlags } from "../webhook-flags.js";

const app = "80a28d6e-c5fc-43d9-87c2-d7d56b07542e";
const webhook = "mxep_mfiHo9gZw6RcGisubUfhyfuCllim5q";

/** Adds the commands that manage single webhooks. */
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
      if (all) return printAll("webhooks", call, options, terminal);
      const { webhooks, cursors } = await call;
      await print(webhooks, options, terminal);
      if (cursors.next) {
        await writeLine(terminal.stderr, `There are more: --all, or --cursor ${cursors.next}`);
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

interface CreateOptions extends ApiOptions, WebhookFlags {
  data?: string;
  reconcile?: true;
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
    .action(async (appId: string, options: CreateOptions) => {
      const { data, reconcile = false, reveal, generateSecret } = options;
      const { signal } = terminal;
      const flags = await webhookFrom(options, terminal);
      const file = data === undefined ? {} : Object(await readData(data, terminal));
      // The client validates the body.
      const body = { isActive: true, ...file, ...flags } as WebhookInput;
      if (body.validationSecret === undefined) {
        throw new CommandError("give --secret env:NAME, --secret file:PATH or --generate-secret");
      }
      const client = await connect(options, terminal);
      const created = await client.createWebhook(appId, body, { reconcile, signal });
      await print(created, { ...options, reveal: reveal || generateSecret === true }, terminal);
    });

interface UpdateOptions extends ApiOptions, WebhookFlags {
  replace?: string;
}

const addUpdate = (program: Command, terminal: Terminal) =>
  withWebhookFlags(program.command("update <app-id> <webhook-id>"))
    .description("Change some properties of a webhook, or replace it")
    .option("--replace <@file>", "the whole webhook as JSON or YAML; @- for standard input")
    .addHelpText(
      "after",
      examples(
        `update ${app} ${webhook} --inactive`,
        `update ${app} ${webhook} --replace @new.yaml`,
      ),
    )
    .action(async (appId: string, webhookId: string, options: UpdateOptions) => {
      const { replace, reveal, generateSecret } = options;
      const { signal } = terminal;
      const flags = await webhookFrom(options, terminal);
      if (replace === undefined && Object.keys(flags).length === 0) {
        const what = "there is nothing to change: give a flag such as --url, or --replace";
        throw new CommandError(what);
      }
      const file = replace === undefined ? {} : Object(await readData(replace, terminal));
      const client = await connect(options, terminal);
      // The client validates the body.
      const body = { ...file, ...flags } as WebhookInput;
      const updated = await (replace === undefined
        ? client.patchWebhook(appId, webhookId, flags, { signal })
        : client.updateWebhook(appId, webhookId, body, { signal }));
      await print(updated, { ...options, reveal: reveal || generateSecret === true }, terminal);
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
        if (!(await confirm(`Delete '${name}', which delivers to ${url}?`, terminal))) {
          return writeLine(stderr, "Nothing was deleted.");
        }
      }
      await client.deleteWebhook(appId, webhookId, { signal });
      await writeLine(stderr, `Deleted ${webhookId}.`);
    });
