import {
  type Delivery,
  isRequest,
  rawBody,
  readBody,
  readHeaders,
  type SignatureHeaders,
} from "./delivery.js";
import { ReceiverError } from "./errors.js";
import { hmac, isSame } from "./hmac.js";
import { checkKeyEncoding, type Key, type KeyEncoding, keysOf } from "./keys.js";

/** How {@link verify} decides. */
export interface VerifyOptions {
  /** The webhook's `validationSecret`; during a rotation the new one and the old. */
  secrets: string | readonly string[];
  /**
   * Seconds that `webhook-timestamp` may lie before or after now.
   *
   * @default 300
   */
  tolerance?: number;
  /**
   * How to read keys from secrets; pin the one that `matched` tells.
   *
   * @default "auto"
   */
  keyEncoding?: KeyEncoding | "auto";
  /**
   * Milliseconds since the Unix epoch.
   *
   * @default Date.now
   */
  now?: () => number;
}

/** Why a delivery is not to be trusted. */
export type VerificationFailure =
  | { code: "missing_header"; header: keyof SignatureHeaders }
  | { code: "invalid_timestamp" }
  /** `skew` is the distance from now in seconds. */
  | { code: "timestamp_too_old" | "timestamp_too_new"; skew: number }
  | { code: "no_match" }
  /** No secret gives a key of 24 bytes or more. */
  | { code: "weak_key" }
  /** The body is not the raw one: its bytes are lost, and with them what was signed. */
  | { code: "body_was_parsed" };

/** Which secret, read how, made which of the signatures. */
export interface Match {
  keyEncoding: KeyEncoding;
  secretIndex: number;
  signatureIndex: number;
}

/** What was found out about a delivery. */
export type Verification =
  | {
      ok: true;
      /** Repeated on every attempt at the same delivery. */
      id: string;
      /** Seconds since the Unix epoch. */
      timestamp: number;
      matched: Match;
    }
  | ({ ok: false } & VerificationFailure);

/** Signatures that are looked at; a rotation needs two. */
const mostSignatures = 16;

/**
 * Tells whether a delivery is signed with one of the secrets, over exactly these bytes, just now.
 * It never rejects because of what was delivered. The body of a `Request` is read.
 *
 * @throws ReceiverError when an option cannot be used
 * @see Standard Webhooks 1.0, "Verifying signatures"
 */
export async function verify(delivery: Delivery, options: VerifyOptions): Promise<Verification> {
  const { secrets, tolerance, keyEncoding, now } = checkVerifyOptions(options);
  const headers = readHeaders(delivery?.headers);
  const {
    "webhook-id": id,
    "webhook-timestamp": written,
    "webhook-signature": signature,
  } = headers;
  if (id === undefined) return missing("webhook-id");
  if (written === undefined) return missing("webhook-timestamp");
  if (signature === undefined) return missing("webhook-signature");
  if (!/^\d{1,15}$/.test(written)) return { ok: false, code: "invalid_timestamp" };
  const timestamp = Number(written);
  const skew = timestamp - Math.floor(now() / 1000);
  if (Number.isNaN(skew)) throw new ReceiverError("option 'now' must give milliseconds");
  if (skew < -tolerance) return { ok: false, code: "timestamp_too_old", skew: -skew };
  if (skew > tolerance) return { ok: false, code: "timestamp_too_new", skew };
  const body = isRequest(delivery)
    ? await readBody(delivery).catch(() => undefined)
    : rawBody(delivery?.body);
  if (body === undefined) return { ok: false, code: "body_was_parsed" };
  const candidates = signature.split(" ", mostSignatures);
  const keys = secrets.map((secret) => keysOf(secret, keyEncoding));
  if (keys.every((readings) => readings.length === 0)) return { ok: false, code: "weak_key" };
  // The timestamp is signed as it was written, leading zeros included.
  const matched = await findMatch(keys, candidates, `${id}.${written}.`, body);
  return matched ? { ok: true, id, timestamp, matched } : { ok: false, code: "no_match" };
}

/** The keys of each secret, first the one that matched last: a service keeps to its reading. */
const inOrder = new WeakMap<readonly Key[], readonly Key[]>();

async function findMatch(
  keys: (readonly Key[])[],
  candidates: string[],
  text: string,
  body: Uint8Array<ArrayBuffer> | string,
): Promise<Match | undefined> {
  for (const [secretIndex, readings] of keys.entries()) {
    const ordered = inOrder.get(readings) ?? readings;
    for (const key of ordered) {
      const digest = hmac(key.bytes, text, body);
      // Where there is nothing to wait for, waiting would cost a fortieth of the whole.
      const expected = `v1,${typeof digest === "string" ? digest : await digest}`;
      const signatureIndex = candidates.findIndex((candidate) => isSame(candidate, expected));
      if (signatureIndex < 0) continue;
      if (key !== ordered[0]) {
        inOrder.set(readings, [key, ...readings.filter((other) => other !== key)]);
      }
      return { keyEncoding: key.keyEncoding, secretIndex, signatureIndex };
    }
  }
  return undefined;
}

const missing = (header: keyof SignatureHeaders): Verification => ({
  ok: false,
  code: "missing_header",
  header,
});

/** Options with their defaults; `secrets` as a list. @throws ReceiverError */
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
