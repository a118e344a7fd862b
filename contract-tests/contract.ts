import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { examples } from "../generated/examples.js";
import {
  type Document,
  type Example,
  type MediaType,
  type PathItem,
  resolve,
} from "../scripts/contract/document.js";
import type { WebhookInput } from "../src/index.js";

/** The contract that the suite holds everything to. */
export const contract: Document = JSON.parse(
  readFileSync(join(import.meta.dirname, "../generated/openapi.json"), "utf8"),
);

/** The part of a contract that an implementation knows, where the contract is ahead of it. */
export function partOf(document: Document, isKnown: (operationId: string) => boolean): Document {
  const knownOf = (items: Record<string, PathItem> = {}) =>
    Object.fromEntries(
      Object.entries(items).map(([path, item]) => [
        path,
        Object.fromEntries(
          Object.entries(item).filter(
            ([, value]) => Array.isArray(value) || isKnown(value.operationId),
          ),
        ),
      ]),
    );
  return { ...document, paths: knownOf(document.paths), webhooks: knownOf(document.webhooks) };
}

/** The named examples of a body, in the order of the contract. */
export function examplesOf(document: Document, { examples = {} }: MediaType): [string, unknown][] {
  return Object.entries(examples)
    .map(([name, example]): [string, unknown] => [name, resolve<Example>(document, example).value])
    .filter(([, value]) => value !== undefined);
}

/** A webhook's settings as an example of the contract shows them. */
export const inputExample = (document: Document, name: keyof typeof examples): WebhookInput =>
  resolve<Example>(document, { $ref: `#/components/examples/${name}` }).value as WebhookInput;
