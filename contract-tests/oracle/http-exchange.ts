import type { Operation } from "../../scripts/contract/operations.js";
import { recordedFetch } from "../run/recording.js";

/** A request as it went over the wire. */
export interface Request {
  method: string;
  path: Record<string, string>;
  query: Record<string, string>;
  /** By lower-case name. */
  headers: Record<string, string>;
  body?: string | undefined;
}

/** A response as it came over the wire. */
export interface Response {
  status: number;
  /** By lower-case name. */
  headers: Record<string, string>;
  body: string;
}

export interface Exchange {
  request: Request;
  response: Response;
}

/** Sends a request exactly as given: no client, nothing added but what HTTP itself needs. */
export async function exchange(baseUrl: string, path: string, request: Request): Promise<Exchange> {
  const filled = path.replace(/\{([^}]+)\}/g, (_, name) =>
    encodeURIComponent(request.path[name] ?? ""),
  );
  const query = new URLSearchParams(request.query).toString();
  const response = await recordedFetch(`${baseUrl}${filled}${query && `?${query}`}`, {
    method: request.method.toUpperCase(),
    headers: request.headers,
    ...(request.body !== undefined && { body: request.body }),
  });
  return { request, response: await readResponse(response) };
}

/** A `fetch` for a client, and what it sent and received. */
export function observe(operation: Operation, extraHeaders: Record<string, string>) {
  const seen: Exchange[] = [];
  const observedFetch = async (input: globalThis.Request): Promise<globalThis.Response> => {
    const request = await readRequest(operation, input.clone());
    const headers = new Headers(input.headers);
    for (const [name, value] of Object.entries(extraHeaders)) headers.set(name, value);
    const response = await recordedFetch(new Request(input, { headers }));
    seen.push({ request, response: await readResponse(response.clone()) });
    return response;
  };
  return { seen, fetch: observedFetch as typeof globalThis.fetch };
}

async function readRequest({ path }: Operation, request: globalThis.Request): Promise<Request> {
  const { pathname, searchParams } = new URL(request.url);
  const body = await request.text();
  return {
    method: request.method,
    path: pathParameters(path, pathname) ?? {},
    query: Object.fromEntries(searchParams),
    headers: Object.fromEntries(request.headers),
    body: body === "" ? undefined : body,
  };
}

export async function readResponse(response: globalThis.Response): Promise<Response> {
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: await response.text(),
  };
}

/** The parameters in a path below any base path; undefined if it does not fit the template. */
export function pathParameters(
  template: string,
  pathname: string,
): Record<string, string> | undefined {
  const names = [...template.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name ?? "");
  const values = pathname.match(new RegExp(`${template.replace(/\{[^}]+\}/g, "([^/]+)")}$`));
  if (values === null) return undefined;
  return Object.fromEntries(
    names.map((name, i) => [name, decodeURIComponent(values[i + 1] ?? "")]),
  );
}
