import {
  type Document,
  jsonOf,
  type MediaType,
  type Parameter,
} from "../../scripts/contract/document.js";
import { apiOperations, deliveries, type Operation } from "../../scripts/contract/operations.js";
import { requirementsOf } from "../oracle/credentials.js";
import { mediaFor } from "../oracle/oracle.js";
import type { Column, CoverageItem } from "../run/coverage.js";
import { bodyConstraints, requestBodySchema } from "./cases.js";
import { type Constraint, isPresence, nameOf } from "./constraints.js";
import { headerConstraints, responseBodySchema, responseSources } from "./invalid-responses.js";
import { optionalParameters, parameterConstraints } from "./requests.js";

/**
 * The methods that a path without them has to refuse. The others have rules of their own: OPTIONS
 * is asked by browsers, HEAD follows GET, and TRACE cannot be sent with fetch.
 */
export const testedMethods = ["get", "put", "post", "delete", "patch"] as const;

/** All that the contract says but in words, read without asking which checks there are. */
export const coveragePlan = (contract: Document): CoverageItem[] => [
  ...apiOperations(contract).flatMap((operation) => [
    ...responseItems(operation),
    ...requestItems(contract, operation),
    ...protocolItems(contract, operation),
  ]),
  ...undocumentedMethods(contract),
  ...deliveries(contract).flatMap((delivery) => requestItems(contract, delivery)),
  ...sharedResponseItems(contract),
];

/** The row of what the contract says about responses that operations share. */
export const responsesRow = "responses";

const items = (row: string, column: Column, names: string[]): CoverageItem[] =>
  names.map((name) => ({ row, column, name }));

/** What is not tested is one item, and a parameter that is present is accepted by all other checks. */
const acceptedAndRefused = (row: string, constraints: Constraint[], prefix = "") => {
  const namesOf = (some: Constraint[]) => some.map((constraint) => prefix + nameOf(constraint));
  const accepted = constraints.filter((one) => one.untested === undefined && !isPresence(one));
  return [
    ...items(row, "accepted", namesOf(accepted)),
    ...items(row, "refused", namesOf(constraints)),
  ];
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
  const { operationId, requestBody: { content = {} } = {} } = operation;
  const body = requestBodySchema(contract, operation);
  const media = jsonOf(content);
  const examples = exampleNames(content).map((name) => `request ${media?.type} ${name}`);
  const types = Object.keys(content).map((type) => `request ${type}`);
  return [
    ...acceptedAndRefused(operationId, parameterConstraints(contract, operation)),
    ...items(operationId, "accepted", optionalParameters(operation).map(leftOut)),
    ...acceptedAndRefused(operationId, body ? bodyConstraints(contract, body) : []),
    ...items(operationId, "examples", examples),
    ...items(operationId, "media types", types),
  ];
}

/** The name of a request without an optional parameter. */
export const leftOut = ({ in: place, name }: Pick<Parameter, "in" | "name">) =>
  `/${place}/${name} left out`;

/** What HTTP and the security scheme demand beside the schemas. */
function protocolItems(contract: Document, operation: Operation): CoverageItem[] {
  const { operationId, requestBody } = operation;
  const [credentials] = requirementsOf(contract, operation);
  const hasScheme = credentials?.some(({ scheme }) => scheme !== undefined);
  const authorization = [
    "without Authorization",
    "with an empty Authorization",
    ...(hasScheme ? ["with another scheme"] : []),
  ];
  const content = [
    ...foreignTypes(requestBody?.content).map((type) => `with ${type}`),
    "with malformed JSON",
  ];
  return [
    ...items(operationId, "refused", credentials ? authorization : []),
    ...items(operationId, "refused", requestBody ? content : []),
    ...items(
      operationId,
      requestBody?.required ? "refused" : "accepted",
      requestBody ? ["without a body"] : [],
    ),
  ];
}

/** Media types that the contract does not have for a body. */
export const foreignTypes = (content: Record<string, MediaType> = {}) =>
  ["text/plain", "application/xml"].filter((type) => mediaFor(content, type) === undefined);

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
    const body = responseBodySchema(source);
    const headers = headerConstraints(contract, source).map(({ constraint }) => constraint);
    return [
      ...acceptedAndRefused(responsesRow, body ? bodyConstraints(contract, body) : [], `${name} `),
      ...items(
        responsesRow,
        "examples",
        body ? exampleNames(response.content).map((example) => `${name} ${example}`) : [],
      ),
      ...acceptedAndRefused(responsesRow, headers, `${name} `),
    ];
  });
}

const exampleNames = (content: Record<string, MediaType> | undefined) =>
  Object.keys(jsonOf(content)?.examples ?? {});
