/** Thrown for an invalid option, or for a call that the sandbox cannot perform. */
export class SandboxError extends Error {
  override readonly name: string = "SandboxError";
  /** Stable, for programs. */
  readonly code: string;

  constructor(message: string, code = "invalid_option") {
    super(message);
    this.code = code;
  }
}

/** @throws SandboxError unless the value of an option is valid */
export function checkOption(name: string, isValid: boolean, expected: string): void {
  if (!isValid) throw new SandboxError(`option '${name}' must be ${expected}`);
}
