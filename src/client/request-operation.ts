import {
  createFinalURL,
  createQuerySerializer,
  defaultBodySerializer,
  defaultPathSerializer,
  type Client as FetchClient,
  type HeadersOptions,
  mergeHeaders,
} from "openapi-fetch";
import type { Input } from "../../generated/client.js";
import { type OperationId, type Route, routes } from "../../generated/routes.js";
import type { paths } from "../../generated/schema.js";
import type { PlainRequest, ReadResponse } from "./send-once.js";

/** A request without the signal of its call. */
export type WrittenRequest = Omit<PlainRequest, "signal">;

/** Takes a request apart; the bodies of the API are JSON. */
export async function toPlainRequest(request: Request): Promise<WrittenRequest> {
  const { method, url } = request;
  const body = (await request.text()) || null;
  return { method, url, headers: Object.fromEntries(request.headers), body };
}

/** Copies a response whose body has been read. */
export const withBody = (response: Response, text: string): Response =>
  new Response(text || null, response);

/** An operation in the terms of openapi-fetch. */
function describeOperation(
  operationId: OperationId,
  { body, ...params }: Input,
  headers: Record<string, string>,
) {
  const { method, path, bodyType, serialize }: Route = routes[operationId];
  const serialized = serialize?.(params);
  const contentType = bodyType && body !== undefined && { "Content-Type": bodyType };
  const merged = { ...serialized?.headers, ...contentType, ...headers };
  return { method, path, init: { params, body, ...serialized, headers: merged } };
}

/** Headers by their names in lower case, so that one replaces another. */
export const lowerCaseNames = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

const defaultQuerySerializer = createQuerySerializer();

/**
 * Writes the request of an operation with the serializers of openapi-fetch. What else openapi-fetch
 * does for a request is needed by middleware alone, and takes a quarter of the time of a call.
 */
export function writeRequest(
  base: { baseUrl: string /** With names in lower case. */; headers: Record<string, string> },
  operationId: OperationId,
  input: Input,
  headers: Record<string, string>,
): WrittenRequest {
  const { method, path, init } = describeOperation(operationId, input, headers);
  const { body, querySerializer = defaultQuerySerializer } = init;
  // The generated types of parameters have no index signature.
  const params = init.params as Parameters;
  return {
    method,
    url: createFinalURL(path, {
      baseUrl: base.baseUrl,
      params,
      querySerializer,
      pathSerializer: defaultPathSerializer,
    }),
    headers: {
      ...(body !== undefined && { "content-type": "application/json" }),
      ...base.headers,
      ...lowerCaseNames(init.headers),
      ...(params.header && Object.fromEntries(mergeHeaders(params.header))),
    },
    body: body === undefined || method === "GET" ? null : defaultBodySerializer(body),
  };
}

/** The values of parameters by their place. */
interface Parameters {
  path?: Record<string, unknown>;
  query?: Record<string, unknown>;
  header?: HeadersOptions;
}

/** An operation as openapi-fetch performs it, when its path is not known to the compiler. */
type FetchOperation = (
  method: string,
  path: string,
  init: object,
) => Promise<{ data?: unknown; error?: unknown; response: Response }>;

/**
 * Sends the request of an operation through openapi-fetch and the middleware in use. Its types ask for
 * a literal path and the input of that path, which are only known by their operationId here.
 */
export async function sendThroughMiddleware(
  fetchClient: FetchClient<paths>,
  operationId: OperationId,
  input: Input,
  headers: Record<string, string>,
  send: (request: WrittenRequest) => Promise<ReadResponse>,
): Promise<ReadResponse> {
  const request = fetchClient.request as FetchOperation;
  const { method, path, init } = describeOperation(operationId, input, headers);
  let sent: ReadResponse | undefined;
  const { data, error, response } = await request(method, path, {
    ...init,
    parseAs: "text",
    fetch: async (request: Request) => {
      const { response, text } = await send(await toPlainRequest(request));
      sent = { response: withBody(response, text), text };
      // Middleware may have read the body before openapi-fetch does.
      return Object.defineProperty(sent.response, "text", { value: async () => text });
    },
  });
  if (response === sent?.response) return { response, text: sent.text };
  // Where the body of an error is JSON, openapi-fetch has parsed it.
  const content = data ?? error ?? "";
  return { response, text: typeof content === "string" ? content : JSON.stringify(content) };
}
