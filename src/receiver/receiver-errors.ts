import type { SignatureHeader } from "./raw-delivery.js";

/** The base class of every error of this entry point. Invalid options throw it directly. */
export class ReceiverError extends Error {
  override readonly name: string = "ReceiverError";
  /** A stable name for the failure. */
  readonly code: string;

  constructor(message: string, code = "invalid_option") {
    super(message);
    this.code = code;
  }
}

/** Why a delivery must not be trusted. */
export type VerificationFailure =
  | { code: "missing_header"; header: SignatureHeader }
  | { code: "invalid_timestamp" }
  /** `skew` is the distance from the current time in seconds. */
  | { code: "timestamp_too_old" | "timestamp_too_new"; skew: number }
  | { code: "no_match" }
  /** No secret gives a key of at least 24 bytes. */
  | { code: "weak_key" }
  /** The raw body, which is what was signed, is no longer available. */
  | { code: "body_was_parsed" };

/** The delivery must not be trusted: `code` says why, and `failure` has the details. */
export class SignatureVerificationError extends ReceiverError {
  override readonly name = "SignatureVerificationError";
  readonly failure: VerificationFailure;

  constructor(failure: VerificationFailure) {
    super(`The delivery is not verified: ${failure.code}`, failure.code);
    this.failure = failure;
  }
}
