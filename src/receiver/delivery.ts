/** What arrived: a `Request`, or headers and the body exactly as they came. */
export type Delivery = Request | { headers: DeliveryHeaders; body: DeliveryBody };

/** `Headers`, or a plain object with names in any case, as `node:http` and most frameworks give. */
export type DeliveryHeaders = Headers | Record<string, string | readonly string[] | undefined>;

/** The raw body. Anything else was parsed by somebody, and cannot be verified any more. */
export type DeliveryBody = string | ArrayBufferView | ArrayBuffer;

/** The three headers that are signed or sign; undefined where one is missing, empty or too long. */
export interface SignatureHeaders {
  "webhook-id"?: string;
  "webhook-timestamp"?: string;
  "webhook-signature"?: string;
}

/** Characters of a header that are looked at; a longer one is none that Mendix sends. */
const longest: Required<Record<keyof SignatureHeaders, number>> = {
  "webhook-id": 256,
  "webhook-timestamp": 32,
  "webhook-signature": 4096,
};

const names = Object.keys(longest) as (keyof SignatureHeaders)[];

export function readHeaders(headers: DeliveryHeaders): SignatureHeaders {
  const found: SignatureHeaders = {};
  for (const name of names) {
    const value = valueIn(headers ?? {}, name);
    if (typeof value === "string" && value !== "" && value.length <= longest[name]) {
      found[name] = value;
    }
  }
  return found;
}

function valueIn(headers: DeliveryHeaders, name: string): unknown {
  if (typeof headers.get === "function") return (headers as Headers).get(name);
  const plain = headers as Record<string, string | readonly string[] | undefined>;
  // `node:http` writes names in lower case; only where that finds nothing are all looked through.
  const key = Object.hasOwn(plain, name)
    ? name
    : Object.keys(plain).find((other) => other.toLowerCase() === name);
  const value = key === undefined ? undefined : plain[key];
  return Array.isArray(value) ? value.join(" ") : value;
}

/** The raw body as one piece; undefined if it is not raw any more. */
export async function readBody(
  delivery: Delivery,
): Promise<Uint8Array<ArrayBuffer> | string | undefined> {
  if (!isRequest(delivery)) return rawBody(delivery?.body);
  return delivery.bodyUsed ? undefined : new Uint8Array(await delivery.arrayBuffer());
}

/** As `readBody`, of what need not be waited for. */
export function rawBody(body: unknown): Uint8Array<ArrayBuffer> | string | undefined {
  if (typeof body === "string") return body;
  if (body instanceof Uint8Array) return body as Uint8Array<ArrayBuffer>;
  if (ArrayBuffer.isView(body)) {
    return new Uint8Array(body.buffer as ArrayBuffer, body.byteOffset, body.byteLength);
  }
  // By its tag, because it may come from another realm, whose ArrayBuffer is not ours.
  const isBuffer = Object.prototype.toString.call(body) === "[object ArrayBuffer]";
  return isBuffer ? new Uint8Array(body as ArrayBuffer) : undefined;
}

export const isRequest = (delivery: Delivery): delivery is Request =>
  typeof (delivery as Request)?.arrayBuffer === "function";
