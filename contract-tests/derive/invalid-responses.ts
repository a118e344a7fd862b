import type {
  Document,
  Header,
  OperationObject,
  PathItem,
  ResponseObject,
} from "../../scripts/contract/document.js";
import { resolve } from "../../scripts/contract/document.js";
import { apiOperations, type Operation } from "../../scripts/contract/operations.js";
import { examplesOf, valuesOf } from "../contract.js";
import type { Basis } from "../run/check.js";
import { casesOf, parameterValues } from "./cases.js";
import { type Constraint, constraintsOf, nameOf } from "./constraints.js";

/** A wrong (or, to compare, right) response that a mock is made to give, to see whether it notices. */
export interface Canary {
  /** Where the canary document serves it: those that differ in the body alone share a path. */
  path: string;
  /** The name of its example there. */
  example: string;
  /** The response that it is a copy of. */
  source: ResponseSource;
  /** The constraint that it is about; undefined for an example as it stands. */
  constraint: Constraint | undefined;
  name: string;
  body?: unknown;
  headers?: Record<string, unknown>;
}

/** A response of the contract; one that several operations share counts once. */
export interface ResponseSource {
  /** The component's name, or operationId and status. */
  name: string;
  pointer: string;
  status: string;
  operation: Operation;
  response: ResponseObject;
}

/** The contract's responses, those with a name under that name. */
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

/** Every example of every response, and every constraint of it broken once. */
export function canariesOf({ contract, oracle }: Basis): Canary[] {
  const canaries = responseSources(contract).flatMap((source, index): Omit<Canary, "example">[] => {
    const { response, pointer } = source;
    const media = response.content?.["application/json"];
    if (media === undefined) return [];
    const examples = examplesOf(contract, media);
    const schema = { schema: media.schema, pointer: `${pointer}/content/application~1json/schema` };
    const path = `/canaries/${index}`;
    const cases = casesOf(oracle, contract, schema, valuesOf(contract, media));
    return [
      ...examples.map(([name, body]) => ({ path, source, constraint: undefined, name, body })),
      ...cases.map(({ constraint, value }) => ({
        path,
        source,
        constraint,
        name: nameOf(constraint),
        body: value,
      })),
      ...headerCanaries(contract, source, examples[0]?.[1]).map((canary, number) => ({
        ...canary,
        path: `${path}/headers/${number}`,
      })),
    ];
  });
  return canaries.map((canary, index) => ({ ...canary, example: `canary${index}` }));
}

function headerCanaries(contract: Document, source: ResponseSource, body: unknown) {
  return Object.entries(source.response.headers ?? {}).flatMap(([name, reference]) => {
    const header = resolve<Header>(contract, reference);
    const pointer = `${source.pointer}/headers/${name}`;
    const place = ["header", name];
    const inSchema = constraintsOf(contract, header.schema, `${pointer}/schema`, place).flatMap(
      (constraint) => {
        const { breaking, keeping } = parameterValues(constraint, header.example);
        return [...breaking, ...keeping].map((value) => ({ constraint, value: value as unknown }));
      },
    );
    // Prism looks for a header among those that are not falsy: 0 stands for a missing one.
    const missing = { place: ["header"], keyword: "required", detail: name, schema: {} };
    const required = { constraint: { ...missing, pointer: `${pointer}/required` }, value: 0 };
    return [...inSchema, ...(header.required ? [required] : [])].map(({ constraint, value }) => ({
      source,
      constraint,
      name: nameOf(constraint),
      body,
      headers: { [name]: value },
    }));
  });
}

/**
 * The document that a mock of canaries serves: the canaries as examples of operations of their
 * own, with the schemas of `served`, and each delivery of `webhooks:` as an operation.
 */
export function canaryDocument(served: Document, canaries: Canary[]): Document {
  const paths: Record<string, PathItem> = {};
  for (const path of new Set(canaries.map((canary) => canary.path))) {
    const sharing = canaries.filter((canary) => canary.path === path);
    const operation = operationFor(served, sharing);
    if (operation !== undefined) paths[path] = { get: operation };
  }
  for (const [name, item] of Object.entries(served.webhooks ?? {})) {
    paths[deliveryPath(name)] = marked(served, item);
  }
  const { webhooks: _, ...rest } = served;
  return { ...rest, paths };
}

/** A delivery whose answers tell which of the documented responses they are. */
function marked(served: Document, item: PathItem): PathItem {
  const operation = item.post as OperationObject;
  const responses = Object.entries(operation.responses).map(([status, reference]) => {
    const response = resolve<ResponseObject>(served, reference);
    const mark = { schema: { type: "string" }, example: status };
    return [status, { ...response, headers: { ...response.headers, "x-canary": mark } }];
  });
  return { ...item, post: { ...operation, responses: Object.fromEntries(responses) } };
}

export const deliveryPath = (name: string) => `/deliveries/${name}`;

const find = (document: Document, { operationId }: Operation) =>
  apiOperations(document).find((operation) => operation.operationId === operationId);

/** An operation that gives any of the canaries; undefined where `served` has no such response. */
function operationFor(served: Document, canaries: Canary[]): OperationObject | undefined {
  const [{ source, headers: changed, path } = {} as Canary] = canaries;
  const response = find(served, source.operation)?.responses[source.status];
  if (response === undefined) return undefined;
  const headers = Object.entries(response.headers ?? {}).map(([name, reference]) => {
    const header = resolve<Header>(served, reference);
    return [name, { ...header, example: changed?.[name] ?? 1 }];
  });
  const examples = Object.fromEntries(
    canaries.map(({ example, body }) => [example, { value: body }]),
  );
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
