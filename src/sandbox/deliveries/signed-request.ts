import type { WebhookDetailed } from "../../../generated/models.js";
import { sign } from "../../receiver/index.js";
import type { Breaks } from "../breaks.js";
import { type Random, randomId } from "../random.js";
import type { StoredWebhook } from "../state.js";
import { Failure } from "./failure.js";
import type { Outgoing } from "./transport.js";

/** What is to be sent. */
export interface Message {
  id: string;
  body: string;
  /** Now, in milliseconds since the Unix epoch. */
  now: number;
  /** Of the first attempt; undefined for the first itself. */
  firstSentAt: number | undefined;
}

type Headers = Record<string, string | string[]>;

/**
 * Makes the request of one attempt, signed with the webhook's secrets of this moment.
 *
 * @throws Failure when the webhook's URL or secret cannot be used
 */
export async function signedRequest(
  message: Message,
  stored: StoredWebhook,
  { random, breaks: ask }: { random: Random; breaks: Breaks },
): Promise<Omit<Outgoing, "signal">> {
  const { webhook, appId } = stored;
  const breaks = (rule: Parameters<Breaks>[0]) => ask(rule, appId);
  const { firstSentAt } = message;
  const isRetry = firstSentAt !== undefined;
  const id = isRetry && breaks("keepDeliveryId") ? newDeliveryId(random) : message.id;
  const sentAt = isRetry && breaks("freshTimestamp") ? firstSentAt : message.now;
  const timestamp = breaks("signSeconds") ? sentAt : Math.floor(sentAt / 1000);
  const secrets = breaks("signWithSecret")
    ? [randomId(random, "whsec_", 32)]
    : secretsAt(stored, message.now);
  const signed: Record<string, string> = await sign({ id, timestamp, secrets, body: message.body });
  if (breaks("signDelivery")) delete signed["webhook-signature"];
  const body = breaks("signRawBody") ? spaced(message.body) : message.body;
  const hasCustom = webhook.headers !== undefined && webhook.headers.length > 0;
  const isCustomSent = hasCustom && !breaks("sendCustomHeaders");
  const { url, authorization } = targetOf(webhook.url);
  const headers: Headers = {
    ...signed,
    "user-agent": "webhooks/1.0 (sandbox)",
    "content-length": `${Buffer.byteLength(body)}`,
    accept: "*/*",
  };
  const custom = isCustomSent ? customHeaders(webhook, headers) : {};
  return { url, body, headers: { ...headers, ...authorization, ...custom } };
}

export const newDeliveryId = (random: Random): string => randomId(random, "msg_", 27);

/** Newest first. */
function secretsAt({ webhook, oldSecrets }: StoredWebhook, now: number): string[] {
  const old = oldSecrets.filter(({ until }) => now <= until).map(({ secret }) => secret);
  return [...new Set([webhook.validationSecret, ...old])];
}

/** The same JSON in other bytes. */
const spaced = (body: string): string => JSON.stringify(JSON.parse(body), null, 2);

/** Custom headers under lower-case names; none that the delivery or its connection sets itself. */
function customHeaders({ headers = [] }: WebhookDetailed, own: Headers): Headers {
  // Without a prototype: a header may be called `__proto__`.
  const custom: Record<string, string[]> = Object.create(null);
  for (const { key, value } of headers) {
    const name = key.toLowerCase();
    if (Object.hasOwn(own, name) || /^(host|connection|transfer-encoding|expect)$/.test(name)) {
      continue;
    }
    custom[name] = [...(custom[name] ?? []), value];
  }
  return custom;
}

/** Where to send to. A user and password in the URL become what they stand for, a header. */
export function targetOf(written: string | URL): {
  url: URL;
  authorization?: { authorization: string };
} {
  if (!URL.canParse(`${written}`)) throw new Failure("the URL is not valid");
  const url = new URL(written);
  if (!/^https?:$/.test(url.protocol)) throw new Failure("the URL is neither http: nor https:");
  const { username, password } = url;
  if (username === "" && password === "") return { url };
  url.username = "";
  url.password = "";
  const credentials = Buffer.from(`${decode(username)}:${decode(password)}`).toString("base64");
  return { url, authorization: { authorization: `Basic ${credentials}` } };
}

/** A `%` that encodes nothing stands for itself. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
