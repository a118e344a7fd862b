import { lookup as systemLookup } from "node:dns";
import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import type { LookupFunction } from "node:net";
import type { WebhookDetailed } from "../../../generated/models.js";
import { DeliveryFailure } from "./delivery-failure.js";
import { guardLookup, refusePrivateAddress } from "./private-addresses.js";

/** One attempt at a delivery, as it is about to be sent. */
export interface DeliveryRequest {
  url: URL;
  /** By their lower-case names. `content-length` is added when the request is sent. */
  headers: Readonly<Record<string, string | string[]>>;
  body: string;
  appId: string;
  webhook: WebhookDetailed;
  deliveryId: string;
  /** Counts the attempts at this delivery, beginning with 1. */
  attempt: number;
}

/** What a receiver answers to an attempt. */
export interface DeliveryResponse {
  status: number;
  /** Where a redirect leads. The sandbox does not follow it. */
  location?: string;
  /** The body, or the first 64 KiB of it. */
  text: string;
  /** Whether `text` is only the beginning of the body. */
  isCut: boolean;
}

/**
 * Wraps the sending of each attempt. It may change the request, send it any number of times, or
 * answer without sending anything.
 */
export type AroundDelivery = (
  request: DeliveryRequest,
  next: (request: DeliveryRequest) => Promise<DeliveryResponse>,
) => Promise<DeliveryResponse>;

/** Sends a request once. Rejects when no complete response arrives, or when it is aborted. */
export type Transport = (
  request: Pick<DeliveryRequest, "url" | "headers" | "body">,
  signal: AbortSignal,
) => Promise<DeliveryResponse>;

/** Bytes of a response body that are read at most. */
export const maxResponseBytes = 65_536;

/** A transport without a socket: a function from `Request` to `Response`, such as a receiver. */
export function createDirectTransport(send: (request: Request) => Promise<Response>): Transport {
  return async ({ headers, body, ...request }, signal) => {
    const { url, authorization } = splitUrl(request.url);
    const init = new Headers({ host: url.host, connection: "close", ...authorization });
    for (const [name, values] of Object.entries(withLength(headers, body))) {
      init.delete(name);
      for (const value of [values].flat()) init.append(name, value);
    }
    const response = await send(
      new Request(url, { method: "POST", headers: init, body, signal, redirect: "manual" }),
    );
    const { status } = response;
    // The copy in between lets the signal end a body that never comes.
    const stream = response.body?.pipeThrough(new TransformStream(), { signal });
    const location = response.headers.get("location");
    return { status, ...(location !== null && { location }), ...(await readStart(stream ?? [])) };
  };
}

/** How {@link createNetworkTransport} reaches hosts. */
interface NetworkOptions {
  /** Whether addresses may be reached that are not of the public internet. */
  allowPrivateTargets: boolean;
  /** Resolves host names. @default node:dns */
  lookup?: LookupFunction;
}

/** A transport over HTTP and HTTPS that opens a connection for each request. */
export function createNetworkTransport(options: NetworkOptions): Transport {
  const { allowPrivateTargets, lookup: plainLookup = systemLookup } = options;
  const lookup = allowPrivateTargets ? plainLookup : guardLookup(plainLookup);
  return async ({ headers, body, ...request }, signal) => {
    const { url, authorization } = splitUrl(request.url);
    // Node.js does not look up a host that is written as an address.
    if (!allowPrivateTargets) refusePrivateAddress(url);
    const { request: open } = url.protocol === "https:" ? https : http;
    const outgoing = open(url, {
      method: "POST",
      headers: { ...authorization, ...withLength(headers, body) },
      lookup,
      signal,
      // Without an agent Node.js sends `connection: close`, as the service does.
      agent: false,
    });
    outgoing.end(body);
    return readResponse(await responseTo(outgoing));
  };
}

function responseTo(outgoing: http.ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    outgoing.on("response", resolve);
    outgoing.on("error", reject);
    outgoing.on("close", () => reject(new DeliveryFailure("connection closed without an answer")));
  });
}

async function readResponse(incoming: IncomingMessage): Promise<DeliveryResponse> {
  const { statusCode: status = 0, headers } = incoming;
  const { location } = headers;
  return { status, ...(location !== undefined && { location }), ...(await readStart(incoming)) };
}

async function readStart(
  stream: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<Pick<DeliveryResponse, "text" | "isCut">> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    length += chunk.length;
    // Leaving the loop cancels the rest of the stream.
    if (length >= maxResponseBytes) break;
  }
  const text = Buffer.concat(chunks).toString("utf8", 0, maxResponseBytes);
  return { text, isCut: length >= maxResponseBytes };
}

const withLength = (headers: DeliveryRequest["headers"], body: string) => ({
  ...headers,
  "content-length": `${Buffer.byteLength(body)}`,
});

/** Takes the user and password out of a URL; they are sent as a header. */
function splitUrl(original: URL): { url: URL; authorization?: { authorization: string } } {
  if (!/^https?:$/.test(original.protocol)) {
    throw new DeliveryFailure("the URL is neither http: nor https:");
  }
  const url = new URL(original);
  const { username, password } = url;
  if (username === "" && password === "") return { url };
  url.username = "";
  url.password = "";
  const credentials = Buffer.from(`${decode(username)}:${decode(password)}`).toString("base64");
  return { url, authorization: { authorization: `Basic ${credentials}` } };
}

/** A `%` that encodes nothing stands for itself. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
