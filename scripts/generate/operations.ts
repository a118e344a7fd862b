import type { Document, Schema } from "../contract/document.js";
import { resolve } from "../contract/document.js";
import { apiOperations, type Operation, successStatuses } from "../contract/operations.js";
import { banner, schemaName } from "./names.js";

/** `operations.ts`: what a client needs to know of each operation at run time. */
export function generateOperations(document: Document): string {
  const entries = apiOperations(document).map(
    (operation) => `  ${operation.operationId}: ${literal(describe(document, operation))},\n`,
  );
  return `${banner}
/** Where a parameter travels and under which name. */
export interface ParameterDescription {
  readonly name: string;
  readonly in: "path" | "query";
  readonly required: boolean;
}

/** An operation of the contract, as far as a program needs to know it at run time. */
export interface OperationDescription {
  readonly method: "GET" | "PUT" | "POST" | "DELETE" | "PATCH";
  /** The path template, below the base URL. */
  readonly path: string;
  /** In the order of the contract: those in the path come in path order. */
  readonly parameters: readonly ParameterDescription[];
  readonly hasBody: boolean;
  readonly successStatuses: readonly number[];
  /** Any one of them is enough. */
  readonly scopes: readonly string[];
  /** Whether sending the same request twice has the effect of sending it once (RFC 9110, 9.2.2). */
  readonly isIdempotent: boolean;
  /** How to reach the next page, where the answer is one page of many. */
  readonly pagination?: {
    /** The query parameter that names a page. */
    readonly cursor: string;
    /** The way to the next page's cursor in the answer. */
    readonly next: readonly string[];
    /** The property of the answer that holds the page's items. */
    readonly items: string;
  };
}

/** Where the service itself is reached. */
export const serverUrl = ${JSON.stringify(document.servers[0]?.url)};

/** Every operation of the contract, by its operationId. */
export const operations = {
${entries.join("")}} as const satisfies Record<string, OperationDescription>;

export type OperationId = keyof typeof operations;
`;
}

const idempotentMethods = ["get", "put", "delete"];

function describe(document: Document, operation: Operation) {
  const pagination = paginationOf(document, operation);
  return {
    method: operation.method.toUpperCase(),
    path: operation.path,
    parameters: operation.parameters.map(({ name, in: place, required = false }) => {
      if (place === "path" || place === "query") return { name, in: place, required };
      throw new Error(
        `${operation.operationId}: the client has no place for parameter '${name}' in ${place}; use path or query`,
      );
    }),
    hasBody: operation.requestBody !== undefined,
    successStatuses: successStatuses(operation),
    scopes: operation.scopes,
    isIdempotent: idempotentMethods.includes(operation.method),
    ...(pagination && { pagination: pagination.description }),
  };
}

/**
 * How an operation is paginated: its success response links to the operation itself and takes a
 * query parameter from the body, and exactly one property of that body is an array of items.
 */
export function paginationOf(document: Document, operation: Operation) {
  const response = operation.responses[String(successStatuses(operation)[0])];
  const link = response?.links?.nextPage;
  if (link?.operationId !== operation.operationId) return undefined;
  for (const [target, expression] of Object.entries(link.parameters ?? {})) {
    const cursor = target.match(/^query\.(.+)$/)?.[1];
    const next = expression.match(/^\$response\.body#\/(.+)$/)?.[1];
    if (cursor === undefined || next === undefined) continue;
    const page = pageSchema(document, response?.content?.["application/json"]?.schema);
    return { description: { cursor, next: next.split("/"), items: page.items }, item: page.item };
  }
  throw new Error(
    `${operation.operationId}: its link nextPage takes no query parameter from the body`,
  );
}

function pageSchema(document: Document, schema: Schema = {}) {
  const page = schema.$ref ? resolve<Schema>(document, { $ref: schema.$ref }) : schema;
  const arrays = Object.entries(page.properties ?? {}).filter(([, { type }]) => type === "array");
  const [[items, array] = []] = arrays;
  const item = schemaName(array?.items);
  if (arrays.length !== 1 || items === undefined || item === undefined) {
    throw new Error("a page must have exactly one array, and its items a named schema");
  }
  return { items, item };
}

/** A value as TypeScript source, two levels deep in the file. */
const literal = (value: unknown) =>
  JSON.stringify(value, null, 2)
    .replace(/"(\w+)":/g, "$1:")
    .replaceAll("\n", "\n  ");
