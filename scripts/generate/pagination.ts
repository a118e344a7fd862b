import { type Document, jsonOf, resolve, type Schema } from "../contract/document.js";
import type { Problem } from "../contract/locate.js";
import { apiOperations, type Operation, successKeys } from "../contract/operations.js";
import { parametersIn } from "../contract/parameters.js";

/** How to iterate over the pages of an operation. */
export interface Pagination {
  /** The query parameter that names a page. */
  cursor: string;
  /** The keys that lead to the next page's cursor in a response. */
  next: string[];
  /** The property of a response that holds the page's items. */
  items: string;
}

/**
 * How an operation is paginated: its success links by `nextPage` to the operation itself and takes
 * a query parameter from the body, which has exactly one array, of items.
 */
export function paginationOf(document: Document, operation: Operation): Pagination | undefined {
  const found = readNextPage(document, operation);
  return found && "cursor" in found ? found : undefined;
}

/** The links `nextPage` that lead to no next page. */
export const paginationProblems = (document: Document): Problem[] =>
  apiOperations(document).flatMap((operation) => {
    const found = readNextPage(document, operation);
    return found && "reason" in found ? [found] : [];
  });

function readNextPage(document: Document, operation: Operation): Pagination | Problem | undefined {
  const [status = ""] = successKeys(operation);
  const response = operation.responses[status];
  const link = response?.links?.nextPage;
  if (link?.operationId !== operation.operationId) return undefined;
  const pointer = `${operation.pointer}/responses/${status}/links/nextPage`;
  for (const [target, expression] of Object.entries(link.parameters ?? {})) {
    const next = `${expression}`.match(/^\$response\.body#\/(.+)$/)?.[1];
    const cursor = target.replace(/^query\./, "");
    const isInQuery = parametersIn(operation, "query").some((one) => one.name === cursor);
    if (next === undefined || !isInQuery) continue;
    const items = itemsOf(document, jsonOf(response?.content)?.schema ?? {});
    if (items.length === 1 && items[0]) return { cursor, next: next.split("/"), items: items[0] };
    return { pointer, reason: `a page must have exactly one array, not ${items.length}` };
  }
  return { pointer, reason: "it takes no query parameter from the body of the response" };
}

/** The properties of a schema that are arrays. A composition that contains itself says no more. */
function itemsOf(document: Document, reference: Schema, depth = 0): string[] {
  if (depth > 5) return [];
  const { properties = {}, allOf = [] } = resolve<Schema>(document, reference);
  const isArray = (name: string) =>
    resolve<Schema>(document, properties[name] ?? {}).type === "array";
  const inherited = allOf.flatMap((part) => itemsOf(document, part, depth + 1));
  return [...Object.keys(properties).filter(isArray), ...inherited];
}
