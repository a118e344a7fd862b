import { createRedact } from "../../shared/redaction.js";
import type { StoredWebhook } from "../store.js";
import type { DeliveryResponse } from "./delivery-transport.js";

/** Characters of a response body that are kept. */
const maxKept = 500;

/** Shorter words of a header's value are not masked on their own. */
const minWordLength = 8;

/** Everything about a webhook that must not be shown, in every form that a receiver may echo. */
function secretsOf({ webhook, oldSecrets }: StoredWebhook): string[] {
  const keys = [webhook.validationSecret, ...oldSecrets.map(({ secret }) => secret)];
  const values = (webhook.headers ?? []).map(({ value }) => value);
  // The token in `Bearer <token>` is as secret as the whole value.
  const words = values.flatMap((value) => value.split(/\s+/));
  const plain = [
    ...keys.flatMap((key) => [key, key.replace(/^whsec_/, "")]),
    ...values,
    ...words.filter(({ length }) => length >= minWordLength),
    ...secretsInUrl(webhook.url),
  ];
  return [...plain, ...plain.map(encodeURIComponent), ...plain.map(toBase64)];
}

const toBase64 = (text: string) => Buffer.from(text).toString("base64").replace(/=+$/, "");

/** The password of a URL, and the values of its query. */
function secretsInUrl(url: string): string[] {
  if (!URL.canParse(url)) return [];
  const { username, password, searchParams } = new URL(url);
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  const values = [...searchParams.values()].filter(({ length }) => length >= minWordLength);
  return [...(password === "" ? [] : [password, credentials]), ...values];
}

/** The webhook's URL without secrets. */
export const redactedUrl = (stored: StoredWebhook): string =>
  createRedact(secretsOf(stored))(stored.webhook.url);

/** The beginning of a response body without secrets; undefined if nothing can be shown. */
export function redactedText(
  stored: StoredWebhook,
  { text, isCut }: Pick<DeliveryResponse, "text" | "isCut">,
): string | undefined {
  if (text === "") return undefined;
  const secrets = secretsOf(stored);
  // Where a body is cut, the beginning of a secret may stand, which would not be recognized.
  const unsure = isCut ? Math.max(...secrets.map(({ length }) => length)) : 0;
  const sure = text.slice(0, Math.max(0, text.length - unsure));
  return createRedact(secrets)(sure).slice(0, maxKept) || undefined;
}
