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

export function readHeaders(headers: DeliveryHeaders): SignatureHeaders {
  const found: SignatureHeaders = {};
  if (typeof headers?.get === "function") {
    for (const name of Object.keys(longest) as (keyof SignatureHeaders)[]) {
      keep(found, name, (headers as Headers).get(name));
    }
    return found;
  }
  for (const [key, value] of Object.entries(headers ?? {})) {
    keep(
      found,
      key.toLowerCase() as keyof SignatureHeaders,
      Array.isArray(value) ? value.join(" ") : value,
    );
  }
  return found;
}

function keep(found: SignatureHeaders, name: keyof SignatureHeaders, value: unknown): void {
  if (typeof value !== "string" || value === "" || !Object.hasOwn(longest, name)) return;
  if (value.length <= longest[name]) found[name] = value;
}

/** The raw body as one piece; undefined if it is not raw any more. */
export async function readBody(
  delivery: Delivery,
): Promise<Uint8Array<ArrayBuffer> | string | undefined> {
  if (isRequest(delivery)) {
    return delivery.bodyUsed ? undefined : new Uint8Array(await delivery.arrayBuffer());
  }
  const { body } = delivery ?? {};
  if (typeof body === "string") return body;
  if (ArrayBuffer.isView(body)) {
    return new Uint8Array(body.buffer as ArrayBuffer, body.byteOffset, body.byteLength);
  }
  // By its tag, because it may come from another realm, whose ArrayBuffer is not ours.
  const isBuffer = Object.prototype.toString.call(body) === "[object ArrayBuffer]";
  return isBuffer ? new Uint8Array(body as ArrayBuffer) : undefined;
}

const isRequest = (delivery: Delivery): delivery is Request =>
  typeof (delivery as Request)?.arrayBuffer === "function";
