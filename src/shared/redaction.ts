const mask = "[redacted]";

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

/** A text as it stands inside a string of JSON. */
const escapeJson = (text: string) => JSON.stringify(text).slice(1, -1);

export function createRedact(secrets: readonly string[]): Redact {
  const values = secrets
    .flatMap((secret) => [secret, escapeJson(secret), escapeJson(escapeJson(secret))])
    .filter(({ length }) => length >= minSecretLength)
    .sort()
    .reverse(); // A longer secret comes before a shorter one that it starts with.
  return (text) => {
    const redacted = values.reduce((rest, value) => rest.replaceAll(value, mask), text);
    let kept = "";
    let end = 0;
    for (const [from, to] of secretValues(redacted)) {
      kept += redacted.slice(end, from) + mask;
      end = to;
    }
    return kept + redacted.slice(end);
  };
}

/** Returns the values of secret properties in a value, at any depth. */
export function secretsIn(value: unknown): string[] {
  const text = JSON.stringify(value) ?? "";
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
