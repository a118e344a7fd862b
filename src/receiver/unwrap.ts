import { type DeliveryEvent, eventOf } from "./delivery-events.js";
import { type Delivery, type RawBody, readDelivery } from "./raw-delivery.js";
import { ReceiverError, SignatureVerificationError } from "./receiver-errors.js";
import { type VerifyOptions, verifyRaw } from "./verify.js";

/** A verified delivery and its event. */
export interface Unwrapped {
  /** The id of the delivery, the same on every attempt. */
  id: string;
  /** When the attempt was sent, in seconds since the Unix epoch. */
  timestamp: number;
  event: DeliveryEvent;
}

/**
 * Verifies a delivery and reads its event.
 *
 * @throws SignatureVerificationError with the codes of `verify`
 * @throws ReceiverError with code `malformed_body` when the signed body is not JSON
 */
export async function unwrap(delivery: Delivery, options: VerifyOptions): Promise<Unwrapped> {
  const raw = await readDelivery(delivery);
  const verification = await verifyRaw(raw, options);
  if (!verification.ok) throw new SignatureVerificationError(verification);
  const { id, timestamp } = verification;
  return { id, timestamp, event: eventOf(parseJson(raw.body)) };
}

function parseJson(body: RawBody | undefined): unknown {
  try {
    const text =
      body instanceof Uint8Array ? new TextDecoder("utf-8", { fatal: true }).decode(body) : body;
    return JSON.parse(text ?? "");
  } catch {
    throw new ReceiverError("The delivery is signed, but its body is not JSON", "malformed_body");
  }
}
