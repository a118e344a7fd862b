import type { ServerResponse } from "node:http";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { type Answer, textOf } from "./answer.js";

/** Stands for what a client sees of a connection that ends without a complete answer. */
export class ConnectionCut extends TypeError {
  constructor() {
    const cause = Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
    super("fetch failed", { cause });
  }
}

/**
 * Writes an answer: to the socket where there is one, otherwise as a `Response`.
 *
 * @throws ConnectionCut where the connection is cut and there is no socket
 */
export function writeAnswer(
  answer: Answer,
  outgoing?: ServerResponse,
): Response | Promise<Response> {
  if (answer.isHanging) return new Promise(() => {});
  const text = textOf(answer);
  const headers = headersOf(answer, text);
  if (outgoing === undefined) return toResponse(answer, headers, text);
  // Once all that has arrived is read: waking a client that sleeps takes longer than answering it,
  // and of answers written together only the first finds it asleep.
  setImmediate(() => {
    try {
      writeToSocket(outgoing, answer, headers, text);
    } catch {
      // What cannot be written as HTTP is no reason to end the process.
      outgoing.destroy();
    }
  });
  return RESPONSE_ALREADY_SENT;
}

function headersOf(answer: Answer, text: string): Record<string, string> {
  if (answer.headers === undefined)
    return text === "" ? {} : { "content-type": "application/json" };
  const all = { ...(text !== "" && { "content-type": "application/json" }), ...answer.headers };
  const sent: Record<string, string> = {};
  for (const [name, value] of Object.entries(all)) if (value !== undefined) sent[name] = value;
  return sent;
}

function writeToSocket(
  outgoing: ServerResponse,
  { status, cutAfter }: Answer,
  headers: Record<string, string>,
  text: string,
): void {
  if (cutAfter !== undefined && cutAfter < 0) {
    outgoing.destroy();
    return;
  }
  const length =
    status === 204 || status === 304 ? {} : { "content-length": Buffer.byteLength(text) };
  outgoing.writeHead(status, { ...length, ...headers });
  if (cutAfter === undefined) outgoing.end(text);
  else outgoing.write(text.slice(0, cutAfter) || " ", () => outgoing.destroy());
}

function toResponse(
  { status, cutAfter }: Answer,
  headers: Record<string, string>,
  text: string,
): Response {
  if (cutAfter !== undefined && cutAfter < 0) throw new ConnectionCut();
  // In bytes: to a text, Response would add a content type of its own.
  const bytes = text === "" ? null : new TextEncoder().encode(text);
  const body = cutAfter === undefined ? bytes : cutStream(text.slice(0, cutAfter));
  return new Response(body, { status, headers });
}

function cutStream(start: string): ReadableStream {
  const chunks = [new TextEncoder().encode(start)];
  return new ReadableStream({
    pull(controller) {
      const chunk = chunks.pop();
      if (chunk?.length) controller.enqueue(chunk);
      else controller.error(new ConnectionCut());
    },
  });
}
