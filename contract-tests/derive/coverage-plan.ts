import type { Document, MediaType } from "../../scripts/contract/document.js";
import { apiOperations, deliveries, type Operation } from "../../scripts/contract/operations.js";
import type { Column, CoverageItem } from "../run/coverage.js";
import { behavioursOf } from "./behaviours.js";
import { jsonOf, optionalParameters, parameterConstraints } from "./cases.js";
import { type Constraint, constraintsOf, nameOf } from "./constraints.js";
import { headerConstraints, responseSources } from "./invalid-responses.js";

/**
 * The methods that a path without them has to refuse. The others have rules of their own: OPTIONS
 * is asked by browsers, HEAD follows GET, and TRACE cannot be sent with fetch.
 */
export const testedMethods = ["get", "put", "post", "delete", "patch"] as const;

/** Everything that the contract says, read without asking which checks there are. */
export const coveragePlan = (contract: Document): CoverageItem[] => [
  ...apiOperations(contract).flatMap((operation) => [
    ...responseItems(operation),
    ...requestItems(contract, operation),
    ...exampleItems(operation, "request application/json "),
    ...protocolItems(operation),
  ]),
  ...undocumentedMethods(contract),
  ...deliveries(contract).flatMap((delivery) => [
    ...requestItems(contract, delivery),
    ...exampleItems(delivery, ""),
  ]),
  ...behavioursOf(contract),
  ...sharedResponseItems(contract),
];

/** The row of what the contract says about responses that operations share. */
export const responsesRow = "responses";

const items = (row: string, column: Column, names: string[]): CoverageItem[] =>
  names.map((name) => ({ row, column, name }));

const acceptedAndRefused = (row: string, constraints: Constraint[], prefix = "") => {
  const names = constraints.map((constraint) => prefix + nameOf(constraint));
  return [...items(row, "accepted", names), ...items(row, "refused", names)];
};

function responseItems({ operationId, responses }: Operation): CoverageItem[] {
  return Object.entries(responses).flatMap(([status, { content = {} }]) => [
    ...items(operationId, "statuses", [status]),
    ...Object.entries(content).flatMap(([type, { examples = {} }]) => [
      ...items(operationId, "media types", [`${status} ${type}`]),
      ...items(
        operationId,
        "examples",
        Object.keys(examples).map((name) => `${status} ${type} ${name}`),
      ),
    ]),
  ]);
}

function requestItems(contract: Document, operation: Operation): CoverageItem[] {
  const { operationId, requestBody } = operation;
  return [
    // A required parameter that is present is accepted with every other check.
    ...acceptedAndRefused(operationId, parameterConstraints(contract, operation)).filter(
      ({ column, name }) => column === "refused" || !name.includes(" required "),
    ),
    ...items(
      operationId,
      "accepted",
      optionalParameters(operation).map((name) => `/query/${name} left out`),
    ),
    ...acceptedAndRefused(operationId, bodyConstraints(contract, requestBody?.content)),
  ];
}

function exampleItems({ operationId, requestBody }: Operation, prefix: string): CoverageItem[] {
  const names = exampleNames(requestBody?.content).map((name) => prefix + name);
  const isRequest = prefix !== "" && requestBody !== undefined;
  return [
    ...items(operationId, "examples", names),
    ...items(operationId, "media types", isRequest ? [prefix.trim()] : []),
  ];
}

/** What HTTP and the security scheme demand beside the schemas. */
function protocolItems({ operationId, scopes, requestBody }: Operation): CoverageItem[] {
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
  return [
    ...items(operationId, "refused", scopes.length > 0 ? authorization : []),
    ...items(operationId, "refused", requestBody ? content : []),
  ];
}

/** Counted with the first operation of their path. */
function undocumentedMethods(contract: Document): CoverageItem[] {
  return Object.keys(contract.paths).flatMap((path) => {
    const known = apiOperations(contract).filter((operation) => operation.path === path);
    const others = testedMethods.filter((method) => known.every((one) => one.method !== method));
    const names = others.map((method) => `method ${method}`);
    return items(known[0]?.operationId ?? path, "refused", names);
  });
}

/** What the schemas of responses demand; a mock has to notice when a response breaks it. */
function sharedResponseItems(contract: Document): CoverageItem[] {
  return responseSources(contract).flatMap((source) => {
    const { name, response } = source;
    const headers = headerConstraints(contract, source).map(({ constraint }) => constraint);
    return [
      ...acceptedAndRefused(responsesRow, bodyConstraints(contract, response.content), `${name} `),
      ...items(
        responsesRow,
        "examples",
        exampleNames(response.content).map((example) => `${name} ${example}`),
      ),
      // A required header that is present is accepted with every other check.
      ...acceptedAndRefused(responsesRow, headers, `${name} `).filter(
        (item) => item.column === "refused" || !item.name.includes("/header required "),
      ),
    ];
  });
}

const bodyConstraints = (contract: Document, content: Record<string, MediaType> | undefined) =>
  constraintsOf(contract, jsonOf(content)?.schema ?? {}, "");

const exampleNames = (content: Record<string, MediaType> | undefined) =>
  Object.keys(jsonOf(content)?.examples ?? {});
