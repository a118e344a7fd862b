import {
  type Document,
  type Header,
  type OperationObject,
  type PathItem,
  type ResponseObject,
  resolve,
} from "../../scripts/contract/document.js";
import { apiOperations, type Operation } from "../../scripts/contract/operations.js";
import { examplesOf, valuesOf } from "../contract.js";
import type { SuiteContext } from "../run/check.js";
import { casesOf, parameterValues } from "./cases.js";
import { type Constraint, constraintsOf, nameOf } from "./constraints.js";

/**
 * A response that a mock is made to give, to see whether its validation notices what is wrong with
 * it. For comparison there are valid ones as well.
 */
export interface InvalidResponse {
  /** Where the mock serves it: those that differ in the body alone share a path. */
  path: string;
  /** The name of its example there. */
  example: string;
  /** The response of the contract that it is a copy of. */
  source: ResponseSource;
  /** The constraint that it is about; undefined for an example of the contract. */
  constraint: Constraint | undefined;
  name: string;
  body?: unknown;
  headers?: Record<string, unknown>;
}

/** A response of the contract; one that several operations share is one source. */
export interface ResponseSource {
  /** The component's name, or operationId and status. */
  name: string;
  pointer: string;
  status: string;
  operation: Operation;
  response: ResponseObject;
}

export function responseSources(contract: Document): ResponseSource[] {
  const sources = apiOperations(contract).flatMap((operation) =>
    Object.entries(operation.responses).map(([status, response]): ResponseSource => {
      const pointer = `${operation.pointer}/responses/${status}`;
      const item = contract.paths[operation.path] as PathItem;
      const entry = (item[operation.method] as OperationObject).responses[status];
      const shared = entry && "$ref" in entry ? entry.$ref : undefined;
      const name = shared?.split("/").at(-1) ?? `${operation.operationId} ${status}`;
      return { name, pointer: shared ?? pointer, status, operation, response };
    }),
  );
  return [...new Map(sources.map((source) => [source.pointer, source])).values()];
}

/** Every example of every response, and a response for each constraint that breaks it. */
export function invalidResponsesOf({ contract, oracle }: SuiteContext): InvalidResponse[] {
  const all = responseSources(contract).flatMap((source, index) => {
    const { response, pointer } = source;
    const media = response.content?.["application/json"];
    if (media === undefined) return [];
    const path = `/invalid-responses/${index}`;
    const examples = examplesOf(contract, media);
    const schema = { schema: media.schema, pointer: `${pointer}/content/application~1json/schema` };
    const cases = casesOf(oracle, contract, schema, valuesOf(contract, media));
    return [
      ...examples.map(([name, body]) => ({ path, source, constraint: undefined, name, body })),
      ...cases.map(({ constraint, value: body }) => {
        return { path, source, constraint, name: nameOf(constraint), body };
      }),
      ...invalidHeaders(contract, source).map(({ constraint, headers }, number) => ({
        path: `${path}/headers/${number}`,
        source,
        constraint,
        name: nameOf(constraint),
        body: examples[0]?.[1],
        headers,
      })),
    ];
  });
  return all.map((one, index) => ({ ...one, example: `example${index}` }));
}

interface InvalidHeader {
  constraint: Constraint;
  headers: Record<string, unknown>;
}

function invalidHeaders(contract: Document, source: ResponseSource): InvalidHeader[] {
  const all = headerConstraints(contract, source);
  return all.flatMap(({ name, header, constraint }): InvalidHeader[] => {
    // Prism looks for a header among those that are not falsy: 0 stands for a missing one.
    if (constraint.keyword === "required") return [{ constraint, headers: { [name]: 0 } }];
    const { breaking, keeping } = parameterValues(constraint, header.example);
    return [...breaking, ...keeping].map((value) => ({ constraint, headers: { [name]: value } }));
  });
}

/** What a response demands of its headers. */
export function headerConstraints(contract: Document, { pointer, response }: ResponseSource) {
  return Object.entries(response.headers ?? {}).flatMap(([name, reference]) => {
    const header = resolve<Header>(contract, reference);
    const here = "$ref" in reference ? reference.$ref : `${pointer}/headers/${name}`;
    const inSchema = constraintsOf(contract, header.schema, `${here}/schema`, ["header", name]);
    const required: Constraint = {
      place: ["header"],
      keyword: "required",
      detail: name,
      schema: {},
      pointer: `${here}/required`,
    };
    const constraints = header.required ? [...inSchema, required] : inSchema;
    return constraints.map((constraint) => ({ name, header, constraint }));
  });
}

/**
 * The document of a mock that gives the invalid responses: each is an example of an operation of
 * its own, with the schemas of `served`. Each delivery of `webhooks:` is an operation as well.
 */
export function mockOfInvalidResponses(served: Document, all: InvalidResponse[]): Document {
  const paths: Record<string, PathItem> = {};
  for (const path of new Set(all.map((one) => one.path))) {
    const operation = operationFor(
      served,
      all.filter((one) => one.path === path),
    );
    if (operation !== undefined) paths[path] = { get: operation };
  }
  for (const [name, item] of Object.entries(served.webhooks ?? {})) {
    paths[deliveryPath(name)] = withMarkedResponses(served, item);
  }
  const { webhooks: _, ...rest } = served;
  return { ...rest, paths };
}

/** The header that tells which of the documented responses a mock has chosen for a delivery. */
export const chosenResponse = "x-chosen-response";

function withMarkedResponses(served: Document, item: PathItem): PathItem {
  const operation = item.post as OperationObject;
  const responses = Object.entries(operation.responses).map(([status, reference]) => {
    const response = resolve<ResponseObject>(served, reference);
    const mark = { schema: { type: "string" }, example: status };
    return [status, { ...response, headers: { ...response.headers, [chosenResponse]: mark } }];
  });
  return { ...item, post: { ...operation, responses: Object.fromEntries(responses) } };
}

export const deliveryPath = (name: string) => `/deliveries/${name}`;

/** An operation that gives any of the responses; undefined where `served` has no such response. */
function operationFor(served: Document, all: InvalidResponse[]): OperationObject | undefined {
  const [{ source, headers: changed, path } = {} as InvalidResponse] = all;
  const { operationId } = source.operation;
  const operation = apiOperations(served).find((one) => one.operationId === operationId);
  const response = operation?.responses[source.status];
  if (response === undefined) return undefined;
  const headers = Object.entries(response.headers ?? {}).map(([name, reference]) => {
    const header = resolve<Header>(served, reference);
    return [name, { ...header, example: changed?.[name] ?? 1 }];
  });
  const examples = Object.fromEntries(all.map(({ example, body }) => [example, { value: body }]));
  const media = response.content?.["application/json"];
  return {
    operationId: path,
    summary: source.name,
    security: [],
    responses: {
      [source.status]: {
        ...response,
        headers: Object.fromEntries(headers),
        ...(media && { content: { "application/json": { ...media, examples } } }),
      },
    },
  };
}
