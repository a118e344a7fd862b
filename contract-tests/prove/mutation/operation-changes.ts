import type {
  Header,
  MediaType,
  OperationObject,
  Parameter,
  PathItem,
  Reference,
  RequestBody,
  ResponseObject,
  SecurityRequirement,
} from "../../../scripts/contract/document.js";
import { type Method, methods } from "../../../scripts/contract/document.js";
import { altered, below, type Change, dropped, renamed } from "./change.js";
import { schemaChanges } from "./schema-changes.js";

const isReference = (node: object): node is Reference => "$ref" in node;

/** Everything that a path says, or a delivery: its operations, and what they have in common. */
export function pathChanges(path: string, item: PathItem, pointer: string): Change[] {
  const isDelivery = pointer.startsWith("#/webhooks/");
  const known = methods.filter((method) => item[method] !== undefined);
  return [
    dropped(pointer, isDelivery ? "delivery" : "path"),
    renamed(pointer, isDelivery ? "delivery" : "path", `${path}-renamed`),
    ...listChanges(item.parameters ?? [], below(pointer, "parameters")),
    ...known.flatMap((method) => {
      const here = below(pointer, method);
      const whole = isDelivery ? [] : wholeOperation(known, here);
      return [...whole, ...operationChanges(item[method] as OperationObject, here)];
    }),
  ];
}

function wholeOperation(known: Method[], pointer: string): Change[] {
  const free = methods.find((method) => !known.includes(method)) ?? "patch";
  return [dropped(pointer, "operation"), renamed(pointer, "method", free)];
}

function operationChanges(operation: OperationObject, pointer: string): Change[] {
  const { parameters = [], requestBody, responses, security } = operation;
  const bodyPointer = below(pointer, "requestBody");
  return [
    ...listChanges(parameters, below(pointer, "parameters")),
    ...(security ? securityChanges(security, below(pointer, "security")) : []),
    ...(requestBody ? [dropped(bodyPointer, "request body")] : []),
    ...(requestBody && !isReference(requestBody) ? bodyChanges(requestBody, bodyPointer) : []),
    ...Object.entries(responses).flatMap(([status, response]) => {
      const here = below(pointer, "responses", status);
      return [
        dropped(here, "status"),
        renamed(here, "status", otherStatus(status)),
        ...(isReference(response) ? [] : responseChanges(response, here)),
      ];
    }),
  ];
}

/** The next status that no operation of the contract has. */
const otherStatus = (status: string) =>
  ({ default: "4XX", "2XX": "3XX" })[status] ??
  `${status.slice(0, 1)}${Number(status.slice(1)) + 50}`;

const listChanges = (parameters: (Parameter | Reference)[], pointer: string): Change[] =>
  parameters.flatMap((parameter, index) => [
    dropped(below(pointer, index), "parameter"),
    ...(isReference(parameter) ? [] : parameterChanges(parameter, below(pointer, index))),
  ]);

/** A parameter renamed, moved, optional, required, or with another schema. */
export function parameterChanges(parameter: Parameter, pointer: string): Change[] {
  const { name, in: place, required = false, schema } = parameter;
  const other = place === "query" ? "header" : "query";
  return [
    altered(below(pointer, "name"), "parameter name", `${name}-renamed`),
    altered(below(pointer, "in"), "parameter place", other),
    // OpenAPI itself demands that a parameter in the path is required.
    ...(place === "path"
      ? []
      : [altered(below(pointer, "required"), "parameter required", !required)]),
    ...schemaChanges(schema, below(pointer, "schema"), true),
  ];
}

function bodyChanges({ required, content }: RequestBody, pointer: string): Change[] {
  const optional = dropped(below(pointer, "required"), "request body required");
  return [
    ...(required ? [optional] : []),
    ...contentChanges(content, below(pointer, "content"), "application/xml"),
  ];
}

/** What a response says: its headers and its body. */
export function responseChanges({ headers, content }: ResponseObject, pointer: string): Change[] {
  const contentPointer = below(pointer, "content");
  return [
    ...Object.entries(headers ?? {}).flatMap(([name, header]) => {
      const here = below(pointer, "headers", name);
      return [
        dropped(here, "response header"),
        renamed(here, "response header", `${name}-Renamed`),
        ...(isReference(header) ? [] : headerChanges(header, here)),
      ];
    }),
    ...(content ? [dropped(contentPointer, "response body")] : []),
    ...contentChanges(content ?? {}, contentPointer, "application/problem+json"),
  ];
}

export function headerChanges({ required = false, schema }: Header, pointer: string): Change[] {
  return [
    altered(below(pointer, "required"), "response header required", !required),
    ...schemaChanges(schema, below(pointer, "schema"), true),
  ];
}

const contentChanges = (
  content: Record<string, MediaType>,
  pointer: string,
  otherType: string,
): Change[] =>
  Object.entries(content).flatMap(([type, { schema }]) => [
    dropped(below(pointer, type), "media type"),
    renamed(below(pointer, type), "media type", otherType),
    ...schemaChanges(schema, below(pointer, type, "schema")),
  ]);

/**
 * Security requirements, of an operation or of the whole document: without its own, an operation
 * falls back to those of the document.
 */
export function securityChanges(requirements: SecurityRequirement[], pointer: string): Change[] {
  const own = dropped(pointer, "security");
  if (requirements.length === 0) return [own];
  return [
    own,
    altered(pointer, "security", []),
    altered(pointer, "security", [{}, ...requirements]),
    ...requirements.flatMap((requirement, index) => [
      // Without its only entry a list is empty: that is there already.
      ...(requirements.length > 1 ? [dropped(below(pointer, index), "security requirement")] : []),
      ...Object.entries(requirement)
        .filter(([, scopes]) => scopes.length > 0)
        .map(([name]) => altered(below(pointer, index, name), "scopes", [])),
    ]),
  ];
}
