import { toBytes } from "./raw-delivery.js";
import { ReceiverError } from "./receiver-errors.js";

/**
 * How a secret becomes the bytes of a key. Mendix does not document which encoding it uses: its
 * shell recipe uses the whole string (`raw`), but the secret has the form of Standard Webhooks,
 * which decodes the part after `whsec_` (`base64`).
 */
export type KeyEncoding = "base64" | "raw" | "raw-unprefixed";

/** A key that a secret may stand for. */
export interface Key {
  keyEncoding: KeyEncoding;
  /** Named by what makes it, for `Uint8Array` takes a parameter only since TypeScript 5.7. */
  bytes: ReturnType<InstanceType<typeof TextEncoder>["encode"]>;
}

/** 192 bits, the minimum of Standard Webhooks. A shorter key could be guessed. */
const minKeyBytes = 24;

const prefix = /^whsec_/;

const decoders: Record<KeyEncoding, (secret: string) => Uint8Array<ArrayBuffer> | undefined> = {
  base64: (secret) => decodeBase64(secret.replace(prefix, "")),
  raw: (secret) => encode(secret),
  "raw-unprefixed": (secret) =>
    prefix.test(secret) ? encode(secret.replace(prefix, "")) : undefined,
};

/** The keys of the secrets in use. A receiver has few secrets, even during a rotation. */
const keyCache = new Map<string, readonly Key[]>();
const maxCachedSecrets = 64;

/** The keys that a secret may stand for, without those that are too short to be safe. */
export function keysOf(secret: string, keyEncoding: KeyEncoding | "auto"): readonly Key[] {
  const cacheKey = `${keyEncoding} ${secret}`;
  const cached = keyCache.get(cacheKey);
  if (cached) return cached;
  const encodings =
    keyEncoding === "auto" ? (Object.keys(decoders) as KeyEncoding[]) : [keyEncoding];
  const keys = encodings.flatMap((encoding): Key[] => {
    const bytes = decoders[encoding](secret);
    return bytes && bytes.length >= minKeyBytes ? [{ keyEncoding: encoding, bytes }] : [];
  });
  if (keyCache.size >= maxCachedSecrets) keyCache.clear();
  keyCache.set(cacheKey, keys);
  return keys;
}

/** @throws ReceiverError if there is no such encoding */
export function checkKeyEncoding(keyEncoding: string): void {
  if (keyEncoding !== "auto" && !Object.hasOwn(decoders, keyEncoding)) {
    const choices = ["auto", ...Object.keys(decoders)].join(", ");
    throw new ReceiverError(`option 'keyEncoding' must be one of ${choices}`);
  }
}

/** The secrets as a list. @throws ReceiverError unless there are any */
export function secretsOf(secrets: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(secrets) ? secrets : [secrets];
  const isSecret = (one: unknown): one is string => typeof one === "string" && one !== "";
  if (list.length > 0 && list.every(isSecret)) return list;
  throw new ReceiverError("option 'secrets' must be a validationSecret or a list of them");
}

/** @throws ReceiverError if a secret gives no key that is long enough */
export function checkKeys(secrets: readonly string[], keyEncoding: KeyEncoding | "auto"): void {
  const weak = secrets.findIndex((secret) => keysOf(secret, keyEncoding).length === 0);
  if (weak >= 0) {
    throw new ReceiverError(`option 'secrets' has no key of 24 bytes or more at ${weak}`);
  }
}

const encode = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** Decodes strictly, because a lenient decoder would make a key of any secret. */
function decodeBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  const withoutPadding = (base64: string) => base64.replace(/=+$/, "");
  try {
    const binary = atob(text);
    // `atob` ignores spaces and unused bits. Two secrets would stand for the same key.
    if (withoutPadding(btoa(binary)) !== withoutPadding(text)) return undefined;
    return Uint8Array.from(binary, (char) => char.charCodeAt(0));
  } catch {
    return undefined;
  }
}

/** Node's own module where there is one. An import would break bundles for other runtimes. */
const nodeCrypto = globalThis.process?.getBuiltinModule?.("node:crypto");

/** Keys as Node.js reads them. To read the bytes for each signature takes Node 24 15 µs. */
const keyObjects = new WeakMap<
  Key,
  ReturnType<NonNullable<typeof nodeCrypto>["createSecretKey"]>
>();

/** The `v1` signature of a text followed by a body: HMAC-SHA256 in base64. */
export function signatureOf(
  key: Key,
  text: string,
  body: string | Uint8Array,
): string | Promise<string> {
  if (!nodeCrypto) return signByWebCrypto(key, text, body);
  const keyObject = keyObjects.get(key) ?? nodeCrypto.createSecretKey(key.bytes);
  keyObjects.set(key, keyObject);
  const hmac = nodeCrypto.createHmac("sha256", keyObject).update(text).update(body);
  return `v1,${hmac.digest("base64")}`;
}

async function signByWebCrypto(
  { bytes }: Key,
  text: string,
  body: string | Uint8Array,
): Promise<string> {
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", bytes, algorithm, false, ["sign"]);
  const start = encode(text);
  const end = typeof body === "string" ? encode(body) : body;
  const message = new Uint8Array(start.length + end.length);
  message.set(start);
  message.set(end, start.length);
  const hmac = new Uint8Array(await crypto.subtle.sign("HMAC", key, message));
  return `v1,${btoa(String.fromCharCode(...hmac))}`;
}

/** Compares two texts in a time that does not depend on where they differ. */
export function isSame(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let i = 0; i < a.length; i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i);
  return difference === 0;
}

/** Options of {@link sign}. */
export interface SignOptions {
  /** The newest first. Each makes one signature, in this order. */
  secrets: string | readonly string[];
  /** The body exactly as it will be sent. */
  body: string | Uint8Array;
  /** The id of the delivery, the same on every attempt. */
  id: string;
  /**
   * When the attempt is sent, in seconds since the Unix epoch.
   *
   * @default the current time
   */
  timestamp?: number;
  /**
   * How a secret becomes a key. `auto` means base64 if the secret is base64, and raw otherwise.
   *
   * @default "auto"
   */
  keyEncoding?: KeyEncoding | "auto";
}

/** The headers of a signed delivery. */
export type SignedHeaders = Record<
  "content-type" | "webhook-id" | "webhook-timestamp" | "webhook-signature",
  string
>;

/**
 * Signs a body as Mendix does, for tests and sandboxes, and returns the headers to send with it.
 *
 * @throws ReceiverError when a secret gives no key of at least 24 bytes, or an option is invalid
 */
export async function sign(options: SignOptions): Promise<SignedHeaders> {
  const { secrets, id, keyEncoding = "auto" } = options ?? {};
  const { timestamp = Math.floor(Date.now() / 1000) } = options ?? {};
  const body = toBytes(options?.body);
  const list = secretsOf(secrets);
  checkKeyEncoding(keyEncoding);
  if (body === undefined) throw new ReceiverError("option 'body' must be a string or bytes");
  if (typeof id !== "string" || !/^[!-~]+$/.test(id)) {
    throw new ReceiverError("option 'id' must be visible ASCII characters");
  }
  if (!Number.isSafeInteger(timestamp) || timestamp < 0) {
    throw new ReceiverError("option 'timestamp' must be whole seconds since 1970");
  }
  checkKeys(list, keyEncoding);
  const keys = list.flatMap((secret) => keysOf(secret, keyEncoding).slice(0, 1));
  const signatures = keys.map((key) => signatureOf(key, `${id}.${timestamp}.`, body));
  return {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": `${timestamp}`,
    "webhook-signature": (await Promise.all(signatures)).join(" "),
  };
}
