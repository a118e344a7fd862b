import { type Delivery, readBody } from "./delivery.js";
import { ReceiverError } from "./errors.js";
import { type DeliveryEvent, recognise } from "./events.js";
import { type VerificationFailure, type VerifyOptions, verify } from "./verify.js";

/** A delivery that was verified and understood. */
export interface Unwrapped {
  /** Repeated on every attempt at the same delivery. */
  id: string;
  /** Seconds since the Unix epoch. */
  timestamp: number;
  event: DeliveryEvent;
}

/** The delivery is not to be trusted; `code` says why, and `failure` has its details. */
export class SignatureVerificationError extends ReceiverError {
  override readonly name = "SignatureVerificationError";
  readonly failure: VerificationFailure;

  constructor(failure: VerificationFailure) {
    super(`The delivery is not verified: ${failure.code}`, failure.code);
    this.failure = failure;
  }
}

/**
 * Verifies a delivery, and reads the event in it.
 *
 * @throws SignatureVerificationError with the codes of `verify`
 * @throws ReceiverError with code `malformed_body` when what was signed is not JSON
 */
export async function unwrap(delivery: Delivery, options: VerifyOptions): Promise<Unwrapped> {
  const body = await readBody(delivery).catch(() => undefined);
  const raw = { headers: delivery?.headers, body: body as string };
  const { ok, ...rest } = await verify(raw, options);
  if (!ok) throw new SignatureVerificationError(rest as VerificationFailure);
  const { id, timestamp } = rest as { id: string; timestamp: number };
  return { id, timestamp, event: recognise(parse(body as string)) };
}

function parse(body: string | Uint8Array): unknown {
  try {
    const text =
      typeof body === "string" ? body : new TextDecoder("utf-8", { fatal: true }).decode(body);
    return JSON.parse(text);
  } catch {
    throw new ReceiverError("The delivery is signed, but its body is not JSON", "malformed_body");
  }
}
