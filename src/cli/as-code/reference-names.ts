import type { Header, WebhookDetailed } from "../../index.js";
import { isSecretProperty } from "../../shared/redaction.js";
import type { FileWebhook, WebhooksFile } from "./read-webhooks-file.js";
import type { ReadReference } from "./resolve-webhooks.js";

/**
 * Chooses the references that stand in a file in place of secrets.
 *
 * @param read - reads the references that the file has already
 */
export async function createReferenceNames(file: WebhooksFile, read: ReadReference) {
  const byValue = new Map<string, string>();
  const taken = new Set<string>();
  /** The values of the references that are not in the file yet, by their names. */
  const added = new Map<string, string>();
  for (const reference of referencesIn(file)) {
    taken.add(reference);
    const value = await read(reference).catch(() => undefined);
    if (value !== undefined) byValue.set(value, reference);
  }

  /** Returns the reference to a value: a known one, or a new one whose name begins as given. */
  function referenceTo(value: string, ...words: string[]): string {
    const known = byValue.get(value);
    if (known !== undefined) return known;
    const name = words.join("_").toUpperCase().replace(/\W+/g, "_");
    let reference = `env:${name}`;
    for (let number = 2; taken.has(reference); number += 1) reference = `env:${name}_${number}`;
    taken.add(reference);
    byValue.set(value, reference);
    added.set(reference.slice("env:".length), value);
    return reference;
  }

  /**
   * Returns the properties of a webhook with references in place of secrets. Those that the file
   * has for it are kept, because only `plan` compares secrets.
   *
   * @param current - the webhook as the file has it, with defaults
   * @param isInFile - whether it is in the file, or only the defaults are
   */
  function withReferences(
    { name, id: _, headers = [], ...webhook }: WebhookDetailed,
    current: FileWebhook,
    isInFile: boolean,
  ): Record<string, unknown> {
    const choose = (value: string, reference: unknown, ...words: string[]) =>
      typeof reference === "string" && isInFile ? reference : referenceTo(value, name, ...words);
    const currentHeaders = new Map(
      Object.entries(current.headers ?? {}).map(([key, one]) => [key.toLowerCase(), { key, one }]),
    );
    const chosen = headers.map(({ key, value }: Header) => {
      const known = currentHeaders.get(key.toLowerCase());
      return [known?.key ?? key, choose(value, known?.one, key)];
    });
    const properties = Object.entries(webhook).map(([property, value]) => {
      if (!isSecretProperty(property)) return [property, value];
      return [property, choose(`${value}`, current[property], "SECRET")];
    });
    return { ...Object.fromEntries(properties), headers: Object.fromEntries(chosen) };
  }

  return { added, withReferences };
}

function* referencesIn({ defaults, apps }: WebhooksFile): Generator<string> {
  const all = Object.values(apps).flatMap(({ webhooks }) => Object.values(webhooks));
  for (const webhook of [defaults, ...all]) {
    for (const [property, value] of Object.entries(webhook)) {
      if (isSecretProperty(property)) yield `${value}`;
    }
    yield* Object.values(webhook.headers ?? {});
  }
}
