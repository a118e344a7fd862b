const mask = "[redacted]";

/** A property of the API whose value is a secret, in JSON. */
const secretProperty = /("(?:validationSecret|value)"\s*:\s*")(?:[^"\\]|\\.)*/g;

/** Shorter values are not redacted: removing every `a` would make a text unreadable. */
const minSecretLength = 4;

/** Replaces secrets in a text: the given values, and the values of secret properties in JSON. */
export type Redact = (text: string) => string;

export function createRedact(secrets: readonly string[]): Redact {
  const values = secrets
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)])
    .filter(({ length }) => length >= minSecretLength)
    .sort()
    .reverse(); // A longer secret comes before a shorter one that it starts with.
  return (text) =>
    values
      .reduce((redacted, value) => redacted.replaceAll(value, mask), text)
      .replace(secretProperty, `$1${mask}`);
}

/** Returns the values of secret properties in a value, at any depth. */
export function secretsIn(value: unknown): string[] {
  const text = JSON.stringify(value) ?? "";
  return [...text.matchAll(secretProperty)].map(([match, before = ""]) =>
    JSON.parse(`"${match.slice(before.length)}"`),
  );
}
