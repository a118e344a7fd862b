import {
  type Document,
  type Header,
  jsonOf,
  methods,
  type OperationObject,
  type PathItem,
  type ResponseObject,
  resolve,
} from "../../scripts/contract/document.js";
import { apiOperations } from "../../scripts/contract/operations.js";
import { type InvalidResponse, shownIn } from "./invalid-responses.js";

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
  const operations = methods.flatMap((method) => {
    const operation = item[method];
    if (operation === undefined) return [];
    const responses = Object.entries(operation.responses).map(([status, reference]) => {
      const response = resolve<ResponseObject>(served, reference);
      const mark = { schema: { type: "string" }, example: status };
      return [status, { ...response, headers: { ...response.headers, [chosenResponse]: mark } }];
    });
    return [[method, { ...operation, responses: Object.fromEntries(responses) }]];
  });
  return { ...item, ...Object.fromEntries(operations) };
}

/** The path of a delivery at a mock, in which no character has a meaning of its own. */
export const deliveryPath = (name: string) => `/deliveries/${name.replace(/[^\w.-]/g, "-")}`;

/** An operation that gives any of the responses; undefined where `served` has no such response. */
function operationFor(served: Document, all: InvalidResponse[]): OperationObject | undefined {
  const [{ source, headers: changed, path } = {} as InvalidResponse] = all;
  const { operationId } = source.operation;
  const operation = apiOperations(served).find((one) => one.operationId === operationId);
  const response = operation?.responses[source.key];
  if (response === undefined) return undefined;
  const headers = Object.entries(response.headers ?? {}).map(([name, reference]) => {
    const header = resolve<Header>(served, reference);
    return [name, { ...header, example: changed?.[name] ?? shownIn(served, header) }];
  });
  const examples = Object.fromEntries(all.map(({ example, body }) => [example, { value: body }]));
  const media = jsonOf(response.content);
  return {
    operationId: path,
    summary: source.name,
    security: [],
    responses: {
      [source.status]: {
        ...response,
        headers: Object.fromEntries(headers),
        ...(media && { content: { [media.type]: { ...media, examples } } }),
      },
    },
  };
}
