import { recordedFetch } from "../run/recording.js";

/** A request as it went over the wire. */
export interface Request {
  method: string;
  path: Record<string, string>;
  /** Several texts where a name is repeated. */
  query: Record<string, string | readonly string[]>;
  /** By lower-case name. */
  headers: Record<string, string>;
  body?: string | undefined;
}

/** Stands for the status of a response that did not come, or not as a whole. */
export const noResponseStatus = 599;

/** A response as it came over the wire. */
export interface Response {
  status: number;
  /** By lower-case name. */
  headers: Record<string, string>;
  body: string;
}

/** Sends a request exactly as given: no client, nothing added but what HTTP itself needs. */
export async function exchange(baseUrl: string, path: string, request: Request): Promise<Response> {
  const filled = filledPath(path, request.path);
  const query = Object.entries(request.query)
    .flatMap(([name, texts]) => [texts].flat().map((text) => `${encode(name)}=${encode(text)}`))
    .join("&");
  const response = await recordedFetch(`${baseUrl}${filled}${query && `?${query}`}`, {
    method: request.method.toUpperCase(),
    headers: request.headers,
    ...(request.body !== undefined && { body: request.body }),
  });
  return readResponse(response);
}

/** A header's value, whatever the case of its name (RFC 9110, 5.1). */
export const headerOf = (headers: Record<string, string>, name: string): string | undefined =>
  Object.entries(headers).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];

/** The path of a request, percent-encoded. */
const filledPath = (template: string, values: Record<string, string>): string =>
  template.replace(/\{([^}]+)\}/g, (_, name) => encode(values[name] ?? ""));

/** Percent-encodes all but what separates items in the styles of parameters. */
const encode = (text: string) =>
  encodeURIComponent(text).replace(/%(?:2C|3B|3D)/g, decodeURIComponent);

/** The parameters of a query, several texts where a name is repeated. */
export const queryOf = (parameters: URLSearchParams): Request["query"] =>
  Object.fromEntries(
    [...new Set(parameters.keys())].map((name) => {
      const [text = "", ...others] = parameters.getAll(name);
      return [name, others.length > 0 ? [text, ...others] : text];
    }),
  );

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
  const fixed = template
    .split(/\{[^}]+\}/)
    .map((text) => text.replace(/[.*+?^$()|[\]\\]/g, "\\$&"));
  const values = pathname.match(new RegExp(`${fixed.join("([^/]+)")}$`));
  if (values === null) return undefined;
  return Object.fromEntries(
    names.map((name, i) => [name, decodeURIComponent(values[i + 1] ?? "")]),
  );
}
