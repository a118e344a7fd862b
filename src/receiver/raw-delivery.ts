/** A delivery: a `Request`, or its headers and its body exactly as they arrived. */
export type Delivery = Request | { headers: DeliveryHeaders; body: DeliveryBody };

/** `Headers`, or a plain object with names in any case, as in `node:http` and most frameworks. */
export type DeliveryHeaders = Headers | Record<string, string | readonly string[] | undefined>;

/** The raw body. A body that was already parsed cannot be verified. */
export type DeliveryBody = string | ArrayBufferView | ArrayBuffer;

/** The longest accepted header values in characters. Mendix sends much shorter ones. */
const maxLengths = { "webhook-id": 256, "webhook-timestamp": 32, "webhook-signature": 4096 };

export type SignatureHeader = keyof typeof maxLengths;

/** The value of a header. Undefined if it is missing, empty or too long; never throws. */
export function headerOf(delivery: Delivery, name: SignatureHeader): string | undefined {
  const headers: DeliveryHeaders = delivery?.headers ?? {};
  const value = isHeaders(headers) ? headers.get(name) : headerIn(headers, name);
  const isUsable = typeof value === "string" && value !== "" && value.length <= maxLengths[name];
  return isUsable ? value : undefined;
}

const isHeaders = (headers: DeliveryHeaders): headers is Headers =>
  typeof headers.get === "function";

function headerIn(headers: Exclude<DeliveryHeaders, Headers>, name: SignatureHeader): unknown {
  // `node:http` gives names in lower case, so the search is rarely needed.
  const isNamed = ([other]: [string, unknown]) => other.toLowerCase() === name;
  const value = headers[name] ?? Object.entries(headers).find(isNamed)?.[1];
  return Array.isArray(value) ? value.join(" ") : value;
}

/** The raw body. Undefined if it was parsed, or read, before; never rejects. */
export async function bodyOf(delivery: Delivery): Promise<Uint8Array | undefined> {
  try {
    return toBytes("arrayBuffer" in delivery ? await delivery.arrayBuffer() : delivery.body);
  } catch {
    // A body can be read once, and the buffer of bytes may have been transferred.
    return undefined;
  }
}

/** Undefined for anything but a string and bytes. */
export function toBytes(body: unknown): Uint8Array | undefined {
  if (typeof body === "string") return new TextEncoder().encode(body);
  if (ArrayBuffer.isView(body)) {
    return new Uint8Array(body.buffer, body.byteOffset, body.byteLength);
  }
  // `instanceof` would refuse an ArrayBuffer from another realm, such as a test environment's.
  const isArrayBuffer = Object.prototype.toString.call(body) === "[object ArrayBuffer]";
  return isArrayBuffer ? new Uint8Array(body as ArrayBuffer) : undefined;
}
