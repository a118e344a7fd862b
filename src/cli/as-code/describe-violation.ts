import type { Violation } from "../../../generated/validators/requests.js";
import { toInvalidParams } from "../../shared/invalid-params.js";
import { isSecretProperty } from "../../shared/redaction.js";
import { webhookProperties } from "./webhook-properties.js";
import type { Path } from "./yaml-path.js";

/** Something that is wrong in the file, and where. */
export interface Problem {
  path: Path;
  /** Whether the key is to blame, not its value. */
  isKey?: boolean;
  text: string;
}

/** What a part of the file is called, and the properties that it may have. */
function partAt(path: Path): [name: string, properties: readonly string[]] {
  if (path.length === 0) return ["the file", ["version", "defaults", "apps"]];
  if (path.length === 2) return ["an app", ["label", "webhooks"]];
  const name = path.length === 1 ? "the defaults" : "a webhook";
  return [name, webhookProperties];
}

/**
 * Says in the words of the file what breaks a rule of its schema, and never the value.
 *
 * @param violation - of a name if it has a `propertyName`
 */
export function describeViolation(violation: Violation & { propertyName?: string }): Problem[] {
  const { instancePath, keyword, params, propertyName } = violation;
  const path = instancePath.split("/").slice(1).map(unescapeToken);
  const name = propertyName ?? params.additionalProperty;
  const at = name === undefined ? { path } : { path: [...path, `${name}`], isKey: true };
  const text = keyword === "propertyNames" ? undefined : textOf(violation, path);
  // What is wrong with a name is a violation of its own.
  return text === undefined ? [] : [{ ...at, text }];
}

function textOf(violation: Violation & { propertyName?: string }, path: Path): string {
  const { keyword, params, propertyName } = violation;
  const [part, properties] = partAt(path);
  if (keyword === "additionalProperties") {
    const name = `${params.additionalProperty}`;
    const nearest = nearestOf(name, properties);
    const hint = nearest === undefined ? "" : `; did you mean '${nearest}'?`;
    return `'${name}' is not a property of ${part}${hint}`;
  }
  if (keyword === "required") return `${part} has no '${params.missingProperty}'`;
  const last = path.at(-1) ?? "the file";
  const isReference = isSecretProperty(last) || path.at(-2) === "headers";
  if (isReference) return `'${last}' must be env:NAME or file:PATH, never the secret itself`;
  const expected = keyword === "type" ? typeNames[`${params.type}`] : params.allowedValue;
  if (expected !== undefined) return `'${last}' must be ${expected}`;
  const [{ reason = "" } = {}] = toInvalidParams([violation]);
  return `'${propertyName ?? last}' ${reason}`;
}

const typeNames: Record<string, string> = {
  object: "a map of names to values",
  array: "a list",
  boolean: "true or false",
  string: "a text",
  integer: "a whole number",
  number: "a number",
};

const unescapeToken = (token: string) => token.replaceAll("~1", "/").replaceAll("~0", "~");

/** Returns the candidate that differs least from a word, if it differs little. */
export function nearestOf(word: string, candidates: readonly string[]): string | undefined {
  const [nearest] = candidates
    .map((candidate) => ({ candidate, distance: distance(word, candidate) }))
    .filter((one) => one.distance <= Math.max(2, word.length * 0.4))
    .sort((a, b) => a.distance - b.distance);
  return nearest?.candidate;
}

/** The Levenshtein distance of two words, whatever their case. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a.toLowerCase()].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b.toLowerCase()].entries()) {
      const replaced = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
