import type { Document, MediaType, Schema } from "../../scripts/contract/document.js";
import { type Header, methods, resolve } from "../../scripts/contract/document.js";
import { apiOperations, deliveries, type Operation } from "../../scripts/contract/operations.js";
import type { Element } from "../run/coverage.js";
import { behavioursOf } from "./behaviours.js";
import { jsonOf, optionalParameters, parameterConstraints } from "./cases.js";
import { type Constraint, constraintsOf, nameOf } from "./constraints.js";
import { responseSources } from "./invalid-responses.js";

/** All that the contract says, read without asking which checks there are. */
export function planOf(contract: Document): Element[] {
  return [
    ...apiOperations(contract).flatMap((operation) => [
      ...answers(operation),
      ...requests(contract, operation, "request application/json "),
      ...protocol(operation),
    ]),
    ...undocumentedMethods(contract),
    ...deliveries(contract).flatMap((delivery) => requests(contract, delivery, "")),
    ...behavioursOf(contract),
    ...responseSources(contract).flatMap(({ name, response }) => [
      ...bothWays(name, bodyConstraints(contract, response.content)),
      ...exampleNames(response.content).map((example) => element(name, "examples", example)),
      ...Object.entries(response.headers ?? {}).flatMap(([header, reference]) => {
        const { schema, required } = resolve<Header>(contract, reference);
        const inSchema = constraintsOf(contract, schema, "", ["header", header]);
        const missing = element(name, "refused", `/header required ${header}`);
        return [...bothWays(name, inSchema), ...(required ? [missing] : [])];
      }),
    ]),
  ];
}

const element = (row: string, column: Element["column"], name: string): Element => ({
  row,
  column,
  name,
});

const bothWays = (row: string, constraints: Constraint[]) =>
  constraints.flatMap((constraint) => [
    element(row, "accepted", nameOf(constraint)),
    element(row, "refused", nameOf(constraint)),
  ]);

function answers({ operationId, responses }: Operation): Element[] {
  return Object.entries(responses).flatMap(([status, { content = {} }]) => [
    element(operationId, "statuses", status),
    ...Object.entries(content).flatMap(([type, { examples = {} }]) => [
      element(operationId, "media types", `${status} ${type}`),
      ...Object.keys(examples).map((name) =>
        element(operationId, "examples", `${status} ${type} ${name}`),
      ),
    ]),
  ]);
}

function requests(contract: Document, operation: Operation, prefix: string): Element[] {
  const { operationId, requestBody } = operation;
  const parameters = parameterConstraints(contract, operation);
  return [
    // A required parameter that is there is accepted with every other check.
    ...bothWays(operationId, parameters).filter(
      ({ column, name }) => column === "refused" || !name.includes(" required "),
    ),
    ...optionalParameters(operation).map((name) =>
      element(operationId, "accepted", `/query/${name} left out`),
    ),
    ...bothWays(operationId, bodyConstraints(contract, requestBody?.content)),
    ...exampleNames(requestBody?.content).map((name) =>
      element(operationId, "examples", `${prefix}${name}`),
    ),
    ...(prefix !== "" && requestBody ? [element(operationId, "media types", prefix.trim())] : []),
  ];
}

/** What HTTP and the security scheme demand beside the schemas. */
function protocol({ operationId, scopes, requestBody }: Operation): Element[] {
  const authorization = [
    "without Authorization",
    "with an empty Authorization",
    "with another scheme",
  ];
  const content = [
    "without a body",
    "with text/plain",
    "with application/xml",
    "with malformed JSON",
  ];
  return [...(scopes.length > 0 ? authorization : []), ...(requestBody ? content : [])].map(
    (name) => element(operationId, "refused", name),
  );
}

/** Counted with the first operation of their path. */
function undocumentedMethods(contract: Document): Element[] {
  return Object.keys(contract.paths).flatMap((path) => {
    const known = apiOperations(contract).filter((operation) => operation.path === path);
    return methods
      .filter((method) => known.every((operation) => operation.method !== method))
      .map((method) => element(known[0]?.operationId ?? path, "refused", `method ${method}`));
  });
}

function bodyConstraints(contract: Document, content: Record<string, MediaType> | undefined) {
  const schema: Schema = jsonOf(content)?.schema ?? {};
  return constraintsOf(contract, schema, "");
}

const exampleNames = (content: Record<string, MediaType> | undefined) =>
  Object.keys(jsonOf(content)?.examples ?? {});
