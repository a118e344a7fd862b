import {
  type Document,
  jsonOf,
  type Parameter,
  resolve,
  type Schema,
} from "../contract/document.js";
import { banner, propertyName } from "../contract/names.js";
import { apiOperations, deliveries, type Operation, successKeys } from "../contract/operations.js";
import { pathParameters } from "./method.js";
import { paginationOf } from "./pagination.js";
import { bodySchema, hasParameters, validatorName } from "./validators.js";

/** `operations.ts`: how to perform each operation, and how to check what goes out and comes back. */
export function generateOperations(document: Document): string {
  const operations = apiOperations(document);
  const entries = operations.map(
    (operation) => `  ${propertyName(operation.operationId)}: ${entryOf(document, operation)},`,
  );
  return `${banner}
import * as requests from "./validators/requests.js";
import type { Validator } from "./validators/requests.js";
import * as responses from "./validators/responses.js";

/** An operation of the contract. */
export interface Operation {
  readonly method: string;
  /** The path template, below the base URL. */
  readonly path: string;
  /** In the order of the contract. */
  readonly parameters: readonly Parameter[];
  /** Of an object with the parameters of each place: \`{ path: {}, query: {} }\`. */
  readonly validateParameters?: Validator;
  readonly body?: { readonly type: string; readonly isRequired: boolean; readonly validate: Validator };
  /** By status, range such as \`2XX\`, or \`default\`; without a validator there is no JSON. */
  readonly successes: Readonly<Record<string, Validator | undefined>>;
  /** How to reach the next page, where a response is one page of many. */
  readonly pagination?: Pagination;
  /** Any one of them is enough. */
  readonly scopes: readonly string[];
  /** Whether sending a request twice has the effect of sending it once (RFC 9110, 9.2.2). */
  readonly isIdempotent: boolean;
}

/** A parameter, and how its value is serialised (OpenAPI 3.1, 4.8.12). */
export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header" | "cookie";
  readonly required: boolean;
  /** What its text stands for. */
  readonly type: ParameterType;
  /** What the text of an item stands for, of an array. */
  readonly items?: ParameterType;
  /** Where it is not the default of the place. */
  readonly style?: string;
  readonly explode?: boolean;
  readonly allowReserved?: boolean;
}
export type ParameterType = "string" | "integer" | "number" | "boolean" | "array" | "object" | "json";

/** Where the parts of a page stand. */
export interface Pagination {
  /** The query parameter that names a page. */
  readonly cursor: string;
  /** The keys that lead to the next page's cursor in a response. */
  readonly next: readonly string[];
  /** The property of a response that holds the page's items. */
  readonly items: string;
}

/** Where the service itself is reached. */
export const serverUrl = ${JSON.stringify(serverUrl(document))};

/** Every operation of the contract, by its operationId. */
export const operations = {
${entries.join("\n")}
} as const satisfies Record<string, Operation>;

export type OperationId = keyof typeof operations;
`;
}

/** The address of the first server, with the defaults of its variables. */
function serverUrl({ servers: [server] }: Document): string {
  const { url = "/", variables = {} } = server ?? {};
  return url.replace(/\{([^}]+)\}/g, (whole, name) => variables[name]?.default ?? whole);
}

const idempotentMethods = ["get", "put", "delete", "head", "options"];

function entryOf(document: Document, operation: Operation): string {
  const { operationId, method, path, scopes, requestBody } = operation;
  const media = jsonOf(requestBody?.content);
  const pagination = paginationOf(document, operation);
  const others = operation.parameters.filter((parameter) => parameter.in !== "path");
  const parameters = [...pathParameters(operation), ...others];
  const successes = successKeys(operation).map((key) => {
    const hasJson = jsonOf(operation.responses[key]?.content) !== undefined;
    const validator = hasJson ? `responses.${validatorName(operationId, key)}` : "undefined";
    return `${JSON.stringify(key)}: ${validator}`;
  });
  const lines = [
    `method: ${JSON.stringify(method.toUpperCase())}`,
    `path: ${JSON.stringify(path)}`,
    `parameters: [${parameters.map((one) => `\n      ${literal(parameterOf(document, one))},`).join("")}${parameters.length > 0 ? "\n    " : ""}]`,
    ...(hasParameters(operation)
      ? [`validateParameters: requests.${validatorName(operationId, "parameters")}`]
      : []),
    ...(media && bodySchema(operation)
      ? [
          `body: { type: ${JSON.stringify(media.type)}, isRequired: ${requestBody?.required === true}, validate: requests.${validatorName(operationId, "body")} }`,
        ]
      : []),
    `successes: { ${successes.join(", ")} }`,
    ...(pagination ? [`pagination: ${literal(pagination)}`] : []),
    `scopes: ${literal(scopes)}`,
    `isIdempotent: ${idempotentMethods.includes(method)}`,
  ];
  return `{\n${lines.map((line) => `    ${line},`).join("\n")}\n  }`;
}

function parameterOf(document: Document, parameter: Parameter) {
  const { name, in: place, required = false, schema, content, allowReserved } = parameter;
  const defaultStyle = place === "path" || place === "header" ? "simple" : "form";
  const { style = defaultStyle, explode = style === "form" } = parameter;
  const type = content ? "json" : typeOf(document, schema);
  return {
    name,
    in: place,
    required: place === "path" || required,
    type,
    ...(type === "array" && { items: typeOf(document, schemaOf(document, schema).items ?? {}) }),
    ...(style !== defaultStyle && { style }),
    ...(explode !== (style === "form") && { explode }),
    ...(allowReserved && { allowReserved }),
  };
}

const schemaOf = (document: Document, schema: Schema): Schema => resolve<Schema>(document, schema);

/** How deep compositions are followed. */
const maxDepth = 5;

/** What the text of a value of a schema stands for; of several types, the first that is not null. */
function typeOf(document: Document, reference: Schema, depth = 0): string {
  // A composition that contains itself says no more.
  if (depth > maxDepth) return "string";
  const {
    type,
    enum: values,
    const: constant,
    anyOf,
    oneOf,
    allOf,
  } = schemaOf(document, reference);
  const named = [type].flat().find((one) => one !== undefined && one !== "null");
  if (named !== undefined) return named;
  const [value = constant] = Array.isArray(values) ? values : [];
  if (typeof value === "number" || typeof value === "boolean") return typeof value;
  const parts = [...(anyOf ?? []), ...(oneOf ?? []), ...(allOf ?? [])];
  const types = parts.map((part) => typeOf(document, part, depth + 1));
  return types.find((one) => one !== "string") ?? "string";
}

/** `deliveries.ts`: the deliveries of `webhooks:`, their types, and how to check their bodies. */
export function generateDeliveries(document: Document): string {
  const all = deliveries(document).filter((delivery) => bodySchema(delivery) !== undefined);
  const types = all.map(({ path, method, requestBody }) => {
    const type = JSON.stringify(jsonOf(requestBody?.content)?.type);
    const body = `NonNullable<webhooks[${JSON.stringify(path)}]["${method}"]["requestBody"]>`;
    return `  ${JSON.stringify(path)}: ${body}["content"][${type}];`;
  });
  const validators = all.map(
    ({ path, operationId }) =>
      `  ${JSON.stringify(path)}: events.${validatorName(operationId, "body")},`,
  );
  return `${banner}
import type { webhooks } from "./schema.js";
import type { Validator } from "./validators/events.js";
import * as events from "./validators/events.js";

/** The body of each delivery, by the delivery's name in the contract. */
export interface Events {
${types.join("\n")}
}

/** How to check the body of each delivery. */
export const deliveries = {
${validators.join("\n")}
} as const satisfies Record<keyof Events, Validator>;
`;
}

/** A value as TypeScript source on one line. */
const literal = (value: unknown): string =>
  Array.isArray(value)
    ? `[${value.map(literal).join(", ")}]`
    : typeof value === "object" && value !== null
      ? `{ ${Object.entries(value)
          .map(([key, one]) => `${propertyName(key)}: ${literal(one)}`)
          .join(", ")} }`
      : JSON.stringify(value);
