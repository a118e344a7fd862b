import type { Document, Schema } from "../../scripts/contract/document.js";
import { getAt } from "../../scripts/contract/json-pointer.js";
import { apiOperations, deliveries } from "../../scripts/contract/operations.js";
import {
  describeParameters,
  type ParameterDescription,
} from "../../scripts/contract/parameters.js";
import { responseSources } from "../derive/invalid-responses.js";
import { type CoverageItem, responsesRow } from "../run/coverage.js";
import type { CheckRequirements } from "./target.js";

/**
 * What Prism 5.14 cannot be asked to do with a contract.
 *
 * @returns a function that gives the reason against a check
 */
export function prismLimits(served: Document): (check: CheckRequirements) => string | undefined {
  const operations = [...apiOperations(served), ...deliveries(served)];
  const texts = new Map([
    ...operations.map((one) => [one.operationId, textOf(served, one)] as const),
    ...responseSources(served).map(
      ({ name, response }) => [`${responsesRow} ${name}`, textOf(served, response)] as const,
    ),
  ]);
  const parametersOf = new Map(
    operations.map((one) => [one.operationId, describeParameters(served, one)]),
  );
  const limitOf = (item: CoverageItem) => {
    const ofParameters = (parametersOf.get(item.row) ?? []).map((one) => parameterLimit(one, item));
    const isAbout = (name: string) => `${item.row} ${item.name}`.startsWith(`${name} `);
    const text = [...texts].find(([name]) => isAbout(name))?.[1] ?? "";
    return ofParameters.find((limit) => limit) ?? schemaLimit(text, item);
  };
  return ({ proves }) =>
    proves
      .map((item) => protocolLimit(item.name) ?? limitOf(item))
      .find((limit) => limit !== undefined);
}

function protocolLimit(name: string): string | undefined {
  if (name === "with another scheme")
    return "the mock checks that there is a token, not its scheme";
  return name === "with malformed JSON"
    ? "the mock reports malformed JSON in a format of its own"
    : undefined;
}

function parameterLimit(
  { name, in: place, type }: ParameterDescription,
  item: CoverageItem,
): string | undefined {
  if (type !== "array" && type !== "object") return undefined;
  if (place === "path") return "the mock ends at an array or an object in a path";
  const absences = [`/header/${name} left out`, `/header required ${name}`];
  const isAbsent = place === "header" && absences.includes(item.name);
  return isAbsent ? "the mock ends where a header with an array is absent" : undefined;
}

/** @param text - of an operation or a response, with all that it refers to */
function schemaLimit(text: string, { column, name }: CoverageItem): string | undefined {
  if (text.includes('"$anchor":') && column === "refused" && name.includes("/")) {
    return "the mock validates nothing by a schema that has an `$anchor` and is used twice";
  }
  if (text.includes('"__proto__":')) return "the mock loses a property called `__proto__`";
  return undefined;
}

/**
 * A document without what Prism misreads: by a schema that has an anchor and is used twice, it
 * validates nothing, and to `unevaluated…` nothing is known of what a schema beside it evaluates.
 * Left out are anchors to which nothing refers, and those keywords, which the suite does not test.
 */
export function readableByPrism(document: Document): Document {
  const text = JSON.stringify(document);
  if (!/"(?:\$anchor|unevaluated\w+)":/.test(text)) return document;
  return JSON.parse(text, function (this: Schema, key, value) {
    const isAnchor = key === "$anchor" && typeof value === "string";
    if (isAnchor && !text.includes(`#${value}"`)) return undefined;
    const isBeside = this.$ref !== undefined || this.allOf !== undefined;
    return key.startsWith("unevaluated") && isBeside ? undefined : value;
  });
}

/** A part of a document as text, with all that it refers to. */
export function textOf(document: Document, node: unknown, seen = new Set<string>()): string {
  const text = JSON.stringify(node) ?? "";
  const others = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference = ""]) => {
    if (seen.has(reference)) return "";
    seen.add(reference);
    return textOf(document, getAt(document, reference), seen);
  });
  return text + others.join("");
}
