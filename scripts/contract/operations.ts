import {
  type Document,
  escapeToken,
  jsonOf,
  type Method,
  methods,
  type OperationObject,
  type Parameter,
  type PathItem,
  type RequestBody,
  type ResponseObject,
  resolve,
} from "./document.js";

/** An operation of the contract with everything that applies to it, references followed. */
export interface Operation {
  operationId: string;
  method: Method;
  /** The path template; for a webhook, its name. */
  path: string;
  /** JSON pointer of the operation in the document. */
  pointer: string;
  summary: string;
  description: string;
  isDeprecated: boolean;
  /** Those of the path item first; one that the operation defines again is the operation's. */
  parameters: Parameter[];
  requestBody: RequestBody | undefined;
  /** By status, range such as `2XX`, or `default`. */
  responses: Record<string, ResponseObject>;
  /** Scopes of which any one is enough; none where any token is enough, or none is needed. */
  scopes: string[];
  /** Whether it may be called without a token. */
  isPublic: boolean;
}

/** The operations under `paths:`, in the order of the contract. */
export const apiOperations = (document: Document) => operationsOf(document, "paths");

/** The deliveries under `webhooks:`, in the order of the contract. */
export const deliveries = (document: Document) => operationsOf(document, "webhooks");

type Section = "paths" | "webhooks";
const known = new WeakMap<Document, Partial<Record<Section, Operation[]>>>();

/** Reads a document once: whoever changes a document changes a copy. */
function operationsOf(document: Document, section: Section): Operation[] {
  const sections = known.get(document) ?? {};
  known.set(document, sections);
  sections[section] ??= readOperations(document, section);
  return sections[section];
}

function readOperations(document: Document, section: Section): Operation[] {
  return Object.entries(document[section] ?? {}).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = item[method];
      if (operation === undefined) return [];
      const pointer = `#/${section}/${escapeToken(path)}/${method}`;
      return [{ method, path, pointer, ...readOperation(document, item, operation) }];
    }),
  );
}

function readOperation(document: Document, item: PathItem, operation: OperationObject) {
  const { operationId, summary = "", description = "", requestBody } = operation;
  const security = operation.security ?? document.security ?? [];
  const own = parametersOf(document, operation);
  const isOverridden = (shared: Parameter) =>
    own.some((one) => one.name === shared.name && one.in === shared.in);
  return {
    operationId,
    summary,
    description: description.trim(),
    isDeprecated: operation.deprecated === true,
    parameters: [...parametersOf(document, item).filter((one) => !isOverridden(one)), ...own],
    requestBody: requestBody && resolve<RequestBody>(document, requestBody),
    responses: Object.fromEntries(
      Object.entries(operation.responses).map(([status, response]) => [
        status,
        resolve<ResponseObject>(document, response),
      ]),
    ),
    scopes: security.flatMap((requirement) => Object.values(requirement).flat()),
    isPublic: security.length === 0 || security.some((one) => Object.keys(one).length === 0),
  };
}

/** Header parameters that OpenAPI ignores, because other parts of a document describe them. */
const ignored = /^(accept|content-type|authorization)$/i;

const parametersOf = (document: Document, { parameters = [] }: Pick<PathItem, "parameters">) =>
  parameters
    .map((reference) => resolve<Parameter>(document, reference))
    .filter((parameter) => parameter.in !== "header" || !ignored.test(parameter.name))
    .map((one) => ({ ...one, schema: one.schema ?? jsonOf(one.content)?.schema ?? {} }));

/** The keys of the responses that mean success: those of 2xx, or `default` where there is none. */
export function successKeys({ responses }: { responses: object }): string[] {
  const keys = Object.keys(responses);
  const successes = keys.filter((key) => /^2(\d\d|XX)$/i.test(key)).sort();
  return successes.length > 0 ? successes : keys.filter((key) => key === "default");
}

/** The status that a key of `responses` stands for: of a range its first, of `default` 200. */
export function statusOf(key: string): number {
  return key === "default" ? 200 : Number(key.replace(/X/gi, "0"));
}
