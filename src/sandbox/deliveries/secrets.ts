import { createRedact, type Redact } from "../../shared/redaction.js";
import type { StoredWebhook } from "../state.js";

/** Characters of an answer that are kept. */
const longestKept = 500;

/** Characters that a word of a header's value has at least to be masked on its own. */
const shortestWord = 8;

/** All that must not be shown of a webhook, in each form in which a receiver may repeat it. */
function secretsOf({ webhook, oldSecrets }: StoredWebhook): string[] {
  const keys = [webhook.validationSecret, ...oldSecrets.map(({ secret }) => secret)];
  const values = (webhook.headers ?? []).map(({ value }) => value);
  // The token of `Bearer <token>` is as secret as the whole.
  const words = values.flatMap((value) => value.split(/\s+/));
  const plain = [
    ...keys.flatMap((key) => [key, key.replace(/^whsec_/, "")]),
    ...values,
    ...words.filter(({ length }) => length >= shortestWord),
    ...partsOf(webhook.url),
  ];
  return [...plain, ...plain.map(encodeURIComponent), ...plain.map(toBase64)];
}

const toBase64 = (text: string) => Buffer.from(text).toString("base64").replace(/=+$/, "");

/** What of a URL may be secret: who asks, and the values of its query. */
function partsOf(url: string): string[] {
  if (!URL.canParse(url)) return [];
  const { username, password, searchParams } = new URL(url);
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  const values = [...searchParams.values()].filter(({ length }) => length >= shortestWord);
  return [...(password === "" ? [] : [password, credentials]), ...values];
}

/** The webhook's URL as it may be shown. */
export const shownUrl = (stored: StoredWebhook): string => redactFor(stored)(stored.webhook.url);

const redactFor = (stored: StoredWebhook): Redact => createRedact(secretsOf(stored));

/** How an answer begins, as it may be shown; undefined if there is nothing to show. */
export function shownAnswer(
  stored: StoredWebhook,
  { text, isCut }: { text: string; isCut: boolean },
): string | undefined {
  if (text === "") return undefined;
  const secrets = secretsOf(stored);
  // At a cut there may stand the beginning of a secret, which would not be recognised.
  const unsure = isCut ? Math.max(...secrets.map(({ length }) => length)) : 0;
  const sure = text.slice(0, Math.max(0, text.length - unsure));
  return createRedact(secrets)(sure).slice(0, longestKept) || undefined;
}
