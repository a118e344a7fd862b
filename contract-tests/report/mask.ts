import type { RecordedExchange } from "../run/recording.js";

/** What stands in a report where a secret stood. */
export const masked = "[masked]";

/** Properties whose values nobody but their owner is to read, wherever they stand in a body. */
const secretProperty = /("(?:validationSecret|value)"\s*:\s*")((?:[^"\\]|\\.)*)/g;
const secretHeader = /^(authorization|proxy-authorization|cookie|set-cookie)$/i;
/** Masking a shorter value wherever it stands would garble every text. */
const shortest = 8;

/** The same as a failed assertion prints it. */
const printedProperty = /(\b(?:validationSecret|value): ['"`])((?:[^'"`\\]|\\.)*)/g;

/** Takes secrets out of a text. */
export type Mask = (text: string) => string;

/** Takes out the given secrets alone, wherever they stand. */
export function createValueMask(secrets: readonly string[]): Mask {
  const values = [...new Set(secrets)]
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)])
    .filter(({ length }) => length >= shortest)
    .sort((a, b) => b.length - a.length); // A longer secret before one that it contains.
  return (text) => values.reduce((rest, value) => rest.replaceAll(value, masked), text);
}

/**
 * A mask for everything that a run shows: the given secrets, those that it saw in any exchange, and
 * whatever stands in a property that holds one.
 */
export function createMask(secrets: readonly string[], exchanges: RecordedExchange[] = []): Mask {
  const seen = exchanges.flatMap(({ requestBody, responseBody }) =>
    [requestBody, responseBody].flatMap(secretsIn),
  );
  const maskValues = createValueMask([...secrets, ...seen]);
  return (text) =>
    maskValues(text)
      .replace(secretProperty, `$1${masked}`)
      .replace(printedProperty, `$1${masked}`)
      .replace(/(MxToken +)[^\s"'\\]+/gi, `$1${masked}`);
}

/** A header's value as a report may show it. */
export const maskHeader = (name: string, value: string, mask: Mask): string =>
  secretHeader.test(name) ? value.replace(/^(MxToken )?.+$/s, `$1${masked}`) : mask(value);

/** The values of secret properties, as they would stand in a text that is not JSON. */
function secretsIn(body: string): string[] {
  return [...body.matchAll(secretProperty)].flatMap(([, , value = ""]) => {
    try {
      return [JSON.parse(`"${value}"`) as string];
    } catch {
      return [value];
    }
  });
}
