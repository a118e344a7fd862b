import { stringify } from "yaml";
import type { WebhookInput } from "../../index.js";
import { canaries } from "./command-fixture.js";

interface FileWebhook {
  url: string;
  eventTypes: string[];
  isActive?: boolean;
  validationSecret?: string;
  headers?: Record<string, string>;
}

type FileApp = { label: string; webhooks: Record<string, FileWebhook> };

/** The content of a file with many webhooks. */
export interface ManyWebhooks {
  version: 1;
  defaults: { validationSecret: string };
  apps: Record<string, FileApp>;
}

/** Describes 10 webhooks for each of so many apps. */
export function manyWebhooks(appCount: number): ManyWebhooks {
  const apps = Array.from({ length: appCount }, (_, index): [string, FileApp] => {
    const id = `${index.toString(16).padStart(8, "0")}-c5fc-43d9-87c2-d7d56b07542e`;
    const webhooks = Array.from({ length: 10 }, (_, number): [string, FileWebhook] => [
      `Webhook ${number}`,
      {
        url: `https://some.domain.com/${index}/${number}`,
        eventTypes: number % 2 ? ["teamserver.push"] : ["package.uploaded", "teamserver.push"],
        ...(number % 3 === 0 && { validationSecret: "env:OTHER_SECRET" }),
        ...(number % 4 === 0 && { headers: { Authorization: "env:AUTHORIZATION" } }),
      },
    ]);
    return [id, { label: `App ${index}`, webhooks: Object.fromEntries(webhooks) }];
  });
  const defaults = { validationSecret: "env:WEBHOOK_SECRET" };
  return { version: 1, defaults, apps: Object.fromEntries(apps) };
}

/**
 * Changes every 20th webhook, each in another way than the one before.
 *
 * @returns how many requests of each method that takes
 */
export function changeSome({ apps }: ManyWebhooks): Record<"POST" | "PUT" | "DELETE", number> {
  const counts = { POST: 0, PUT: 0, DELETE: 0 };
  const updates: ((webhook: FileWebhook) => void)[] = [
    (webhook) => (webhook.url += "/changed"),
    (webhook) => (webhook.eventTypes = ["alert"]),
    (webhook) => (webhook.isActive = false),
    (webhook) => (webhook.validationSecret = "env:CHANGED_SECRET"),
    (webhook) => (webhook.headers = { "X-Key": "env:AUTHORIZATION" }),
  ];
  const places = Object.values(apps).flatMap(({ webhooks }) =>
    Object.entries(webhooks).map(([name, webhook]) => ({ webhooks, name, webhook })),
  );
  for (const [index, { webhooks, name, webhook }] of places.entries()) {
    if (index % 20 !== 7) continue;
    const kind = Math.floor(index / 20) % (updates.length + 2);
    const update = updates[kind];
    if (update) {
      update(webhook);
      counts.PUT += 1;
      continue;
    }
    if (kind === updates.length) delete webhooks[name];
    else webhooks["Another webhook"] = { ...webhook };
    counts[kind === updates.length ? "DELETE" : "POST"] += 1;
  }
  return counts;
}

export const toYaml = (content: ManyWebhooks): string => stringify(content, { lineWidth: 0 });

const resolvedValue = (reference: string) =>
  ({ ...canaries, CHANGED_SECRET: changedSecret })[reference.replace("env:", "")] ?? "";

export const changedSecret = "canaryChangedPMJhiGo1nTL6wlNyZVFh5v9r";

/** The webhooks of an app as they must be in the end, by their names. */
export function expectedWebhooks({ apps, defaults }: ManyWebhooks, appId: string): WebhookInput[] {
  return Object.entries(apps[appId]?.webhooks ?? {}).map(([name, webhook]) => {
    const { headers = {}, validationSecret = defaults.validationSecret, ...others } = webhook;
    const list = Object.entries(headers).map(([key, one]) => ({ key, value: resolvedValue(one) }));
    return {
      ...{ name, isActive: true, ...others, validationSecret: resolvedValue(validationSecret) },
      headers: list,
    };
  });
}
