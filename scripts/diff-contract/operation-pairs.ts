import type { Document } from "../contract/document.js";
import { apiOperations, deliveries, type Operation } from "../contract/operations.js";

/** An operation, or a delivery, that both contracts have. */
export interface OperationPair {
  base: Operation;
  revision: Operation;
}

export const operationPairs = (base: Document, revision: Document) =>
  pairsOf(apiOperations(base), apiOperations(revision));

export const deliveryPairs = (base: Document, revision: Document) =>
  pairsOf(deliveries(base), deliveries(revision));

function pairsOf(before: Operation[], after: Operation[]): OperationPair[] {
  const revisions = new Map(after.map((operation) => [routeOf(operation), operation]));
  return before.flatMap((base) => {
    const revision = revisions.get(routeOf(base));
    return revision === undefined ? [] : [{ base, revision }];
  });
}

/** What a request shows of its operation: the names of path parameters stay at home. */
const routeOf = ({ method, path }: Operation) => `${method} ${path.replace(/\{[^}]*\}/g, "{}")}`;

/** The entries that both records have. */
export function inBoth<T>(
  base: Record<string, T> = {},
  revision: Record<string, T> = {},
): [name: string, base: T, revision: T][] {
  return Object.entries(base).flatMap(([name, one]) => {
    const other = revision[name];
    return other === undefined ? [] : [[name, one, other] as [string, T, T]];
  });
}
