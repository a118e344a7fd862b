import {
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

/** What all requests of a client have in common. */
export interface BaseRequest {
  /** Without a slash at the end. */
  baseUrl: string;
  /** With names in lower case. */
  headers: Record<string, string>;
  authorization: string;
}

/** Takes a request of openapi-fetch apart; the bodies of the API are JSON. */
export async function toPlainRequest(
  request: Request,
  { baseUrl, authorization }: BaseRequest,
): Promise<PlainRequest> {
  const { method, url } = request;
  const body = (await request.text()) || null;
  const headers = Object.fromEntries(request.headers);
  // Middleware may have changed the URL; the token is for the origin of the API alone.
  if (url.startsWith(`${new URL(baseUrl).origin}/`)) headers.authorization = authorization;
  return { method, url, headers, body };
}

/** Copies a response whose body has been read. */
export const withBody = (response: Response, text: string): Response =>
  new Response(text || null, response);

/** Headers by their names in lower case, so that one replaces another. */
export const lowerCaseNames = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

const defaultQuerySerializer = createQuerySerializer();

/** The parts of each path: literal text, and at odd places the names of parameters. */
const pathParts = Object.fromEntries(
  Object.entries(routes).map(([operationId, { path }]) => [operationId, path.split(/[{}]/)]),
) as Record<OperationId, string[]>;

/** The options of openapi-fetch for an operation. */
function optionsOf(operationId: OperationId, input: Input, headers: Record<string, string>) {
  const { bodyType = "application/json", serialize }: Route = routes[operationId];
  const serialized = serialize?.(input);
  return {
    // The generated types of parameters have no index signature.
    params: (serialized?.params ?? input) as Parameters,
    querySerializer: serialized?.querySerializer ?? defaultQuerySerializer,
    headers: {
      ...(input.body !== undefined && { "content-type": bodyType }),
      ...lowerCaseNames({ ...serialized?.headers, ...headers }),
    },
  };
}

/**
 * Writes the request of an operation with the serializers of openapi-fetch. What else openapi-fetch
 * does for a request is needed by middleware alone, and takes a quarter of the time of a call.
 */
export function writeRequest(
  base: BaseRequest,
  operationId: OperationId,
  input: Input,
  headers: Record<string, string>,
): PlainRequest {
  const { method } = routes[operationId];
  const { params, querySerializer, headers: own } = optionsOf(operationId, input, headers);
  const url = pathParts[operationId].reduce(
    (start, part, at) => start + (at % 2 ? writeParameter(part, params.path) : part),
    base.baseUrl,
  );
  const query = params.query ? querySerializer(params.query) : "";
  return {
    method,
    url: url + (query && `?${query}`),
    headers: {
      ...base.headers,
      ...own,
      ...(params.header && Object.fromEntries(mergeHeaders(params.header))),
      authorization: base.authorization,
    },
    body: input.body === undefined || method === "GET" ? null : defaultBodySerializer(input.body),
  };
}

/** Writes a path parameter; its name may have a style, such as `;id*`. */
function writeParameter(name: string, values: Record<string, unknown> = {}): string {
  const value = values[name];
  if (typeof value === "string") return encodeURIComponent(value);
  return defaultPathSerializer(`{${name}}`, values);
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
  send: (request: Request) => Promise<ReadResponse>,
): Promise<ReadResponse> {
  const request = fetchClient.request as FetchOperation;
  const { method, path } = routes[operationId];
  let sent: ReadResponse | undefined;
  const { data, error, response } = await request(method, path, {
    ...optionsOf(operationId, input, headers),
    body: input.body,
    parseAs: "text",
    fetch: async (request: Request) => {
      sent = await send(request);
      const { response, text } = sent;
      // Middleware may have read the body before openapi-fetch does.
      return Object.defineProperty(response, "text", { value: async () => text });
    },
  });
  if (response === sent?.response) return { response, text: sent.text };
  // Where the body of an error is JSON, openapi-fetch has parsed it.
  const content = data ?? error ?? "";
  return { response, text: typeof content === "string" ? content : JSON.stringify(content) };
}
