/** A delivery: a `Request`, or its headers and its body exactly as they arrived. */
export type Delivery = Request | { headers: DeliveryHeaders; body: DeliveryBody };

/** `Headers`, or a plain object with names in any case, as in `node:http` and most frameworks. */
export type DeliveryHeaders = Headers | Record<string, string | readonly string[] | undefined>;

/** The raw body. A body that was already parsed cannot be verified. */
export type DeliveryBody = string | ArrayBufferView | ArrayBuffer;

/** The headers of a signature. A header is undefined if it is missing, empty or too long. */
export interface SignatureHeaders {
  "webhook-id"?: string;
  "webhook-timestamp"?: string;
  "webhook-signature"?: string;
}

export type RawBody = string | Uint8Array<ArrayBuffer>;

/** What a signature covers, in the form that verification needs. */
export interface RawDelivery {
  headers: SignatureHeaders;
  /** Undefined if the body was parsed, or read, before. */
  body: RawBody | undefined;
}

/** The longest accepted header values in characters. Mendix sends much shorter ones. */
const maxLengths: Required<Record<keyof SignatureHeaders, number>> = {
  "webhook-id": 256,
  "webhook-timestamp": 32,
  "webhook-signature": 4096,
};

const headerNames = Object.keys(maxLengths) as (keyof SignatureHeaders)[];

/** Never throws, whatever a caller without TypeScript passes. */
export async function readDelivery(delivery: Delivery): Promise<RawDelivery> {
  const headers = readHeaders(delivery?.headers ?? {});
  const body = isRequest(delivery) ? await readBody(delivery) : toRawBody(delivery?.body);
  return { headers, body };
}

function readHeaders(headers: DeliveryHeaders): SignatureHeaders {
  const found: SignatureHeaders = {};
  for (const name of headerNames) {
    const value = headerValue(headers, name);
    if (typeof value === "string" && value !== "" && value.length <= maxLengths[name]) {
      found[name] = value;
    }
  }
  return found;
}

const isHeaders = (headers: DeliveryHeaders): headers is Headers =>
  typeof headers.get === "function";

function headerValue(headers: DeliveryHeaders, name: string): unknown {
  if (isHeaders(headers)) return headers.get(name);
  // `node:http` gives names in lower case, so the search is rarely needed.
  const key = Object.hasOwn(headers, name)
    ? name
    : Object.keys(headers).find((other) => other.toLowerCase() === name);
  const value = key === undefined ? undefined : headers[key];
  return Array.isArray(value) ? value.join(" ") : value;
}

const isRequest = (delivery: Delivery): delivery is Request =>
  typeof (delivery as Request)?.arrayBuffer === "function";

async function readBody(request: Request): Promise<RawBody | undefined> {
  try {
    return new Uint8Array(await request.arrayBuffer());
  } catch {
    return undefined;
  }
}

function toRawBody(body: unknown): RawBody | undefined {
  if (typeof body === "string") return body;
  if (body instanceof Uint8Array) return body as Uint8Array<ArrayBuffer>;
  if (ArrayBuffer.isView(body)) {
    return new Uint8Array(body.buffer as ArrayBuffer, body.byteOffset, body.byteLength);
  }
  // `instanceof` would refuse an ArrayBuffer from another realm, such as a test environment's.
  const isArrayBuffer = Object.prototype.toString.call(body) === "[object ArrayBuffer]";
  return isArrayBuffer ? new Uint8Array(body as ArrayBuffer) : undefined;
}
