import { type SignOptions, sign } from "../index.js";
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

/** Deliveries and the expected results, either published or computed with OpenSSL. */
export const { vectors } = signatures;
