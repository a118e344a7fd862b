import {
  type Document,
  escapeToken,
  type Method,
  methods,
  type Parameter,
  type PathItem,
  type RequestBody,
  type ResponseObject,
  resolve,
} from "./document.js";

/** An operation with everything that applies to it, references resolved. */
export interface Operation {
  operationId: string;
  method: Method;
  /** The path template; for a webhook, its name. */
  path: string;
  /** JSON pointer to the operation in the document. */
  pointer: string;
  summary: string;
  description: string;
  /** The parameters of the path item, then those of the operation. */
  parameters: Parameter[];
  requestBody: RequestBody | undefined;
  responses: Record<string, ResponseObject>;
  /** Any one of these scopes is enough; empty if the operation needs no token. */
  scopes: string[];
}

/** The operations of the API, in the order of the contract. */
export const apiOperations = (document: Document) => operationsOf(document, "paths");

/** The deliveries that the API sends, in the order of the contract. */
export const deliveries = (document: Document) => operationsOf(document, "webhooks");

function operationsOf(document: Document, section: "paths" | "webhooks"): Operation[] {
  return Object.entries(document[section] ?? {}).flatMap(([path, item]) =>
    methods
      .filter((method) => item[method] !== undefined)
      .map((method) => readOperation(document, section, path, item, method)),
  );
}

function readOperation(
  document: Document,
  section: "paths" | "webhooks",
  path: string,
  item: PathItem,
  method: Method,
): Operation {
  const operation = item[method];
  if (operation === undefined) throw new Error(`no ${method} at ${path}`);
  const { operationId, summary, description = "", requestBody, responses } = operation;
  return {
    operationId,
    method,
    path,
    pointer: `#/${section}/${escapeToken(path)}/${method}`,
    summary,
    description: description.trim(),
    parameters: [...(item.parameters ?? []), ...(operation.parameters ?? [])].map((parameter) =>
      resolve<Parameter>(document, parameter),
    ),
    requestBody: requestBody && resolve<RequestBody>(document, requestBody),
    responses: Object.fromEntries(
      Object.entries(responses).map(([status, response]) => [
        status,
        resolve<ResponseObject>(document, response),
      ]),
    ),
    scopes: (operation.security ?? document.security ?? []).flatMap((requirement) =>
      Object.values(requirement).flat(),
    ),
  };
}

/** The documented statuses that mean success, lowest first. */
export function successStatuses(operation: Operation): number[] {
  return Object.keys(operation.responses)
    .filter((status) => /^2\d\d$/.test(status))
    .map(Number)
    .sort((a, b) => a - b);
}
