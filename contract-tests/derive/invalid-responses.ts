import {
  type Document,
  type Header,
  jsonOf,
  type MediaType,
  type OperationObject,
  type PathItem,
  type Reference,
  type ResponseObject,
  resolve,
} from "../../scripts/contract/document.js";
import { escapeToken } from "../../scripts/contract/json-pointer.js";
import { apiOperations, type Operation } from "../../scripts/contract/operations.js";
import { examplesOf } from "../contract.js";
import { type Finding, statusFor } from "../oracle/oracle.js";
import type { SuiteContext } from "../run/check.js";
import {
  type BodySchema,
  casesOf,
  type Derived,
  derive,
  inDirection,
  schemaIn,
  type Untested,
} from "./cases.js";
import { type Constraint, constraintsOf, isPresence, nameOf } from "./constraints.js";
import { parameterValues } from "./requests.js";

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
  /** The constraint that it is about; absent for an example of the contract. */
  constraint?: Constraint;
  name: string;
  body?: unknown;
  headers?: Record<string, unknown>;
}

/** A response of the contract; one that several operations share is one source. */
export interface ResponseSource {
  /** The component's name, or operationId and status. */
  name: string;
  pointer: string;
  /** Its key: a status, a range or `default`. */
  key: string;
  /** A status that it describes. */
  status: number;
  operation: Operation;
  response: ResponseObject;
}

export function responseSources(contract: Document): ResponseSource[] {
  const sources = apiOperations(contract).flatMap((operation) =>
    Object.entries(operation.responses).map(([key, response]): ResponseSource => {
      const pointer = `${operation.pointer}/responses/${key}`;
      const item = contract.paths[operation.path] as PathItem;
      const entry = (item[operation.method] as OperationObject).responses[key];
      const shared = entry && "$ref" in entry ? entry.$ref : undefined;
      const name = shared?.split("/").at(-1) ?? `${operation.operationId} ${key}`;
      const status = statusFor(operation, key);
      return { name, pointer: shared ?? pointer, key, status, operation, response };
    }),
  );
  return [...new Map(sources.map((source) => [source.pointer, source])).values()];
}

/** The schema of a response's body; that of HEAD has none. */
function responseBodySchema(source: ResponseSource): BodySchema | undefined {
  const media = jsonOf(source.response.content);
  if (media === undefined || source.operation.method === "head") return undefined;
  return { ...schemaIn(media, source.pointer), direction: "response" };
}

/** The responses that are derived from a contract, and the constraints that none is about. */
export interface DerivedResponses {
  responses: InvalidResponse[];
  untested: (Untested & { source: ResponseSource })[];
}

/** Every example of every response, and a response for each constraint that violates it. */
export function invalidResponsesOf(context: SuiteContext): DerivedResponses {
  const { contract, oracle } = context;
  const all = responseSources(contract).map((source, index) => {
    const shared = { path: `/invalid-responses/${index}`, source };
    const media = jsonOf(source.response.content);
    const body = responseBodySchema(source);
    const examples = media && body ? examplesOf(contract, media) : [];
    const values = media && body ? valuesOf(contract, media) : [];
    const inBody = body ? casesOf(oracle, contract, body, values) : undefined;
    const inHeaders = invalidHeaders(context, source);
    const bodies = (inBody?.cases ?? []).map(({ constraint, value }) => {
      return { ...shared, constraint, name: nameOf(constraint), body: value };
    });
    const headers = inHeaders.cases.map(({ constraint, headers }, number) => {
      const path = `${shared.path}/headers/${number}`;
      const [[, body] = []] = examples;
      return { ...shared, path, constraint, name: nameOf(constraint), body, headers };
    });
    return {
      responses: [
        ...examples.map(([name, value]) => ({ ...shared, name, body: value })),
        ...bodies,
        ...headers,
      ],
      untested: [...(inBody?.untested ?? []), ...inHeaders.untested].map((one) => {
        return { ...one, source };
      }),
    };
  });
  return {
    responses: all
      .flatMap(({ responses }): Omit<InvalidResponse, "example">[] => responses)
      .map((one, index) => ({ ...one, example: `example${index}` })),
    untested: all.flatMap(({ untested }) => untested),
  };
}

/**
 * Values of a body's schema: its own examples first, then those of other responses with the same
 * schema, because not every response shows every part of a shared one.
 */
function valuesOf(document: Document, media: MediaType): unknown[] {
  const others = apiOperations(document)
    .flatMap(({ responses }) => Object.values(responses))
    .flatMap(({ content = {} }) => Object.values(content))
    .filter(({ schema }) => schema?.$ref !== undefined && schema.$ref === media.schema.$ref);
  return [media, ...others].flatMap((one) => examplesOf(document, one).map(([, value]) => value));
}

interface InvalidHeader {
  constraint: Constraint;
  headers: Record<string, unknown>;
  findings: Finding[];
}

function invalidHeaders(
  { contract, oracle }: SuiteContext,
  source: ResponseSource,
): Derived<InvalidHeader> {
  const { operation, status, response } = source;
  return derive(headerConstraints(contract, source), (constraint): InvalidHeader[] | string => {
    const [, name = constraint.detail] = constraint.place;
    const caseOf = (value: unknown): InvalidHeader => {
      const headers = { [name]: value };
      const sent = { status, headers: headersOf(contract, source, headers), body: "" };
      const found = oracle.validateResponse(operation, sent);
      return { constraint, headers, findings: found.filter((one) => /^header/.test(one.place)) };
    };
    // Prism looks for a header among those that are not falsy: 0 stands for a missing one.
    if (isPresence(constraint)) return [caseOf(0)];
    const { [name]: header } = response.headers ?? {};
    if (header === undefined) return [];
    const { example } = resolve<Header>(contract, header);
    if (typeof example === "object") return "a mock gives no array or object in a header";
    const { violating, satisfying } = parameterValues(constraint, example);
    return [...violating, ...satisfying].map(caseOf);
  });
}

/** The headers of a response as they are meant, by lower-case name; 0 stands for a missing one. */
export function headersOf(
  contract: Document,
  { response }: ResponseSource,
  changed: Record<string, unknown> = {},
): Record<string, string> {
  const entries = Object.entries(response.headers ?? {})
    .map(([name, reference]) => [name, changed[name] ?? shownIn(contract, reference)] as const)
    .filter(([, value]) => value !== 0);
  return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), String(value)]));
}

/** The value of a header that a mock gives. */
export const shownIn = (contract: Document, header: Header | Reference) =>
  resolve<Header>(contract, header).example || 1;

/** What a response demands of its headers. */
function headerConstraints(contract: Document, { pointer, response }: ResponseSource) {
  return Object.entries(response.headers ?? {}).flatMap(([name, reference]) => {
    const header = resolve<Header>(contract, reference);
    const here = "$ref" in reference ? reference.$ref : `${pointer}/headers/${escapeToken(name)}`;
    const document = inDirection(contract, "response");
    const schema = header.schema ?? {};
    const inSchema = constraintsOf(document, schema, `${here}/schema`, ["header", name]);
    const holder = { place: ["header"], keyword: "required", detail: name, schema: {} };
    const required: Constraint = { ...holder, pointer: `${here}/required` };
    return header.required ? [...inSchema, required] : inSchema;
  });
}
