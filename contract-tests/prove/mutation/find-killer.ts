import { type Document, methods } from "../../../scripts/contract/document.js";
import { keysOf } from "../../../scripts/contract/json-pointer.js";
import { type Check, runCheck } from "../../run/check.js";
import { responsesRow } from "../../run/coverage.js";
import { textOf } from "../../targets/prism-limits.js";
import type { Target } from "../../targets/target.js";
import type { Mutant } from "./schema-mutants.js";

/** Runs checks until one fails; undefined if all of them pass. */
export async function findKiller(
  target: Target,
  checks: Iterable<Check>,
): Promise<Check | undefined> {
  for (const check of checks) {
    const { error } = await runCheck(check, target);
    if (error !== undefined) return check;
  }
  return undefined;
}

/**
 * Gives the checks that may notice a mutant, those nearest to the changed place first, because most
 * mutants are killed by a check of the very thing that was changed.
 *
 * A check that is left out is about an operation, a delivery or responses that the mutant describes
 * as the contract does; it has passed on the contract itself.
 */
export function createCheckOrder(contract: Document, checks: readonly Check[]) {
  const before = textsOf(contract);

  return function checksFor({ pointer, apply }: Mutant): Check[] {
    const after = textsOf(apply(contract));
    const isChanged = (row: string) => before.get(row) !== after.get(row);
    const steps = ({ touches }: Check) =>
      Math.min(...touches.map((place) => distance(keysOf(place), keysOf(pointer))));
    return checks
      .filter(({ proves }) => isChanged(everything) || proves.some(({ row }) => isChanged(row)))
      .map((check) => ({ check, steps: steps(check) }))
      .sort((a, b) => a.steps - b.steps)
      .map(({ check }) => check);
  };
}

/** Steps in the tree of the document from one place to another. */
function distance(a: string[], b: string[]): number {
  let common = 0;
  while (common < a.length && a[common] === b[common]) common += 1;
  return a.length + b.length - 2 * common;
}

/** The key of what a document says about all rows of the coverage. */
const everything = "everything";

/** What a document says about each row of the coverage. */
function textsOf(document: Document): Map<string, string> {
  const { paths, webhooks = {}, components, info: _, ...rest } = document;
  const operations = Object.entries({ ...paths, ...webhooks }).flatMap(([path, item]) => {
    const { parameters } = item;
    return methods.flatMap((method) => {
      const operation = item[method];
      return operation ? [{ path, method, parameters, operation }] : [];
    });
  });
  return new Map([
    ...operations.map((one) => [one.operation.operationId, textOf(document, one)] as const),
    [
      responsesRow,
      textOf(
        document,
        operations.map(({ operation }) => operation.responses),
      ),
    ],
    [everything, textOf(document, [rest, components.securitySchemes])],
  ]);
}
