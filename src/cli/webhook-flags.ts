import { randomBytes } from "node:crypto";
import type { Command } from "commander";
import type { WebhookInput } from "../index.js";
import { collect } from "./options.js";
import { resolveReference } from "./read-data.js";
import { CommandError, type Terminal } from "./terminal.js";

/** The flags that describe a webhook. */
export interface WebhookFlags {
  name?: string;
  url?: string;
  event?: string[];
  secret?: string;
  generateSecret?: true;
  header?: string[];
  active?: boolean;
}

/** Adds the flags that describe a webhook. */
export function withWebhookFlags(command: Command): Command {
  return command
    .option("--name <name>", "its name: letters, digits, underscores and spaces")
    .option("--url <url>", "where Mendix sends deliveries")
    .option("--event <type>", "an event to deliver, such as teamserver.push; repeatable", collect)
    .option("--secret <reference>", "the validation secret, as env:NAME or file:PATH")
    .option("--generate-secret", "make a validation secret, and print it this once")
    .option(
      "--header <key=reference>",
      "a custom header, such as X-Key=env:KEY; repeatable",
      collect,
    )
    .option("--active", "deliver events")
    .option("--inactive", "do not deliver events");
}

/** Returns the properties that flags set. @throws CommandError */
export async function webhookFrom(
  flags: WebhookFlags & { inactive?: true },
  terminal: Terminal,
): Promise<Partial<WebhookInput>> {
  const { name, url, event, secret, generateSecret, header, active, inactive } = flags;
  if (secret !== undefined && generateSecret) {
    throw new CommandError("--secret and --generate-secret exclude each other");
  }
  if (active && inactive) throw new CommandError("--active and --inactive exclude each other");
  const headers = header && (await Promise.all(header.map((one) => headerFrom(one, terminal))));
  return {
    ...(name !== undefined && { name }),
    ...(url !== undefined && { url }),
    ...(event && { eventTypes: event }),
    ...((active || inactive) && { isActive: active === true }),
    ...(secret !== undefined && { validationSecret: await resolveReference(secret, terminal) }),
    ...(generateSecret && { validationSecret: randomBytes(32).toString("base64") }),
    ...(headers && { headers }),
  };
}

async function headerFrom(flag: string, terminal: Terminal) {
  const [, key = "", reference = ""] = /^([^=]+)=(.*)$/s.exec(flag) ?? [];
  if (key === "") throw new CommandError("--header takes <key>=env:NAME or <key>=file:PATH");
  return { key, value: await resolveReference(reference, terminal) };
}
