const mask = "[redacted]";

/** Properties of the API whose values are secrets, wherever they stand in a body. */
const secretProperty = /("(?:validationSecret|value)"\s*:\s*")(?:[^"\\]|\\.)*/g;

/** Values too short to be a secret: masking each of them would garble every text. */
const shortest = 4;

/** Takes secrets out of a text: the given values, and those of secret properties in JSON. */
export type Redact = (text: string) => string;

export function createRedact(secrets: readonly string[]): Redact {
  const values = secrets
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)])
    .filter(({ length }) => length >= shortest)
    .sort()
    .reverse(); // A longer secret before the shorter one that it begins with.
  return (text) =>
    values
      .reduce((masked, value) => masked.replaceAll(value, mask), text)
      .replace(secretProperty, `$1${mask}`);
}

/** The values of secret properties in a value, however deep they stand. */
export function secretsIn(value: unknown): string[] {
  const text = JSON.stringify(value) ?? "";
  return [...text.matchAll(secretProperty)].map(([match, before = ""]) =>
    JSON.parse(`"${match.slice(before.length)}"`),
  );
}
