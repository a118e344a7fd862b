import { bodyOf, type Delivery, headerOf, type SignatureHeader } from "./raw-delivery.js";
import { ReceiverError, type VerificationFailure } from "./receiver-errors.js";
import {
  checkKeyEncoding,
  isSame,
  type Key,
  type KeyEncoding,
  keysOf,
  secretsOf,
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
 * tolerance. Nothing in a delivery makes it reject. It reads the body of a `Request`, unless the
 * headers are enough to refuse it.
 *
 * @throws ReceiverError when an option is invalid
 * @see Standard Webhooks 1.0, "Verifying signatures"
 */
export async function verify(delivery: Delivery, options: VerifyOptions): Promise<Verification> {
  const checked = checkVerifyOptions(options);
  const claim = checkHeaders(delivery, checked);
  if (!claim.ok) return claim;
  // Node.js hashes a text without a copy of its bytes.
  const body = typeof delivery.body === "string" ? delivery.body : await bodyOf(delivery);
  return checkSignature(claim, body, checked);
}

/** What the headers of a delivery claim, if they have the right form and the right time. */
export interface SignatureClaim {
  ok: true;
  id: string;
  timestamp: number;
  /** What is signed before the body: the timestamp as it was written, with any leading zeros. */
  prefix: string;
  signatures: string[];
}

type Failure = { ok: false } & VerificationFailure;

/** Checks everything that needs neither the body nor the secrets. */
export function checkHeaders(
  delivery: Delivery,
  { tolerance, now }: ReturnType<typeof checkVerifyOptions>,
): SignatureClaim | Failure {
  const id = headerOf(delivery, "webhook-id");
  const written = headerOf(delivery, "webhook-timestamp");
  const signature = headerOf(delivery, "webhook-signature");
  if (id === undefined) return missingHeader("webhook-id");
  if (written === undefined) return missingHeader("webhook-timestamp");
  if (signature === undefined) return missingHeader("webhook-signature");
  if (!/^\d{1,15}$/.test(written)) return { ok: false, code: "invalid_timestamp" };
  const timestamp = Number(written);
  const time: unknown = now();
  if (typeof time !== "number" || Number.isNaN(time)) {
    throw new ReceiverError("option 'now' must return milliseconds");
  }
  const skew = timestamp - Math.floor(time / 1000);
  if (skew < -tolerance) return { ok: false, code: "timestamp_too_old", skew: -skew };
  if (skew > tolerance) return { ok: false, code: "timestamp_too_new", skew };
  // HTTP joins the lines of a header with commas, Standard Webhooks joins signatures with spaces.
  const signatures = signature.split(/,? +|,(?=v\d+a?,)/, maxSignatures);
  const canMatch = signatures.some((one) => /^v1,[A-Za-z0-9+/]{43}=$/.test(one));
  if (!canMatch) return { ok: false, code: "no_match" };
  return { ok: true, id, timestamp, prefix: `${id}.${written}.`, signatures };
}

const missingHeader = (header: SignatureHeader): Failure => ({
  ok: false,
  code: "missing_header",
  header,
});

/** The keys of a secret, starting with the last one that matched: a service uses only one. */
const lastMatchFirst = new WeakMap<readonly Key[], readonly Key[]>();

export async function checkSignature(
  { id, timestamp, prefix, signatures }: SignatureClaim,
  body: string | Uint8Array | undefined,
  { secrets, keyEncoding }: Pick<ReturnType<typeof checkVerifyOptions>, "secrets" | "keyEncoding">,
): Promise<Verification> {
  if (body === undefined) return { ok: false, code: "body_was_parsed" };
  let code: VerificationFailure["code"] = "weak_key";
  for (const [secretIndex, secret] of secrets.entries()) {
    const keys = keysOf(secret, keyEncoding);
    const ordered = lastMatchFirst.get(keys) ?? keys;
    for (const key of ordered) {
      code = "no_match";
      const expected = await signatureOf(key, prefix, body);
      const signatureIndex = signatures.findIndex((signature) => isSame(signature, expected));
      if (signatureIndex < 0) continue;
      if (key !== ordered[0]) {
        lastMatchFirst.set(keys, [key, ...keys.filter((other) => other !== key)]);
      }
      const matched = { keyEncoding: key.keyEncoding, secretIndex, signatureIndex };
      return { ok: true, id, timestamp, matched };
    }
  }
  return { ok: false, code };
}

/** Fills in the defaults, and makes `secrets` a list. @throws ReceiverError */
export function checkVerifyOptions(options: VerifyOptions) {
  const { tolerance = 300, keyEncoding = "auto", now = Date.now } = options ?? {};
  const secrets = secretsOf(options?.secrets);
  if (!(Number.isFinite(tolerance) && tolerance >= 0)) {
    throw new ReceiverError("option 'tolerance' must be a number of seconds from 0");
  }
  if (typeof now !== "function") throw new ReceiverError("option 'now' must be a function");
  checkKeyEncoding(keyEncoding);
  return { secrets, tolerance, keyEncoding, now };
}
