import { ReceiverError } from "./errors.js";

/**
 * How the bytes of a key are read from a secret. Which reading Mendix uses is not settled in
 * public: its shell recipe takes the whole string (`raw`), the secret's form is that of Standard
 * Webhooks, which decodes what follows `whsec_` (`base64`).
 */
export type KeyEncoding = "base64" | "raw" | "raw-unprefixed";

/** One reading of a secret. */
export interface Key {
  keyEncoding: KeyEncoding;
  bytes: Uint8Array<ArrayBuffer>;
}

/** Bytes: 192 bits, the least that Standard Webhooks allows. A shorter key could be guessed. */
const shortestKey = 24;

const prefix = /^whsec_/;

const readings: Record<KeyEncoding, (secret: string) => Uint8Array<ArrayBuffer> | undefined> = {
  base64: (secret) => decodeBase64(secret.replace(prefix, "")),
  raw: (secret) => encode(secret),
  "raw-unprefixed": (secret) =>
    prefix.test(secret) ? encode(secret.replace(prefix, "")) : undefined,
};

const kept = new Map<string, readonly Key[]>();
/** Secrets whose keys are kept ready; more than a receiver has during a rotation. */
const mostKept = 64;

/** The keys that a secret may stand for, without those too short to be safe. */
export function keysOf(secret: string, keyEncoding: KeyEncoding | "auto"): readonly Key[] {
  const keys = kept.get(secret) ?? keep(secret);
  return keyEncoding === "auto" ? keys : keys.filter((key) => key.keyEncoding === keyEncoding);
}

function keep(secret: string): readonly Key[] {
  const keys = (Object.keys(readings) as KeyEncoding[]).flatMap((keyEncoding): Key[] => {
    const bytes = readings[keyEncoding](secret);
    return bytes && bytes.length >= shortestKey ? [{ keyEncoding, bytes }] : [];
  });
  if (kept.size >= mostKept) kept.clear();
  kept.set(secret, keys);
  return keys;
}

/** @throws ReceiverError */
export function checkKeyEncoding(keyEncoding: string): void {
  if (keyEncoding !== "auto" && !Object.hasOwn(readings, keyEncoding)) {
    const choices = ["auto", ...Object.keys(readings)].join(", ");
    throw new ReceiverError(`option 'keyEncoding' must be one of ${choices}`);
  }
}

export const encode = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** Strictly: anything but base64 gives nothing. A lenient reading would make keys of rubbish. */
function decodeBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  const unpadded = text.replace(/={1,2}$/, "");
  const isPadded = unpadded.length < text.length;
  if (!/^[A-Za-z0-9+/]+$/.test(unpadded) || unpadded.length % 4 === 1) return undefined;
  if (isPadded && text.length % 4 !== 0) return undefined;
  const binary = atob(unpadded);
  // Bits that belong to no byte must be zero, or two texts would stand for one key.
  if (btoa(binary).replace(/=+$/, "") !== unpadded) return undefined;
  return Uint8Array.from(binary, (char) => char.charCodeAt(0));
}
