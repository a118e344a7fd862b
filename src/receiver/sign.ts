import { ReceiverError } from "./receiver-errors.js";
import { checkKeyEncoding, type KeyEncoding, keysOf, signatureOf } from "./signature.js";

/** Options of {@link sign}. */
export interface SignOptions {
  /** The newest first. Each makes one signature, in this order. */
  secrets: string | readonly string[];
  /** The body exactly as it will be sent. */
  body: string | Uint8Array<ArrayBuffer>;
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
export interface SignedHeaders extends Record<string, string> {
  "content-type": "application/json";
  "webhook-id": string;
  "webhook-timestamp": string;
  "webhook-signature": string;
}

/**
 * Signs a body as Mendix does, for tests and sandboxes, and returns the headers to send with it.
 *
 * @throws ReceiverError when a secret gives no key of at least 24 bytes, or an option is invalid
 */
export async function sign(options: SignOptions): Promise<SignedHeaders> {
  const { body, id, keyEncoding = "auto" } = options;
  const { timestamp = Math.floor(Date.now() / 1000) } = options;
  const secrets = [options.secrets].flat();
  checkKeyEncoding(keyEncoding);
  if (typeof id !== "string" || !/^[!-~]+$/.test(id)) {
    throw new ReceiverError("option 'id' must be visible ASCII characters");
  }
  if (!Number.isSafeInteger(timestamp) || timestamp < 0) {
    throw new ReceiverError("option 'timestamp' must be whole seconds since 1970");
  }
  const signatures = secrets.map(async (secret, index) => {
    const [key] = keysOf(secret, keyEncoding);
    if (key === undefined) {
      throw new ReceiverError(`option 'secrets' has no key of 24 bytes or more at ${index}`);
    }
    return signatureOf(key, `${id}.${timestamp}.`, body);
  });
  return {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": `${timestamp}`,
    "webhook-signature": (await Promise.all(signatures)).join(" "),
  };
}
