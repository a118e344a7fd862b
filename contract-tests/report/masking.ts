import type { RecordedExchange } from "../run/recording.js";

const redacted = "[redacted]";

/** Masking every `a` would make a text unreadable. */
const minLength = 4;
/** Values that may be secrets, because of the names of their properties, are longer. */
const minLearnedLength = 8;
/** A hostile server could send any number of them. */
const maxLearned = 50;

/**
 * Where a secret begins: the value of a property in JSON, in JSON within JSON or as `node:util`
 * prints it, or a token. All repetitions are bounded, so that no text makes the search slow.
 */
const secretStart =
  /\b(?:(?:validationSecret|value)(?:\\{0,3}["'])?\s{0,8}:\s{0,8}(\\{0,3}["'`])|MxToken(?: |%20|\+){1,8})/gi;

/** Control and bidirectional characters could steer a terminal; XML cannot contain the others. */
export const unprintable = /(?![\t\n])\p{Cc}|\p{Bidi_Control}|\p{Surrogate}|[\ufffe\uffff]/gu;

const secretHeader = /^(authorization|proxy-authorization|cookie|set-cookie)$/i;

/** Masks secrets in a text that is printed or written, and replaces unprintable characters. */
export type Mask = (text: string) => string;

/**
 * @param secrets - ASCII; masked in clear, as escaped in JSON, URLs and HTML, and in base64
 * @param exchanges - their secrets are masked as well, wherever the text has them
 */
export function createMask(secrets: readonly string[], exchanges: RecordedExchange[] = []): Mask {
  const learned = new Set<string>();
  for (const text of exchanges.flatMap((one) => [one.requestBody, one.responseBody])) {
    replaceSecrets(text, (value) => {
      if (value.length >= minLearnedLength && learned.size < maxLearned) learned.add(value);
      return value;
    });
  }
  const known = secrets.filter(({ length }) => length >= minLength);
  const forms: (string | RegExp)[] = [
    ...known.map(patternOf),
    ...[
      ...known.flatMap(base64FormsOf),
      ...[...learned].flatMap((one) => [one, unescaped(one)]),
    ].sort((a, b) => b.length - a.length),
  ];
  return (text) => {
    const known = forms.reduce<string>((masked, form) => masked.replaceAll(form, redacted), text);
    return replaceSecrets(known, () => redacted).replace(unprintable, "\ufffd");
  };
}

/** The line of a header, without its value where that is secret. */
export function maskHeader([name, value]: [string, string], mask: Mask): string {
  if (!secretHeader.test(name)) return mask(`${name}: ${value}`);
  return `${name}: ${value.startsWith("MxToken ") ? "MxToken " : ""}${redacted}`;
}

/** Replaces the values that are secret because of their names. They are passed as they stand there. */
export function replaceSecrets(text: string, replace: (value: string) => string): string {
  const parts: string[] = [];
  let end = 0;
  secretStart.lastIndex = 0;
  for (let match = secretStart.exec(text); match !== null; match = secretStart.exec(text)) {
    const start = secretStart.lastIndex;
    const valueEnd = endOf(match[1], text, start);
    const value = text.slice(start, valueEnd);
    parts.push(text.slice(end, start), value && replace(value));
    end = valueEnd;
    secretStart.lastIndex = end;
  }
  return [...parts, text.slice(end)].join("");
}

/** Where a value ends. A quote within it has more backslashes before it than the opening one. */
function endOf(opening: string | undefined, text: string, start: number): number {
  const depth = opening?.length ?? 0;
  let backslashes = 0;
  for (let at = start; at < text.length; at += 1) {
    const character = text[at] ?? "";
    if (opening === undefined && /[\s"'\\<]/.test(character)) return at;
    const isQuote = character === opening?.at(-1);
    if (isQuote && backslashes % (2 * depth) === depth - 1) return at - (depth - 1);
    backslashes = character === "\\" ? backslashes + 1 : 0;
  }
  return text.length;
}

function unescaped(value: string): string {
  try {
    return JSON.parse(`"${value}"`);
  } catch {
    return value;
  }
}

/**
 * Finds a secret in clear, and with its punctuation as JSON, JSON within JSON, URLs and HTML write
 * it: services differ in what they escape. All repetitions are bounded.
 */
function patternOf(secret: string): RegExp {
  const parts = secret.replace(/\W/g, (character) => {
    const code = character.charCodeAt(0);
    const hex = code.toString(16);
    const plain = code === 32 ? "[ +]" : `\\x${hex.padStart(2, "0")}`;
    const inHtml = `&(?:#0{0,4}${code}|#x0{0,4}${hex}|amp|lt|gt|quot|apos);`;
    return `(?:\\\\{0,8}${plain}|\\\\{1,8}u${hex.padStart(4, "0")}|%${hex}|${inHtml})`;
  });
  return new RegExp(parts, "gi");
}

const base64FormsOf = (secret: string): string[] =>
  [0, 1, 2]
    .map((offset) => base64Of(secret, offset))
    .flatMap((form) => [form, form.replaceAll("+", "-").replaceAll("/", "_")]);

/** What base64 makes of a secret in the middle of a text, whatever stands before and after it. */
function base64Of(secret: string, offset: number): string {
  const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)]);
  const end = Math.floor((bytes.length * 8) / 6);
  return bytes.toString("base64").slice(Math.ceil((offset * 8) / 6), end);
}
