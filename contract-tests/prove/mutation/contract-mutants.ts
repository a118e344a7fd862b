import {
  type Document,
  type Header,
  methods,
  type Parameter,
  type PathItem,
  type Reference,
  type Schema,
  type SecurityRequirement,
} from "../../../scripts/contract/document.js";
import { pointerBelow as below, getAt, keysOf } from "../../../scripts/contract/json-pointer.js";
import { altered, dropped, type Mutant, renamed, schemaMutants } from "./schema-mutants.js";

/** Every mutant of a contract, in its order. Descriptions, links and examples stay as they are. */
export function mutantsOf(contract: Document): Mutant[] {
  const walk = (node: unknown, pointer: string): Mutant[] => [
    ...rules.flatMap(({ place, mutate }) =>
      place.test(pointer) ? mutate(node, pointer, contract) : [],
    ),
    ...(typeof node === "object" && node !== null
      ? Object.entries(node).flatMap(([key, child]) => walk(child, below(pointer, key)))
      : []),
  ];
  return walk(contract, "#");
}

interface Rule {
  place: RegExp;
  mutate(node: unknown, pointer: string, contract: Document): Mutant[];
}

/** @param place - a pattern of the pointers to nodes of the type `T`, as OpenAPI defines them */
const rule = <T>(
  place: string,
  mutate: (node: T, pointer: string, contract: Document) => Mutant[],
): Rule => ({
  place: new RegExp(`^(?:${place})$`),
  mutate: (node, ...rest) => mutate(node as T, ...rest),
});

const any = "[^/]+";
const item = `#/(?:paths|webhooks)/${any}`;
const operation = `${item}/(?:${methods.join("|")})`;
const parameter = `(?:(?:${item}|${operation})/parameters|#/components/parameters)/${any}`;
const body = `${operation}/requestBody`;
const response = `(?:${operation}/responses|#/components/responses)/${any}`;
const header = `(?:${response}/headers|#/components/headers)/${any}`;

const rules: Rule[] = [
  rule(`#/security|${operation}/security`, securityMutants),
  wholes(`#/paths/${any}`, "path", (key) => `${key}-renamed`),
  wholes(`#/webhooks/${any}`, "delivery", (key) => `${key}-renamed`),
  rule(`#/paths/${any}/(?:${methods.join("|")})`, (_, pointer, contract) => [
    dropped(pointer, "operation"),
    renamed(pointer, "method", freeMethod(contract, pointer)),
  ]),
  rule(`(?:${item}|${operation})/parameters/${any}`, (_, pointer) => [
    dropped(pointer, "parameter"),
  ]),
  rule<string>(`${parameter}/name`, (name, pointer) => [
    altered(pointer, "parameter name", `${name}-renamed`),
  ]),
  rule<string>(`${parameter}/in`, (place, pointer) => [
    altered(pointer, "parameter place", place === "query" ? "header" : "query"),
  ]),
  // OpenAPI itself demands that a parameter in the path is required.
  rule<Parameter | Reference>(parameter, (node, pointer) =>
    "$ref" in node || node.in === "path"
      ? []
      : [altered(below(pointer, "required"), "parameter required", !node.required)],
  ),
  rule<Header | Reference>(header, (node, pointer) =>
    "$ref" in node
      ? []
      : [altered(below(pointer, "required"), "response header required", !node.required)],
  ),
  rule(body, (_, pointer) => [dropped(pointer, "request body")]),
  rule<boolean>(`${body}/required`, (isRequired, pointer) =>
    isRequired ? [dropped(pointer, "request body required")] : [],
  ),
  wholes(`${body}/content/${any}`, "media type", () => "application/xml"),
  wholes(`${operation}/responses/${any}`, "status", otherStatus),
  rule(`${response}/content`, (_, pointer) => [dropped(pointer, "response body")]),
  wholes(`${response}/content/${any}`, "media type", () => "application/problem+json"),
  wholes(`${response}/headers/${any}`, "response header", (name) => `${name}-Renamed`),
  rule<Schema>(`(?:${parameter}|${header})/schema`, (schema, pointer) =>
    schemaMutants(schema, pointer, true),
  ),
  rule<Schema>(`(?:${body}|${response})/content/${any}/schema`, (schema, pointer) =>
    schemaMutants(schema, pointer),
  ),
  rule<Schema>(`#/components/schemas/${any}`, (schema, pointer) => schemaMutants(schema, pointer)),
  rule<{ name: string }>(`#/components/securitySchemes/${any}`, ({ name }, pointer) => [
    dropped(pointer, "security scheme"),
    altered(below(pointer, "name"), "security scheme", `X-${name}`),
    altered(below(pointer, "in"), "security scheme", "query"),
  ]),
];

/** Something that is dropped, or has another name. */
function wholes(place: string, thing: string, otherName: (name: string) => string): Rule {
  return rule(place, (_, pointer) => [
    dropped(pointer, thing),
    renamed(pointer, thing, otherName(keysOf(pointer).at(-1) ?? "")),
  ]);
}

/** A method that the path of an operation does not have. */
function freeMethod(contract: Document, pointer: string): string {
  const path = getAt(contract, pointer.slice(0, pointer.lastIndexOf("/"))) as PathItem;
  return methods.find((method) => path[method] === undefined) ?? "patch";
}

/** A status of the same class that the contract does not have. */
function otherStatus(status: string): string {
  const ranges: Record<string, string> = { default: "4XX", "2XX": "3XX" };
  return ranges[status] ?? `${status.slice(0, 1)}${Number(status.slice(1)) + 50}`;
}

/** Security requirements of an operation or of the whole document. */
function securityMutants(requirements: SecurityRequirement[], pointer: string): Mutant[] {
  const whole = dropped(pointer, "security");
  if (requirements.length === 0) return [whole];
  return [
    whole,
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
