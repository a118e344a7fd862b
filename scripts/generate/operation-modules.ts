import type { Document, Schema } from "../contract/document.js";
import { resolve } from "../contract/document.js";
import {
  apiOperations,
  deliveries,
  type Operation,
  successStatuses,
} from "../contract/operations.js";
import { banner, Expression, schemaName, sourceOf } from "./source-code.js";
import { bodySchema, resultSchema } from "./validator-modules.js";

/** `routes.ts`: what the client needs to know of each operation. */
export function generateRoutes(document: Document): string {
  const operations = apiOperations(document);
  return `${banner}
import * as requests from "./validators/requests.js";
import type { Validator } from "./validators/requests.js";
import * as responses from "./validators/responses.js";

/** How to send the request of an operation, and how to validate request and response. */
export interface Route {
  readonly method: "GET" | "PUT" | "POST" | "DELETE" | "PATCH";
  /** The path template, below the base URL. */
  readonly path: string;
  /** How to get the next page, if the response is one page of many. */
  readonly pagination?: Pagination;
  /** Validates the parameters of path and query together, by their names. */
  readonly parameters: Validator;
  readonly body?: Validator;
  readonly result?: Validator;
}

/** Where to find the parts of a page. */
export interface Pagination {
  /** The query parameter that names a page. */
  readonly cursor: string;
  /** The properties that lead to the next page's cursor in the response body. */
  readonly next: readonly string[];
  /** The property of the response body with the items of the page. */
  readonly items: string;
}

/** The address of the service. */
export const serverUrl = ${JSON.stringify(document.servers[0]?.url)};

/** Every operation of the contract, by its operationId. */
export const routes = ${byId(operations, (one) => ({ ...routeOf(document, one), ...validatorsOf(one) }))} as const satisfies Record<string, Route>;

export type OperationId = keyof typeof routes;
`;
}

/** `deliveries.ts`: the deliveries of `webhooks:`, and how to check their bodies. */
export function generateDeliveries(document: Document): string {
  const members = deliveries(document)
    .filter((delivery) => bodySchema(delivery) !== undefined)
    .map(({ path, operationId }) => [path, new Expression(`events.${operationId}Body`)]);
  return `${banner}
import type { Validator } from "./validators/events.js";
import * as events from "./validators/events.js";

/** The validator of each delivery's body, by the delivery's name in the contract. */
export const deliveries = ${sourceOf(Object.fromEntries(members))} as const satisfies Record<string, Validator>;
`;
}

/** `operations.ts`: a description of each operation. */
export function generateOperations(document: Document): string {
  const operations = apiOperations(document);
  return `${banner}
import type { OperationId, Route } from "./routes.js";

/** An operation of the contract. */
export interface OperationDescription extends Pick<Route, "method" | "path" | "pagination"> {
  /** In the order of the contract. */
  readonly parameters: readonly ParameterDescription[];
  readonly hasBody: boolean;
  readonly successStatuses: readonly number[];
  /** Any one of these scopes is enough. */
  readonly scopes: readonly string[];
  /** Whether to send a request twice has the same effect as to send it once (RFC 9110, 9.2.2). */
  readonly isIdempotent: boolean;
}

/** A parameter of path or query. */
export interface ParameterDescription {
  readonly name: string;
  readonly in: "path" | "query";
  readonly required: boolean;
  /** The type that its text in the URL is converted to. */
  readonly type: "string" | "integer" | "number" | "boolean";
}

/** Every operation of the contract, by its operationId. */
export const operations = ${byId(operations, (one) => ({ ...routeOf(document, one), ...describe(one) }))} as const satisfies Record<OperationId, OperationDescription>;
`;
}

/** An object with an entry for each operation. */
const byId = (operations: Operation[], entryOf: (operation: Operation) => object) =>
  sourceOf(Object.fromEntries(operations.map((one) => [one.operationId, entryOf(one)])));

const validatorsOf = (operation: Operation) => ({
  parameters: new Expression(`requests.${operation.operationId}Parameters`),
  body: bodySchema(operation) && new Expression(`requests.${operation.operationId}Body`),
  result: resultSchema(operation) && new Expression(`responses.${operation.operationId}Result`),
});

const idempotentMethods = ["get", "put", "delete"];

function routeOf(document: Document, operation: Operation) {
  const pagination = paginationOf(document, operation);
  return {
    method: operation.method.toUpperCase(),
    path: operation.path,
    ...(pagination && { pagination: pagination.description }),
  };
}

function describe(operation: Operation) {
  return {
    parameters: operation.parameters.map(({ name, in: place, required = false, schema }) => {
      const { type = "string" } = schema;
      if (place === "path" || place === "query") return { name, in: place, required, type };
      throw new Error(
        `${operation.operationId}: the client has no place for parameter '${name}' in ${place}; use path or query`,
      );
    }),
    hasBody: operation.requestBody !== undefined,
    successStatuses: successStatuses(operation),
    scopes: operation.scopes,
    isIdempotent: idempotentMethods.includes(operation.method),
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
