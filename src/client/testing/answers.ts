import { STATUS_CODES } from "node:http";

/** An answer before it is written to the wire. */
export interface Answer {
  status: number;
  /** Names in lower case; they come on top of the usual ones, and undefined takes one away. */
  headers?: Record<string, string | undefined>;
  body?: string;
}

/** The message as it goes over the wire. It ends its connection, so that each request has its own. */
export function toMessage({ status, headers, body = "" }: Answer): string {
  const all: Record<string, string | undefined> = {
    "content-type": "application/json",
    "content-length": status === 204 ? undefined : `${Buffer.byteLength(body)}`,
    connection: "close",
    ...headers,
  };
  const lines = Object.entries(all).flatMap(([name, value]) =>
    value === undefined ? [] : `${name}: ${value}\r\n`,
  );
  return `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? "Odd"}\r\n${lines.join("")}\r\n${body}`;
}

/** An error of the API's own shape. */
export function errorAnswer(status: number, headers?: Answer["headers"]): Answer {
  const error = { code: status, message: `Answered with ${status}` };
  return { status, body: JSON.stringify({ error }), ...(headers && { headers }) };
}

/** One piece of a chunked body. */
export const chunk = (text: string): string =>
  `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;
