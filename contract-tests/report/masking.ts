import type { RecordedExchange } from "../run/recording.js";

const mask = "[redacted]";

/** Masking every `a` would make a text unreadable. */
const minLength = 4;
/** Values that only look like secrets, because of the name of their property, are longer. */
const minLearnedLength = 8;
/** A hostile server could send any number of secrets; all are masked where they have their name. */
const maxLearned = 1_000;

/**
 * Where a secret begins: the value of a property in JSON, in JSON within JSON or as `node:util`
 * prints it, or a token. All repetitions are bounded, so that no text makes the search slow.
 */
const secretStart =
  /\b(?:(?:validationSecret|value)(?:\\{0,3}["'])?\s{0,8}:\s{0,8}(\\{0,3}["'`])|MxToken(?: |%20|\+){1,8})/gi;

/** Control and bidirectional characters could steer a terminal; XML cannot contain the others. */
export const unprintable = /(?![\t\n])\p{Cc}|\p{Bidi_Control}|\p{Surrogate}|[\ufffe\uffff]/gu;

const secretHeader = /^(authorization|proxy-authorization|cookie|set-cookie)$/i;

/** What everything passes through that a run prints or writes. */
export interface Masking {
  /** Masks secrets, and replaces unprintable characters. */
  mask(text: string): string;
  /** The same for the line of a header. */
  maskHeader(name: string, value: string): string;
  /** Also masks, from now on, the secrets that these exchanges contain. */
  learn(exchanges: RecordedExchange[]): void;
}

/** @param secrets - masked in clear, as escaped in JSON, URLs and HTML, and in base64 */
export function createMasking(secrets: readonly string[]): Masking {
  /** The forms of all secrets by their first characters. */
  const forms = new Map<string, string[]>();
  const learned = new Set<string>();

  function add(secret: string): void {
    for (const form of formsOf(secret).filter(({ length }) => length >= minLength)) {
      const start = form.slice(0, minLength);
      const longestFirst = [...(forms.get(start) ?? []), form].sort((a, b) => b.length - a.length);
      forms.set(start, [...new Set(longestFirst)]);
    }
  }

  function maskKnown(text: string): string {
    const parts: string[] = [];
    let end = 0;
    for (let at = 0; at < text.length; at += 1) {
      const candidates = forms.get(text.slice(at, at + minLength));
      const form = candidates?.find((one) => text.startsWith(one, at));
      if (form === undefined) continue;
      parts.push(text.slice(end, at), mask);
      end = at + form.length;
      at = end - 1;
    }
    return [...parts, text.slice(end)].join("");
  }

  const maskText = (text: string) =>
    replaceSecrets(maskKnown(text), () => mask).replace(unprintable, "\ufffd");

  for (const secret of secrets) add(secret);
  return {
    mask: maskText,
    maskHeader: (name, value) =>
      secretHeader.test(name)
        ? `${name}: ${value.startsWith("MxToken ") ? "MxToken " : ""}${mask}`
        : maskText(`${name}: ${value}`),
    learn(exchanges) {
      for (const text of exchanges.flatMap((one) => [one.requestBody, one.responseBody])) {
        replaceSecrets(text, (value) => {
          if (value.length < minLearnedLength || learned.size >= maxLearned) return value;
          if (!learned.has(value)) for (const one of [value, unescaped(value)]) add(one);
          learned.add(value);
          return value;
        });
      }
    },
  };
}

/** Replaces the values that are secret because of their names. They are passed as they stand there. */
export function replaceSecrets(text: string, replace: (value: string) => string): string {
  const parts: string[] = [];
  let end = 0;
  secretStart.lastIndex = 0;
  for (let match = secretStart.exec(text); match !== null; match = secretStart.exec(text)) {
    const start = secretStart.lastIndex;
    const [, quote] = match;
    const valueEnd = quote === undefined ? endOfToken(text, start) : endOf(quote, text, start);
    parts.push(text.slice(end, start), replace(text.slice(start, valueEnd)));
    end = valueEnd;
    secretStart.lastIndex = end;
  }
  return [...parts, text.slice(end)].join("");
}

/** Where a quoted value ends: a quote within it has more backslashes before it. */
function endOf(opening: string, text: string, start: number): number {
  const depth = opening.length;
  let backslashes = 0;
  for (let at = start; at < text.length; at += 1) {
    const isEnd = text[at] === opening.at(-1) && backslashes % (2 * depth) === depth - 1;
    if (isEnd) return at - (depth - 1);
    backslashes = text[at] === "\\" ? backslashes + 1 : 0;
  }
  return text.length;
}

function endOfToken(text: string, start: number): number {
  let end = start;
  while (end < text.length && !/[\s"'\\<]/.test(text[end] ?? "")) end += 1;
  return end;
}

function unescaped(value: string): string {
  try {
    return JSON.parse(`"${value}"`);
  } catch {
    return value;
  }
}

function formsOf(secret: string): string[] {
  const inUrl = encodeURIComponent(Buffer.from(secret).toString());
  const html: Record<string, string> = {
    "&": "amp",
    "<": "lt",
    ">": "gt",
    '"': "quot",
    "'": "#39",
  };
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    inUrl,
    inUrl.replaceAll("%20", "+"),
    inUrl.replace(/%../g, (hex) => hex.toLowerCase()),
    secret.replace(/[&<>"']/g, (character) => `&${html[character]};`),
    ...[0, 1, 2].flatMap((offset) => base64Of(secret, offset)),
  ];
}

/** What base64 makes of a secret in the middle of a text, whatever stands before and after it. */
function base64Of(secret: string, offset: number): string[] {
  const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)]);
  const firstOwn = Math.ceil((offset * 8) / 6);
  const core = bytes.toString("base64").slice(firstOwn, Math.floor((bytes.length * 8) / 6));
  return core.length < minLearnedLength
    ? []
    : [core, core.replace(/[+/]/g, (one) => (one === "+" ? "-" : "_"))];
}
