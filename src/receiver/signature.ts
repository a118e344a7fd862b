import type { RawBody } from "./raw-delivery.js";
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
  bytes: Uint8Array<ArrayBuffer>;
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

const encode = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** Decodes strictly, because a lenient decoder would make a key of any secret. */
function decodeBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  const unpadded = text.replace(/={1,2}$/, "");
  const isPadded = unpadded.length < text.length;
  if (!/^[A-Za-z0-9+/]+$/.test(unpadded) || unpadded.length % 4 === 1) return undefined;
  if (isPadded && text.length % 4 !== 0) return undefined;
  const binary = atob(unpadded);
  // The unused bits at the end must be zero. Otherwise two secrets would stand for the same key.
  if (btoa(binary).replace(/=+$/, "") !== unpadded) return undefined;
  return Uint8Array.from(binary, (char) => char.charCodeAt(0));
}

interface NodeHmac {
  update(part: string | Uint8Array): NodeHmac;
  digest(encoding: "base64"): string;
}
interface NodeCrypto {
  createHmac(algorithm: "sha256", key: Uint8Array): NodeHmac;
}
interface NodeProcess {
  getBuiltinModule?(id: string): NodeCrypto;
}

/** Node's own module where there is one. An import would break bundles for other runtimes. */
const nodeCrypto = (globalThis as { process?: NodeProcess }).process?.getBuiltinModule?.(
  "node:crypto",
);

/** The `v1` signature of a text followed by a body: HMAC-SHA256 in base64. */
export async function signatureOf({ bytes }: Key, text: string, body: RawBody): Promise<string> {
  if (nodeCrypto) {
    const hmac = nodeCrypto.createHmac("sha256", bytes).update(text).update(body);
    return `v1,${hmac.digest("base64")}`;
  }
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
