import { lookup as systemLookup } from "node:dns";
import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import type { LookupFunction } from "node:net";
import type { WebhookDetailed } from "../../../generated/models.js";
import { credentialsIn } from "./delivery-secrets.js";
import { guardLookup, hasPrivateAddress } from "./private-addresses.js";

/** The request of one attempt at a delivery. */
export interface DeliveryRequest {
  url: URL;
  /** By their lower-case names. `content-length` is added when the request is sent. */
  headers: Readonly<Record<string, string | string[]>>;
  body: string;
  appId: string;
  webhook: WebhookDetailed;
  deliveryId: string;
  /** The number of this attempt, beginning with 1. */
  attempt: number;
}

/** The response of a receiver to an attempt. */
export interface DeliveryResponse {
  status: number;
  /** The target of a redirect, which the sandbox does not follow. */
  location?: string;
  /** The body, or the first 64 KiB of it. */
  text: string;
}

/**
 * Wraps each attempt. It may change the request, send it any number of times, or respond without
 * sending anything.
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

/** The part of a response body that is read, in bytes. */
export const maxResponseBytes = 65_536;

/** A transport without a socket: a function from `Request` to `Response`, such as a receiver. */
export function createDirectTransport(send: (request: Request) => Promise<Response>): Transport {
  return async (delivery, signal) => {
    const { url, body, headers } = prepare(delivery);
    const init = new Headers({ host: url.host, connection: "close" });
    for (const [name, values] of Object.entries(headers)) {
      http.validateHeaderName(name);
      for (const value of [values].flat()) {
        // `Headers` refuses the same, but its error does not say what was wrong.
        http.validateHeaderValue(name, value);
        init.append(name, value);
      }
    }
    const response = await send(
      new Request(url, { method: "POST", headers: init, body, signal, redirect: "manual" }),
    );
    // The copy in between lets the signal end a body that never arrives.
    const stream = response.body?.pipeThrough(new TransformStream(), { signal });
    const location = response.headers.get("location") ?? undefined;
    return toResponse(response.status, location, stream ?? []);
  };
}

/**
 * A transport over HTTP and HTTPS that opens a connection for each request.
 *
 * @internal or the published types would need those of Node
 */
export function createNetworkTransport(
  allowPrivateTargets: boolean,
  lookup: LookupFunction = systemLookup,
): Transport {
  return async (delivery, signal) => {
    const { url, body, headers } = prepare(delivery);
    const refusal = new DeliveryFailure(
      "target is a private address; allow private targets to deliver there",
    );
    // Node.js does not look up a host that is written as an address.
    if (!allowPrivateTargets && hasPrivateAddress(url)) throw refusal;
    const { request } = url.protocol === "https:" ? https : http;
    const outgoing = request(url, {
      method: "POST",
      headers,
      lookup: allowPrivateTargets ? lookup : guardLookup(lookup, refusal),
      signal,
      // Without an agent Node.js sends `connection: close`, as the service does.
      agent: false,
    });
    outgoing.end(body);
    const incoming = await responseTo(outgoing);
    return toResponse(incoming.statusCode ?? 0, incoming.headers.location, incoming);
  };
}

function responseTo(outgoing: http.ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    outgoing.on("response", resolve);
    outgoing.on("error", reject);
    outgoing.on("close", () => reject(new DeliveryFailure("connection closed without a response")));
  });
}

/** Reads the beginning of a response body. */
async function toResponse(
  status: number,
  location: string | undefined,
  stream: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<DeliveryResponse> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    length += chunk.length;
    // Leaving the loop cancels the rest of the stream.
    if (length >= maxResponseBytes) break;
  }
  const text = Buffer.concat(chunks).toString("utf8", 0, maxResponseBytes);
  return { status, text, ...(location !== undefined && { location }) };
}

/** Adds the length of the body, and moves the user and password of the URL to a header. */
function prepare({ url: original, headers, body }: Parameters<Transport>[0]) {
  if (!/^https?:$/.test(original.protocol)) {
    throw new DeliveryFailure("the URL is neither http: nor https:");
  }
  const url = new URL(original);
  url.username = "";
  url.password = "";
  const credentials = Buffer.from(credentialsIn(original)).toString("base64");
  const authorization = credentials !== "" && { authorization: `Basic ${credentials}` };
  const length = { "content-length": `${Buffer.byteLength(body)}` };
  return { url, body, headers: { ...authorization, ...headers, ...length } };
}

/** Why an attempt failed, in one line that repeats nothing of what was sent. */
export class DeliveryFailure extends Error {
  override readonly name = "DeliveryFailure";
}

const descriptions: Record<string, string> = {
  ECONNREFUSED: "connection refused",
  ECONNRESET: "connection closed before the response was complete",
  EPIPE: "connection closed before the response was complete",
  UND_ERR_SOCKET: "connection closed before the response was complete",
  ENOTFOUND: "host not found",
  EAI_AGAIN: "host not found",
  ERR_INVALID_CHAR: "a custom header cannot be sent",
  ERR_INVALID_HTTP_TOKEN: "a custom header cannot be sent",
};

/** Describes any error in one line. Messages of other libraries may repeat what was sent. */
export function describeFailure(error: unknown): string {
  if (error instanceof DeliveryFailure) return error.message;
  const code = codeOf(error);
  const description = descriptions[code];
  if (description !== undefined) return description;
  if (/CERT|^ERR_(TLS|SSL)|^EPROTO/.test(code)) return `no trusted TLS connection (${code})`;
  return /^[A-Z][A-Z0-9_]*$/.test(code) ? `the request failed (${code})` : "the request failed";
}

/** The error code of Node.js, which `fetch` puts into the cause. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  const { code } = error as NodeJS.ErrnoException;
  return typeof code === "string" ? code : codeOf(error.cause);
}
