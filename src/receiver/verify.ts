import {
  type Delivery,
  type RawBody,
  type RawDelivery,
  readDelivery,
  type SignatureHeaders,
} from "./raw-delivery.js";
import { ReceiverError, type VerificationFailure } from "./receiver-errors.js";
import {
  checkKeyEncoding,
  isSame,
  type Key,
  type KeyEncoding,
  keysOf,
  signatureOf,
} from "./signature.js";

/** Options of {@link verify}. */
export interface VerifyOptions {
  /** The webhook's `validationSecret`. During a rotation: the new one and the old one. */
  secrets: string | readonly string[];
  /**
   * How many seconds `webhook-timestamp` may differ from the current time.
   *
   * @default 300
   */
  tolerance?: number;
  /**
   * How a secret becomes a key. `auto` tries every encoding; `matched` tells which one to pin.
   *
   * @default "auto"
   */
  keyEncoding?: KeyEncoding | "auto";
  /**
   * The current time in milliseconds since the Unix epoch.
   *
   * @default Date.now
   */
  now?: () => number;
}

/** The secret, its encoding and the signature that belong together. */
export interface Match {
  keyEncoding: KeyEncoding;
  secretIndex: number;
  signatureIndex: number;
}

/** The result of {@link verify}. */
export type Verification =
  | {
      ok: true;
      /** The id of the delivery, the same on every attempt. */
      id: string;
      /** When the attempt was sent, in seconds since the Unix epoch. */
      timestamp: number;
      matched: Match;
    }
  | ({ ok: false } & VerificationFailure);

/** A rotation needs two signatures. The limit keeps a forged header from costing time. */
const maxSignatures = 16;

/**
 * Tells whether a delivery was signed with one of the secrets, over exactly this body, within the
 * tolerance. Nothing in a delivery makes it reject. It reads the body of a `Request`.
 *
 * @throws ReceiverError when an option is invalid
 * @see Standard Webhooks 1.0, "Verifying signatures"
 */
export async function verify(delivery: Delivery, options: VerifyOptions): Promise<Verification> {
  return await verifyRaw(await readDelivery(delivery), options);
}

/** The same as {@link verify}, for a delivery that was already read. */
export async function verifyRaw(
  { headers, body }: RawDelivery,
  options: VerifyOptions,
): Promise<Verification> {
  const { secrets, tolerance, keyEncoding, now } = checkVerifyOptions(options);
  const id = headers["webhook-id"];
  const writtenTimestamp = headers["webhook-timestamp"];
  const signatures = headers["webhook-signature"];
  if (id === undefined) return missingHeader("webhook-id");
  if (writtenTimestamp === undefined) return missingHeader("webhook-timestamp");
  if (signatures === undefined) return missingHeader("webhook-signature");
  if (!/^\d{1,15}$/.test(writtenTimestamp)) return { ok: false, code: "invalid_timestamp" };
  const timestamp = Number(writtenTimestamp);
  const skew = timestamp - Math.floor(now() / 1000);
  if (Number.isNaN(skew)) throw new ReceiverError("option 'now' must return milliseconds");
  if (skew < -tolerance) return { ok: false, code: "timestamp_too_old", skew: -skew };
  if (skew > tolerance) return { ok: false, code: "timestamp_too_new", skew };
  if (body === undefined) return { ok: false, code: "body_was_parsed" };
  const keys = secrets.map((secret) => keysOf(secret, keyEncoding));
  if (keys.every(({ length }) => length === 0)) return { ok: false, code: "weak_key" };
  // What is signed is the timestamp as it was written, with any leading zeros.
  const prefix = `${id}.${writtenTimestamp}.`;
  const matched = await findMatch(keys, signatures.split(" ", maxSignatures), prefix, body);
  return matched ? { ok: true, id, timestamp, matched } : { ok: false, code: "no_match" };
}

/** The keys of a secret, starting with the last one that matched: a service uses only one. */
const lastMatchFirst = new WeakMap<readonly Key[], readonly Key[]>();

async function findMatch(
  keysOfSecrets: (readonly Key[])[],
  signatures: string[],
  prefix: string,
  body: RawBody,
): Promise<Match | undefined> {
  for (const [secretIndex, keys] of keysOfSecrets.entries()) {
    const ordered = lastMatchFirst.get(keys) ?? keys;
    for (const key of ordered) {
      const expected = await signatureOf(key, prefix, body);
      const signatureIndex = signatures.findIndex((signature) => isSame(signature, expected));
      if (signatureIndex < 0) continue;
      if (key !== ordered[0]) {
        lastMatchFirst.set(keys, [key, ...keys.filter((other) => other !== key)]);
      }
      return { keyEncoding: key.keyEncoding, secretIndex, signatureIndex };
    }
  }
  return undefined;
}

const missingHeader = (header: keyof SignatureHeaders): Verification => ({
  ok: false,
  code: "missing_header",
  header,
});

/** Fills in the defaults, and makes `secrets` a list. @throws ReceiverError */
export function checkVerifyOptions(options: VerifyOptions) {
  const { secrets, tolerance = 300, keyEncoding = "auto", now = Date.now } = options ?? {};
  const list = typeof secrets === "string" ? [secrets] : (secrets ?? []);
  if (list.length === 0 || !list.every((secret) => typeof secret === "string" && secret !== "")) {
    throw new ReceiverError("option 'secrets' must be a validationSecret or a list of them");
  }
  if (!(Number.isFinite(tolerance) && tolerance >= 0)) {
    throw new ReceiverError("option 'tolerance' must be a number of seconds from 0");
  }
  if (typeof now !== "function") throw new ReceiverError("option 'now' must be a function");
  checkKeyEncoding(keyEncoding);
  return { secrets: list, tolerance, keyEncoding, now };
}
