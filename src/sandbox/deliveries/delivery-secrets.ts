import { createRedact } from "../../shared/redaction.js";
import type { StoredWebhook } from "../store.js";

/** Characters of a response body that are kept. */
const maxKept = 500;

/** Shorter words of a header or a query are not masked on their own. */
const minWordLength = 8;

/** The secrets of a webhook, in every form in which a receiver may send them back. */
function secretsOf({ webhook, oldSecrets }: StoredWebhook): string[] {
  const keys = [webhook.validationSecret, ...oldSecrets.map(({ secret }) => secret)];
  const values = (webhook.headers ?? []).map(({ value }) => value);
  // The token in `Bearer <token>` is as secret as the whole value.
  const words = values.flatMap((value) => value.split(/\s+/));
  const url = URL.canParse(webhook.url) ? new URL(webhook.url) : undefined;
  // The user alone is a token.
  const password = url?.password || url?.username;
  // As they are written, and as they are sent.
  const parameters = [webhook.url, url?.href ?? ""]
    .flatMap((text) => text.split(/[?&#]/).slice(1))
    .map((text) => text.slice(text.indexOf("=") + 1));
  const plain = [
    ...keys.flatMap((key) => [key, key.replace(/^whsec_/, "")]),
    ...values,
    ...[...words, ...parameters, ...(url?.searchParams.values() ?? [])].filter(isLong),
    ...(url && password ? [password, decode(password), credentialsIn(url)] : []),
  ];
  return [...plain, ...plain.map(encode), ...plain.map(toBase64)];
}

const isLong = ({ length }: string) => length >= minWordLength;
/** Half a surrogate pair, which JSON can hold, has no encoding. */
const encode = (text: string) => encodeURIComponent(Buffer.from(text).toString());
const toBase64 = (text: string) => Buffer.from(text).toString("base64").replace(/=+$/, "");

/** The user and password of a URL, as in `user:password`; empty without them. */
export function credentialsIn({ username, password }: URL): string {
  return username === "" && password === "" ? "" : `${decode(username)}:${decode(password)}`;
}

/** A text with a `%` that encodes nothing is returned as it is. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The webhook's URL without secrets. */
export const redactedUrl = (stored: StoredWebhook): string =>
  createRedact(secretsOf(stored))(stored.webhook.url);

/** The beginning of a response body without secrets; undefined if that is empty. */
export const redactedText = (stored: StoredWebhook, text: string): string | undefined =>
  createRedact(secretsOf(stored))(text).slice(0, maxKept) || undefined;
