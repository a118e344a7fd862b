import type { Document, PathItem } from "../../../scripts/contract/document.js";
import { getAt, keysOf, pointerBelow } from "../../../scripts/contract/json-pointer.js";
import { apiOperations, deliveries, type Operation } from "../../../scripts/contract/operations.js";
import { responsesRow } from "../../derive/coverage-plan.js";
import type { Check } from "../../run/check.js";
import type { Mutant } from "./contract-mutants.js";

/**
 * Gives the checks that may notice a mutant, the nearest to the changed place first, because most
 * mutants are killed by a check of the very thing that was changed.
 *
 * A check that is left out is about an operation, a delivery or responses that the mutant describes
 * as the contract does; it has passed on the contract itself.
 */
export function createCheckOrder(contract: Document, checks: readonly Check[]) {
  const touched = checks.map((check) => ({ check, places: check.touches.map(keysOf) }));
  const before = textsOf(contract);

  return function checksFor({ pointer, document }: Mutant): Check[] {
    const changed = [...new Set([pointer, resolved(contract, pointer)])].map(keysOf);
    const after = textsOf(document());
    const isEverywhere = before.get(everywhere) !== after.get(everywhere);
    const isAffected = ({ proves }: Check) =>
      isEverywhere || proves.some(({ row }) => before.get(row) !== after.get(row));
    return touched
      .filter(({ check }) => isAffected(check))
      .map(({ check, places }) => {
        const steps = places.flatMap((place) => changed.map((other) => distance(place, other)));
        return { check, steps: Math.min(...steps) + cost(check) };
      })
      .sort((a, b) => a.steps - b.steps)
      .map(({ check }) => check);
  };
}

/** Invalid responses are a second, larger document for the mock to serve. */
const cost = ({ needs }: Check) => (needs.includes("invalid responses") ? 0.5 : 0);

/** Steps in the tree of the document from one place to another. */
function distance(a: string[], b: string[]): number {
  let common = 0;
  while (common < a.length && a[common] === b[common]) common += 1;
  return a.length + b.length - 2 * common;
}

/** Where a pointer leads once the references on its way are followed. */
function resolved(contract: Document, pointer: string): string {
  return keysOf(pointer).reduce((place, key) => {
    const next = pointerBelow(place, key);
    const node = getAt(contract, next) as { $ref?: string } | null | undefined;
    return node?.$ref ?? next;
  }, "#");
}

const everywhere = "everywhere";

/** Everything that a document says about each row of the coverage. */
function textsOf(document: Document): Map<string, string> {
  const { paths, webhooks = {}, components, info: _, ...rest } = document;
  const operations = [...apiOperations(document), ...deliveries(document)];
  const itemOf = ({ path }: Operation): PathItem | undefined => paths[path] ?? webhooks[path];
  const everyOperation = operations.map(({ responses }) => textOf(document, responses));
  return new Map([
    ...operations.map((operation): [string, string] => {
      const { parameters, [operation.method]: own } = itemOf(operation) ?? {};
      return [
        operation.operationId,
        textOf(document, [operation.path, operation.method, parameters, own]),
      ];
    }),
    [responsesRow, everyOperation.join()],
    [everywhere, textOf(document, [rest, components.securitySchemes])],
  ]);
}

/** A part of the document, and the components that it refers to. */
function textOf(document: Document, node: unknown, seen = new Set<string>()): string {
  const text = JSON.stringify(node) ?? "";
  const components = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference = ""]) => {
    if (seen.has(reference)) return "";
    seen.add(reference);
    return textOf(document, getAt(document, reference), seen);
  });
  return text + components.join("");
}
