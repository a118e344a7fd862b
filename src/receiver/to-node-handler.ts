import type { Receiver } from "./create-receiver.js";
import { ReceiverError } from "./errors.js";

/** The part of `http.IncomingMessage` that is needed; Express's and Fastify's `raw` have it too. */
export interface NodeRequest extends AsyncIterable<Uint8Array> {
  method?: string | undefined;
  url?: string | undefined;
  headers: Record<string, string | string[] | undefined>;
  readableEnded?: boolean;
  readableDidRead?: boolean;
  /** What a parser made of the body, in frameworks that have one. */
  body?: unknown;
}

/** The part of `http.ServerResponse` that is needed. */
export interface NodeResponse {
  writeHead(status: number, headers: Record<string, string>): unknown;
  end(body?: string): unknown;
}

/**
 * Makes a receiver a handler for `node:http`, Express and Fastify. It has to get the body before any
 * parser; where one was faster, the delivery is answered with 500 and the error says which line to
 * change.
 *
 * @param onError - told why a delivery could not be received at all; by default the console is
 */
export function toNodeHandler(
  receiver: Receiver,
  onError: (error: unknown) => void = console.error,
): (request: NodeRequest, response: NodeResponse) => Promise<void> {
  return async (incoming, outgoing) => {
    try {
      const answer = await receiver(await toRequest(incoming));
      outgoing.writeHead(answer.status, Object.fromEntries(answer.headers));
      outgoing.end((await answer.text()) || undefined);
    } catch (error) {
      onError(error);
      outgoing.writeHead(500, { "content-type": "text/plain" });
      outgoing.end("not handled");
    }
  };
}

async function toRequest(incoming: NodeRequest): Promise<Request> {
  const { method = "GET", url = "/", headers, body: parsed } = incoming;
  const hasBody = !/^(GET|HEAD|CONNECT|TRACE|TRACK)$/i.test(method);
  const raw = parsed instanceof Uint8Array ? (parsed as Uint8Array<ArrayBuffer>) : undefined;
  // Waiting for a body that somebody has read would never end.
  if (hasBody && raw === undefined && (incoming.readableEnded || incoming.readableDidRead)) {
    throw new ReceiverError(
      "A body parser read the delivery before the receiver. In Express register the receiver above " +
        "express.json(), or put express.raw({ type: 'application/json' }) on its path. In Fastify " +
        "register it in a plugin of its own, in which removeAllContentTypeParsers() and " +
        "addContentTypeParser('*', (request, payload, done) => done(null)) leave the body unread",
      "body_was_parsed",
    );
  }
  const list = Object.entries(headers).flatMap(([name, value]) =>
    [value].flat().map((one): [string, string] => [name, one ?? ""]),
  );
  return new Request(new URL(url, "http://receiver.invalid"), {
    // A Request cannot have these methods. No receiver wants them, nor GET.
    method: /^(CONNECT|TRACE|TRACK)$/i.test(method) ? "GET" : method,
    headers: list.filter(([name]) => !name.startsWith(":")),
    ...(hasBody && { body: raw ?? streamOf(incoming), duplex: "half" }),
  } as RequestInit);
}

/** Takes no more from the sender than is asked for. */
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
