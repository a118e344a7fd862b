import type { ServerResponse } from "node:http";
import type { Has } from "./planted-bugs.js";

/** Thrown to respond with an error. */
export class ErrorResponse extends Error {
  readonly status: number;
  readonly headers: Record<string, string>;

  constructor(status: number, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.status = status;
    this.headers = headers;
  }
}

export function respond(
  outgoing: ServerResponse,
  status: number,
  body?: unknown,
  headers: Record<string, string> = {},
): void {
  if (body === undefined) {
    outgoing.writeHead(status, headers).end();
    return;
  }
  outgoing.writeHead(status, { "content-type": "application/json", ...headers });
  outgoing.end(JSON.stringify(body));
}

export function respondWithError(
  outgoing: ServerResponse,
  { status, message, headers }: ErrorResponse,
  has: Has,
) {
  if (status === 404 && has("404 is HTML")) {
    outgoing.writeHead(404, { "content-type": "text/html" });
    outgoing.end(`<!doctype html><title>404</title><h1>Not Found</h1><p>${message}</p>`);
    return;
  }
  const isSilent = status === 400 && has("error envelope lacks message");
  const error = { code: status, ...(!isSilent && { message }) };
  const kept = status === 429 && has("429 without headers") ? {} : headers;
  respond(outgoing, status, { error }, kept);
}
