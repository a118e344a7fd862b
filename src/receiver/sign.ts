import { ReceiverError } from "./errors.js";
import { hmac } from "./hmac.js";
import { checkKeyEncoding, type KeyEncoding, keysOf } from "./keys.js";

/** What {@link sign} signs, and how. */
export interface SignOptions {
  /** Newest first: each gives one signature, in this order. */
  secrets: string | readonly string[];
  /** Exactly as it will be sent. */
  body: string | Uint8Array<ArrayBuffer>;
  /** The delivery's id, the same for every attempt. */
  id: string;
  /**
   * Seconds since the Unix epoch.
   *
   * @default now
   */
  timestamp?: number;
  /**
   * How to read keys from secrets; `auto` takes base64 where the secret is base64.
   *
   * @default "auto"
   */
  keyEncoding?: KeyEncoding | "auto";
}

/** The headers that make a body a signed delivery. */
export interface SignedHeaders extends Record<string, string> {
  "content-type": "application/json";
  "webhook-id": string;
  "webhook-timestamp": string;
  "webhook-signature": string;
}

/**
 * Makes the headers of a delivery, as Mendix would send them: for tests and sandboxes.
 *
 * @throws ReceiverError when a secret gives no key of 24 bytes or more, or an option cannot be used
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
    return `v1,${await hmac(key.bytes, `${id}.${timestamp}.`, body)}`;
  });
  return {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": `${timestamp}`,
    "webhook-signature": (await Promise.all(signatures)).join(" "),
  };
}
