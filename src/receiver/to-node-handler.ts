import { callHook, type Receiver, respond } from "./create-receiver.js";
import { ReceiverError } from "./receiver-errors.js";

/** The part of `http.IncomingMessage` that is used. Express's request and Fastify's `raw` fit. */
export interface NodeRequest extends AsyncIterable<Uint8Array> {
  method?: string | undefined;
  url?: string | undefined;
  headers: Record<string, string | string[] | undefined>;
  readableDidRead?: boolean;
  /** The raw bytes, which some parsers keep here beside the parsed value. */
  rawBody?: unknown;
  /** What a body parser left here: the raw bytes, the text, or the parsed value. */
  body?: unknown;
}

/** The part of `http.ServerResponse` that is used. */
export interface NodeResponse {
  readonly headersSent?: boolean;
  readonly destroyed?: boolean;
  writeHead(status: number, headers: Record<string, string>): unknown;
  end(body?: string): unknown;
}

/**
 * Turns a receiver into a handler for `node:http`, Express and Fastify, which never rejects. It must
 * run before any body parser, unless that keeps the raw body as `rawBody`, or as `body` in bytes or
 * text. Otherwise the response is 500 and the error says which line to change.
 *
 * @param onError - receives the reason why a delivery could not be passed to the receiver, or why
 *   its response could not be sent
 */
export function toNodeHandler(
  receiver: Receiver,
  onError: (error: unknown) => unknown = console.error,
): (request: NodeRequest, response: NodeResponse) => Promise<void> {
  async function respondTo(incoming: NodeRequest): Promise<Response> {
    let request: Request | undefined;
    try {
      request = toRequest(incoming);
      return await receiver(request);
    } catch (error) {
      const isSendersFault = request === undefined && !(error instanceof ReceiverError);
      // An error of `Request` would print the target, which may have credentials in it.
      if (isSendersFault) return respond(400, "bad request");
      void callHook(onError, error);
      return respond(500, "not handled");
    }
  }

  return async (incoming, outgoing) => {
    try {
      const response = await respondTo(incoming);
      const body = (await response.text()) || undefined;
      if (outgoing.headersSent) {
        const message = `Something else had responded when the receiver did, with ${response.status}`;
        throw new ReceiverError(message, "already_responded");
      }
      // The sender may be gone.
      if (outgoing.destroyed) return;
      outgoing.writeHead(response.status, Object.fromEntries(response.headers));
      outgoing.end(body);
    } catch (error) {
      await callHook(onError, error);
    }
  };
}

function toRequest(incoming: NodeRequest): Request {
  const { url = "/", headers } = incoming;
  // `Request` does not allow these methods. The receiver refuses them in the same way as GET.
  const method = (incoming.method ?? "GET").replace(/^(CONNECT|TRACE|TRACK)$/i, "GET");
  const hasBody = !/^(GET|HEAD)$/i.test(method);
  const headerList = Object.entries(headers).flatMap(([name, value]) =>
    [value].flat().map((one): [string, string] => [name, one ?? ""]),
  );
  return new Request(new URL(url, "http://receiver.invalid"), {
    method,
    // HTTP/2 adds pseudo-headers, which `Headers` does not allow.
    headers: headerList.filter(([name]) => !name.startsWith(":")),
    ...(hasBody && { body: rawBodyOf(incoming), duplex: "half" }),
  } as RequestInit);
}

type RawBody = string | Uint8Array | ReadableStream<Uint8Array>;

function rawBodyOf(incoming: NodeRequest): RawBody {
  const isRaw = (body: unknown): body is string | Uint8Array =>
    typeof body === "string" || body instanceof Uint8Array;
  const raw = [incoming.rawBody, incoming.body].find(isRaw);
  if (raw !== undefined) return raw;
  // Waiting for a body that was already read would never end.
  if (incoming.readableDidRead) {
    throw new ReceiverError(
      "A body parser read the delivery before the receiver. In Express register the receiver above " +
        "express.json(), or put express.raw({ type: 'application/json' }) on its path. In Fastify " +
        "register it in a plugin of its own, in which removeAllContentTypeParsers() and " +
        "addContentTypeParser('*', (request, payload, done) => done(null)) leave the body unread",
      "body_was_parsed",
    );
  }
  return streamOf(incoming);
}

/** Reads from the sender only when, and only as fast as, the receiver does. */
function streamOf(incoming: AsyncIterable<Uint8Array | string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let iterator: AsyncIterator<Uint8Array | string> | undefined;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        iterator ??= incoming[Symbol.asyncIterator]();
        const { done, value } = await iterator.next();
        if (done) controller.close();
        // After `setEncoding` the chunks are text.
        else controller.enqueue(typeof value === "string" ? encoder.encode(value) : value);
      },
      async cancel() {
        await iterator?.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}
