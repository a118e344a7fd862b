/** What this entry point throws: a mistake in its options, or in what it was asked for. */
export class SandboxError extends Error {
  override readonly name: string = "SandboxError";
  /** Stable name of the failure, for programs. */
  readonly code: string;

  constructor(message: string, code = "invalid_option") {
    super(message);
    this.code = code;
  }
}
