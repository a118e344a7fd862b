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

/** Watches a client's exchanges: gives the `fetch` to hand it, and what went over the wire. */
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

async function readRequest(operation: Operation, request: globalThis.Request): Promise<Request> {
  const { pathname, searchParams } = new URL(request.url);
  const pattern = operation.path.replace(/\{[^}]+\}/g, "([^/]+)");
  const names = [...operation.path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name ?? "");
  const values = pathname.match(new RegExp(`${pattern}$`))?.slice(1) ?? [];
  const body = await request.text();
  return {
    method: request.method,
    path: Object.fromEntries(values.map((value, i) => [names[i], decodeURIComponent(value)])),
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
