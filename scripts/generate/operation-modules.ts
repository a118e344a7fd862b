import { type Document, jsonOf, resolve, type Schema } from "../contract/document.js";
import { apiOperations, type Operation, successKeys } from "../contract/operations.js";
import { describeParameters, type ParameterDescription } from "../contract/parameters.js";
import { paginationOf } from "./pagination.js";
import { banner, Expression, sourceOf } from "./source-code.js";
import { hasParameters, validatorName } from "./validator-modules.js";

/** `routes.ts`: what the client needs to know of each operation. */
export function generateRoutes(document: Document): string {
  const operations = apiOperations(document);
  const serialization = operations.some((operation) => needsSerializer(document, operation))
    ? 'import { createSerializer } from "./serialization.js";\n'
    : "";
  return `${banner}
${serialization}import * as requests from "./validators/requests.js";
import type { Validator } from "./validators/requests.js";
import * as responses from "./validators/responses.js";

/** How to send the request of an operation, and how to validate request and response. */
export interface Route {
  readonly method: string;
  /** The path template below the base URL, with styles as openapi-fetch reads them: \`/pets/{;id*}\`. */
  readonly path: string;
  /** How to get the next page, if the response is one page of many. */
  readonly pagination?: Pagination;
  /** Validates an object with the parameters of each place: \`{ path: {}, query: {} }\`. */
  readonly parameters?: Validator;
  readonly body?: Validator;
  /** The media type of the body, where it is not \`application/json\`. */
  readonly bodyType?: string;
  readonly isBodyOptional?: true;
  /** The properties that the body of a \`PUT\` takes, at any depth. */
  readonly accepts?: Shape;
  /** By status, range such as \`2XX\`, or \`default\`; undefined where there is no JSON. */
  readonly results: Readonly<Record<string, Validator | undefined>>;
  /** Serialises the parameters that openapi-fetch cannot serialise by itself. */
  readonly serialize?: (parameters: object) => {
    readonly params: object;
    readonly headers: Readonly<Record<string, string>>;
    querySerializer(query: object): string;
  };
}

/** The properties of an object, or of the items of an array; none stands for any value. */
export interface Shape {
  readonly [name: string]: Shape;
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
export const serverUrl = ${JSON.stringify(serverUrl(document))};

/** Every operation of the contract, by its operationId. */
export const routes = ${byId(operations, (one) => routeOf(document, one))} as const satisfies Record<string, Route>;

export type OperationId = keyof typeof routes;
`;
}

/** `operations.ts`: a description of each operation. */
export function generateOperations(document: Document): string {
  return `${banner}
import type { OperationId } from "./routes.js";

/** An operation of the contract. */
export interface Operation {
  readonly method: string;
  /** The path template, below the base URL. */
  readonly path: string;
  /** In the order of the contract. */
  readonly parameters: readonly Parameter[];
  /** The media type of the request body, if there is one. */
  readonly bodyType?: string;
  /** Statuses, ranges such as \`2XX\`, or \`default\`. */
  readonly successes: readonly string[];
  /** Any one of these scopes is enough; if there are none, any token is. */
  readonly scopes: readonly string[];
  /** Whether it may be called without a token. */
  readonly isPublic?: true;
  /** Whether to send a request twice has the same effect as to send it once (RFC 9110, 9.2.2). */
  readonly isIdempotent: boolean;
}

/** A parameter, and how its value is serialised (OpenAPI 3.1, 4.8.12). */
export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header" | "cookie";
  readonly required: boolean;
  /** What its text is converted to. */
  readonly type: ParameterType;
  /** What the text of an item is converted to, if it is an array. */
  readonly items?: ParameterType;
  /** Where it is not the default of the place. */
  readonly style?: string;
  readonly explode?: boolean;
  readonly allowReserved?: boolean;
}
export type ParameterType = "string" | "integer" | "number" | "boolean" | "array" | "object" | "json";

/** Every operation of the contract, by its operationId. */
export const operations = ${byId(apiOperations(document), (one) => descriptionOf(document, one))} as const satisfies Record<OperationId, Operation>;
`;
}

/** An object with an entry for each operation. */
const byId = (operations: Operation[], entryOf: (operation: Operation) => object) =>
  sourceOf(Object.fromEntries(operations.map((one) => [one.operationId, entryOf(one)])));

/** The address of the first server, with the defaults of its variables. */
function serverUrl({ servers: [server] }: Document): string {
  const { url = "/", variables = {} } = server ?? {};
  return url.replace(/\{([^}]+)\}/g, (whole, name) => variables[name]?.default ?? whole);
}

function routeOf(document: Document, operation: Operation) {
  const { operationId, method, requestBody } = operation;
  const media = jsonOf(requestBody?.content);
  const validator = (module: string, part: string) =>
    new Expression(`${module}.${validatorName(operationId, part)}`);
  const results = successKeys(operation).map((key) => {
    const hasJson = jsonOf(operation.responses[key]?.content) !== undefined;
    return [key, hasJson ? validator("responses", key) : new Expression("undefined")];
  });
  const parameters = describeParameters(document, operation);
  // Those of the path are left to openapi-fetch.
  const serialized = parameters
    .filter((parameter) => parameter.in !== "path")
    .map(({ required: _, items: __, ...parameter }) => parameter);
  return {
    method: method.toUpperCase(),
    path: styledPath(operation.path, parameters),
    pagination: paginationOf(document, operation),
    parameters: hasParameters(operation) ? validator("requests", "parameters") : undefined,
    body: media && validator("requests", "body"),
    bodyType: media?.type === "application/json" ? undefined : media?.type,
    isBodyOptional: media && !requestBody?.required ? true : undefined,
    accepts: media && method === "put" ? shapeOf(document, media.schema) : undefined,
    results: Object.fromEntries(results),
    serialize: needsSerializer(document, operation)
      ? new Expression(`createSerializer(${sourceOf(serialized)})`)
      : undefined,
  };
}

type Shape = { [name: string]: Shape };

/** The properties that a schema takes in a request; none if it may take others than it names. */
function shapeOf(document: Document, schema: Schema, outer: readonly unknown[] = []): Shape {
  const {
    properties,
    items,
    allOf = [],
    anyOf = [],
    oneOf = [],
    ...others
  } = resolve<Schema>(document, schema);
  const through = [...outer, schema];
  if (outer.includes(schema) || others.additionalProperties || others.patternProperties) return {};
  if (items) return shapeOf(document, items, through);
  const entries = Object.entries(properties ?? {})
    .filter(([, property]) => !property.readOnly)
    .map(([name, property]): [string, Shape] => [name, shapeOf(document, property, through)]);
  const alternatives = [...anyOf, ...oneOf].map((part) => shapeOf(document, part, through));
  if (alternatives.some((part) => Object.keys(part).length === 0)) return {};
  const parts = [...allOf.map((part) => shapeOf(document, part, through)), ...alternatives];
  const merged: Shape = {};
  for (const [name, shape] of [...entries, ...parts.flatMap(Object.entries<Shape>)]) {
    merged[name] = name in merged ? {} : shape;
  }
  return merged;
}

/** The path template with the style of each parameter. */
function styledPath(path: string, parameters: ParameterDescription[]): string {
  return path.replace(/\{([^}]+)\}/g, (_, name: string) => {
    const parameter = parameters.find((one) => one.in === "path" && one.name === name);
    const prefix = parameter?.style === "label" ? "." : parameter?.style === "matrix" ? ";" : "";
    return `{${prefix}${name}${parameter?.explode ? "*" : ""}}`;
  });
}

/** Whether openapi-fetch by itself would serialise a parameter otherwise than the contract says. */
function needsSerializer(document: Document, operation: Operation): boolean {
  return describeParameters(document, operation).some((parameter) => {
    const { in: place, name, type, style, explode, allowReserved } = parameter;
    if (place === "path") return false;
    const isPlain = type !== "json" && type !== "object";
    if (place === "query") {
      const isDefault = style === undefined && explode === undefined && !allowReserved;
      return !isPlain || !isDefault || encodeURIComponent(name) !== name;
    }
    return place === "cookie" || !isPlain || type === "array";
  });
}

const idempotentMethods = ["get", "put", "delete", "head", "options"];

function descriptionOf(document: Document, operation: Operation) {
  const { method, path, scopes, isPublic, requestBody } = operation;
  return {
    method: method.toUpperCase(),
    path,
    parameters: describeParameters(document, operation),
    bodyType: jsonOf(requestBody?.content)?.type,
    successes: successKeys(operation),
    scopes,
    isPublic: isPublic || undefined,
    isIdempotent: idempotentMethods.includes(method),
  };
}
