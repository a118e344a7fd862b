const redactedText = "[redacted]";

const secretProperties = ["validationSecret", "value"];

/** Whether a property of the API has a secret for its value. */
export const isSecretProperty = (name: string): boolean => secretProperties.includes(name);

/** The start of a property of the API whose value is a secret, in JSON or JSON within JSON. */
const secretProperty = new RegExp(
  String.raw`"(?:${secretProperties.join("|")})\\*"\s*:\s*\\*"`,
  "g",
);

/** Shorter values are not redacted: removing every `a` would make a text unreadable. */
const minSecretLength = 4;

/** Replaces secrets in a text: the given values, and the values of secret properties in JSON. */
export type Redact = (text: string) => string;

/** Escapes that `JSON.stringify` does not write, and other services do: `\/` and `\u003d`. */
const needlessEscape = /\\+(?:\/|u(?!0022|005c|00[01])([\da-f]{4}))/gi;

/** A text as it stands inside a string of JSON. */
const escapeJson = (text: string) => JSON.stringify(text).slice(1, -1);

export function createRedact(secrets: readonly string[]): Redact {
  const values = secrets
    // `Headers` sends a value without the spaces around it.
    .flatMap((secret) => [secret, secret.trim()])
    .flatMap((secret) => [secret, escapeJson(secret), escapeJson(escapeJson(secret))])
    .filter(({ length }) => length >= minSecretLength)
    .sort()
    .reverse(); // A longer secret comes before a shorter one that it starts with.
  const mask = (text: string) =>
    values.reduce((rest, value) => rest.replaceAll(value, redactedText), text);
  return (text) => {
    const redacted = mask(
      mask(text).replace(needlessEscape, (_, code) =>
        code ? String.fromCharCode(Number.parseInt(code, 16)) : "/",
      ),
    );
    let kept = "";
    let end = 0;
    for (const [from, to] of secretValues(redacted)) {
      kept += redacted.slice(end, from) + redactedText;
      end = to;
    }
    return kept + redacted.slice(end);
  };
}

/** Returns the values of secret properties in a value, at any depth. */
export function secretsIn(value: unknown): string[] {
  let text = "";
  try {
    text = JSON.stringify(value) ?? "";
  } catch {} // What cannot be written as JSON is not sent either.
  return [...secretValues(text)].map(([from, to]) => JSON.parse(`"${text.slice(from, to)}"`));
}

/**
 * Finds the values of secret properties: from the first character to the closing quote. A regular
 * expression for the whole value would overflow the stack on megabytes of text.
 */
function* secretValues(text: string): Generator<[from: number, to: number]> {
  for (let to = 0; ; ) {
    secretProperty.lastIndex = to;
    if (!secretProperty.test(text)) return;
    const from = secretProperty.lastIndex;
    for (to = from; to < text.length && text[to] !== '"'; to += 1) if (text[to] === "\\") to += 1;
    yield [from, Math.min(to, text.length)];
  }
}
