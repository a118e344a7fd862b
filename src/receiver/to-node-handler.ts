import type { Receiver } from "./create-receiver.js";
import { ReceiverError } from "./receiver-errors.js";

/** The part of `http.IncomingMessage` that is used. Express's request and Fastify's `raw` fit. */
export interface NodeRequest extends AsyncIterable<Uint8Array> {
  method?: string | undefined;
  url?: string | undefined;
  headers: Record<string, string | string[] | undefined>;
  readableEnded?: boolean;
  readableDidRead?: boolean;
  /** What a body parser left here: the raw bytes, or the parsed value. */
  body?: unknown;
}

/** The part of `http.ServerResponse` that is used. */
export interface NodeResponse {
  writeHead(status: number, headers: Record<string, string>): unknown;
  end(body?: string): unknown;
}

/**
 * Turns a receiver into a handler for `node:http`, Express and Fastify. It must run before any body
 * parser. If one ran first, the response is 500 and the error says which line to change.
 *
 * @param onError - receives the reason why a delivery could not be passed to the receiver
 */
export function toNodeHandler(
  receiver: Receiver,
  onError: (error: unknown) => void = console.error,
): (request: NodeRequest, response: NodeResponse) => Promise<void> {
  return async (incoming, outgoing) => {
    try {
      const response = await receiver(toRequest(incoming));
      outgoing.writeHead(response.status, Object.fromEntries(response.headers));
      outgoing.end((await response.text()) || undefined);
    } catch (error) {
      onError(error);
      outgoing.writeHead(500, { "content-type": "text/plain" });
      outgoing.end("not handled");
    }
  };
}

function toRequest(incoming: NodeRequest): Request {
  const { method = "GET", url = "/", headers, body } = incoming;
  const hasBody = !/^(GET|HEAD|CONNECT|TRACE|TRACK)$/i.test(method);
  const raw = body instanceof Uint8Array ? (body as Uint8Array<ArrayBuffer>) : undefined;
  // Waiting for a body that was already read would never end.
  if (hasBody && raw === undefined && (incoming.readableEnded || incoming.readableDidRead)) {
    throw new ReceiverError(
      "A body parser read the delivery before the receiver. In Express register the receiver above " +
        "express.json(), or put express.raw({ type: 'application/json' }) on its path. In Fastify " +
        "register it in a plugin of its own, in which removeAllContentTypeParsers() and " +
        "addContentTypeParser('*', (request, payload, done) => done(null)) leave the body unread",
      "body_was_parsed",
    );
  }
  const headerList = Object.entries(headers).flatMap(([name, value]) =>
    [value].flat().map((one): [string, string] => [name, one ?? ""]),
  );
  return new Request(new URL(url, "http://receiver.invalid"), {
    // `Request` does not allow these methods. The receiver refuses them in the same way as GET.
    method: /^(CONNECT|TRACE|TRACK)$/i.test(method) ? "GET" : method,
    // HTTP/2 adds pseudo-headers, which `Headers` does not allow.
    headers: headerList.filter(([name]) => !name.startsWith(":")),
    ...(hasBody && { body: raw ?? streamOf(incoming), duplex: "half" }),
  } as RequestInit);
}

/** Reads from the sender only as fast as the receiver does. */
function streamOf(incoming: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = incoming[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}
