import { type KeyEncoding, type SignOptions, sign } from "../index.js";
import signatures from "./signatures.json" with { type: "json" };

export const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
/** The secret of Mendix's documentation. It has 33 characters, so it cannot be base64. */
export const documentedSecret = "PMJhiGo1nTL6wlNyZVFh5v9rLZdcLsG2O";

/** When the deliveries are sent, in seconds. */
export const timestamp = 1_700_000_000;
export const now = () => timestamp * 1000;

export async function signedDelivery<Body extends SignOptions["body"]>(
  body: Body,
  options: Partial<SignOptions> = {},
) {
  const headers = await sign({ body, id: "msg_1", timestamp, secrets: secret, ...options });
  return { headers, body };
}

/** A delivery and the expected result, either published or computed with OpenSSL. */
type Vector = (typeof signatures.vectors)[number] & { keyEncoding?: KeyEncoding };
export const vectors = signatures.vectors as Vector[];

export const vectorDelivery = ({ id, timestamp, signature, body }: Vector) => ({
  headers: {
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": signature,
  },
  body,
});

export const vectorResult = ({ valid, id, keyEncoding, reason }: Vector) =>
  valid ? { ok: true, id, matched: { keyEncoding } } : { ok: false, code: reason };
