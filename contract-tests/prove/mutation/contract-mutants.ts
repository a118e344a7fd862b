import {
  type Document,
  type Header,
  type MediaType,
  type Method,
  methods,
  type OperationObject,
  type Parameter,
  type PathItem,
  type Reference,
  type RequestBody,
  type ResponseObject,
  type Schema,
  type SecurityRequirement,
} from "../../../scripts/contract/document.js";
import { pointerBelow as below, getAt } from "../../../scripts/contract/json-pointer.js";
import { altered, dropped, type Mutation, renamed } from "./contract-mutation.js";
import { schemaMutations } from "./schema-mutations.js";

/** A copy of the contract with one mutation. */
export interface Mutant extends Pick<Mutation, "kind" | "pointer"> {
  /** Unique: where, what, and what it becomes. */
  name: string;
  /** Made anew each time, because all of them at once are large. */
  document(): Document;
}

/** Every mutant of a contract, in its order. Descriptions, links and examples stay as they are. */
export const mutantsOf = (contract: Document): Mutant[] =>
  mutationsOf(contract).map(({ pointer, kind, detail, apply }) => ({
    name: `${pointer} ${kind}${detail && `: ${detail}`}`,
    kind,
    pointer,
    document: () => apply(contract),
  }));

function mutationsOf(contract: Document): Mutation[] {
  const { security, paths, webhooks = {}, components } = contract;
  const each = <T>(section: string, mutations: (node: T, pointer: string) => Mutation[]) =>
    Object.entries(components[section] ?? {}).flatMap(([name, node]) =>
      mutations(node as T, below("#/components", section, name)),
    );
  return [
    ...(security ? securityMutations(security, "#/security") : []),
    ...Object.entries(paths).flatMap(([path, item]) =>
      pathMutations(path, item, below("#/paths", path)),
    ),
    ...Object.entries(webhooks).flatMap(([name, item]) =>
      pathMutations(name, item, below("#/webhooks", name)),
    ),
    ...each("securitySchemes", (_, pointer) => schemeMutations(contract, pointer)),
    ...each<Parameter>("parameters", parameterMutations),
    ...each<Header>("headers", headerMutations),
    ...each<ResponseObject>("responses", responseMutations),
    ...each<Schema>("schemas", (schema, pointer) => schemaMutations(schema, pointer)),
  ];
}

const isReference = (node: object): node is Reference => "$ref" in node;

/** A path, or a delivery: its operations, and what they have in common. */
function pathMutations(path: string, item: PathItem, pointer: string): Mutation[] {
  const isDelivery = pointer.startsWith("#/webhooks/");
  const known = methods.filter((method) => item[method] !== undefined);
  return [
    dropped(pointer, isDelivery ? "delivery" : "path"),
    renamed(pointer, isDelivery ? "delivery" : "path", `${path}-renamed`),
    ...parameterListMutations(item.parameters ?? [], below(pointer, "parameters")),
    ...known.flatMap((method) => {
      const here = below(pointer, method);
      const whole = isDelivery ? [] : wholeOperation(known, here);
      return [...whole, ...operationMutations(item[method] as OperationObject, here)];
    }),
  ];
}

function wholeOperation(known: Method[], pointer: string): Mutation[] {
  const free = methods.find((method) => !known.includes(method)) ?? "patch";
  return [dropped(pointer, "operation"), renamed(pointer, "method", free)];
}

function operationMutations(operation: OperationObject, pointer: string): Mutation[] {
  const { parameters = [], requestBody, responses, security } = operation;
  const bodyPointer = below(pointer, "requestBody");
  return [
    ...parameterListMutations(parameters, below(pointer, "parameters")),
    ...(security ? securityMutations(security, below(pointer, "security")) : []),
    ...(requestBody ? [dropped(bodyPointer, "request body")] : []),
    ...(requestBody && !isReference(requestBody) ? bodyMutations(requestBody, bodyPointer) : []),
    ...Object.entries(responses).flatMap(([status, response]) => {
      const here = below(pointer, "responses", status);
      return [
        dropped(here, "status"),
        renamed(here, "status", otherStatus(status)),
        ...(isReference(response) ? [] : responseMutations(response, here)),
      ];
    }),
  ];
}

/** A status of the same class that the contract does not have. */
const otherStatus = (status: string) =>
  ({ default: "4XX", "2XX": "3XX" })[status] ??
  `${status.slice(0, 1)}${Number(status.slice(1)) + 50}`;

const parameterListMutations = (parameters: (Parameter | Reference)[], pointer: string) =>
  parameters.flatMap((parameter, index) => [
    dropped(below(pointer, index), "parameter"),
    ...(isReference(parameter) ? [] : parameterMutations(parameter, below(pointer, index))),
  ]);

function parameterMutations(parameter: Parameter, pointer: string): Mutation[] {
  const { name, in: place, required = false, schema } = parameter;
  const isOptional = altered(below(pointer, "required"), "parameter required", !required);
  return [
    altered(below(pointer, "name"), "parameter name", `${name}-renamed`),
    altered(below(pointer, "in"), "parameter place", place === "query" ? "header" : "query"),
    // OpenAPI itself demands that a parameter in the path is required.
    ...(place === "path" ? [] : [isOptional]),
    ...schemaMutations(schema, below(pointer, "schema"), true),
  ];
}

const bodyMutations = ({ required, content }: RequestBody, pointer: string): Mutation[] => [
  ...(required ? [dropped(below(pointer, "required"), "request body required")] : []),
  ...contentMutations(content, below(pointer, "content"), "application/xml"),
];

function responseMutations({ headers, content }: ResponseObject, pointer: string): Mutation[] {
  const contentPointer = below(pointer, "content");
  return [
    ...Object.entries(headers ?? {}).flatMap(([name, header]) => {
      const here = below(pointer, "headers", name);
      return [
        dropped(here, "response header"),
        renamed(here, "response header", `${name}-Renamed`),
        ...(isReference(header) ? [] : headerMutations(header, here)),
      ];
    }),
    ...(content ? [dropped(contentPointer, "response body")] : []),
    ...contentMutations(content ?? {}, contentPointer, "application/problem+json"),
  ];
}

const headerMutations = ({ required = false, schema }: Header, pointer: string): Mutation[] => [
  altered(below(pointer, "required"), "response header required", !required),
  ...schemaMutations(schema, below(pointer, "schema"), true),
];

const contentMutations = (
  content: Record<string, MediaType>,
  pointer: string,
  otherType: string,
): Mutation[] =>
  Object.entries(content).flatMap(([type, { schema }]) => [
    dropped(below(pointer, type), "media type"),
    renamed(below(pointer, type), "media type", otherType),
    ...schemaMutations(schema, below(pointer, type, "schema")),
  ]);

/** Security requirements of an operation or of the whole document. */
function securityMutations(requirements: SecurityRequirement[], pointer: string): Mutation[] {
  const own = dropped(pointer, "security");
  if (requirements.length === 0) return [own];
  return [
    own,
    altered(pointer, "security", []),
    altered(pointer, "security", [{}, ...requirements]),
    ...requirements.flatMap((requirement, index) => [
      // A list without its only entry is the empty list above.
      ...(requirements.length > 1 ? [dropped(below(pointer, index), "security requirement")] : []),
      ...Object.entries(requirement)
        .filter(([, scopes]) => scopes.length > 0)
        .map(([name]) => altered(below(pointer, index, name), "scopes", [])),
    ]),
  ];
}

const schemeMutations = (contract: Document, pointer: string): Mutation[] => [
  dropped(pointer, "security scheme"),
  altered(
    below(pointer, "name"),
    "security scheme",
    `X-${getAt(contract, below(pointer, "name"))}`,
  ),
  altered(below(pointer, "in"), "security scheme", "query"),
];
