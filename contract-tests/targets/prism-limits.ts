import type { Document, Schema } from "../../scripts/contract/document.js";
import { getAt } from "../../scripts/contract/json-pointer.js";
import { apiOperations, deliveries, type Operation } from "../../scripts/contract/operations.js";
import { describeParameters } from "../../scripts/contract/parameters.js";
import { responsesRow } from "../derive/coverage-plan.js";
import { responseSources } from "../derive/invalid-responses.js";
import type { CoverageItem } from "../run/coverage.js";
import type { CheckRequirements } from "./target.js";

/** What Prism cannot do with a part of a contract, and the items of the coverage it is about. */
interface Limit {
  reason: string;
  isAbout(item: CoverageItem): boolean;
}

/**
 * What Prism 5.14 cannot be asked to do with a contract.
 *
 * @returns a function that gives the reason against a check
 */
export function prismLimits(served: Document): (check: CheckRequirements) => string | undefined {
  const limits = [
    ...[...apiOperations(served), ...deliveries(served)].flatMap((operation) => [
      ...parameterLimits(served, operation),
      ...schemaLimits(textOf(served, operation), (item) => item.row === operation.operationId),
    ]),
    ...responseSources(served).flatMap(({ name, response }) =>
      schemaLimits(
        textOf(served, response),
        (item) => item.row === responsesRow && item.name.startsWith(`${name} `),
      ),
    ),
  ];
  return ({ proves }) => limits.find(({ isAbout }) => proves.some(isAbout))?.reason;
}

function parameterLimits(served: Document, operation: Operation): Limit[] {
  return describeParameters(served, operation).flatMap(({ name, in: place, type }): Limit[] => {
    const is = (test: (item: CoverageItem) => boolean) => (item: CoverageItem) =>
      item.row === operation.operationId && test(item);
    const isList = type === "array" || type === "object";
    if (isList && place === "path") {
      return [
        { reason: "the mock ends at an array or an object in a path", isAbout: is(() => true) },
      ];
    }
    if (isList && place === "header") {
      const absences = [`/header/${name} left out`, `/header required ${name}`];
      const isAbout = is((item) => absences.includes(item.name));
      return [{ reason: "the mock ends where a header with an array is absent", isAbout }];
    }
    if (type !== "json") return [];
    const starts = [`/${place}/${name}/`, `/${place}/${name} `];
    const isAbout = is(
      (item) => item.column === "refused" && starts.some((start) => item.name.startsWith(start)),
    );
    return [{ reason: "the mock does not validate JSON in a parameter", isAbout }];
  });
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

/** @param text - of an operation or a response, with all that it refers to */
function schemaLimits(text: string, isAbout: Limit["isAbout"]): Limit[] {
  const anchor: Limit = {
    reason: "the mock validates nothing by a schema that has an `$anchor` and is used twice",
    isAbout: (item) => isAbout(item) && item.column === "refused" && item.name.includes("/"),
  };
  const proto: Limit = { reason: "the mock loses a property called `__proto__`", isAbout };
  return [
    ...(text.includes('"$anchor":') ? [anchor] : []),
    ...(text.includes('"__proto__":') ? [proto] : []),
  ];
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
