export const isError = ({ status }: Response): boolean => status >= 400;

export const hasBody = ({ body }: Response): boolean => body !== null;

/** Another status; without a body where HTTP does not allow one. */
export function withStatus({ body, headers }: Response, status: number): Response {
  if (![204, 205, 304].includes(status)) return new Response(body, { status, headers });
  return new Response(null, { status });
}

export function withBody(
  { status, headers }: Response,
  body: string | Uint8Array<ArrayBuffer>,
): Response {
  return new Response(body, { status, headers });
}

/** Another value for a header; leaves it out without one. */
export function withHeader(
  { body, status, headers }: Response,
  name: string,
  value?: string,
): Response {
  const others = [...headers].filter(([one]) => one !== name.toLowerCase());
  const added: [string, string][] = value === undefined ? [] : [[name, value]];
  // As a stream: to a text, Response would add a content type of its own.
  return new Response(body, { status, headers: [...others, ...added] });
}

/** The first half of a body, which is never JSON. */
export async function halfOf(response: Response): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(await response.arrayBuffer());
  return bytes.slice(0, Math.ceil(bytes.length / 2));
}
