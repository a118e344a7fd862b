/** The base of what this entry point throws; of its own, a mistake in its options. */
export class ReceiverError extends Error {
  override readonly name: string = "ReceiverError";
  /** Stable name of the failure, for programs. */
  readonly code: string;

  constructor(message: string, code = "invalid_option") {
    super(message);
    this.code = code;
  }
}
