/** Thrown for an invalid option, or for a call that the sandbox cannot perform. */
export class SandboxError extends Error {
  override readonly name: string = "SandboxError";
  /** Stable, for programs. */
  readonly code: string;

  constructor(message: string, code = "invalid_option", cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

/** @throws SandboxError unless the value of an option is valid */
export function checkOption(name: string, isValid: boolean, expected: string): void {
  if (!isValid) throw new SandboxError(`option '${name}' must be ${expected}`);
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const isNumber = (value: unknown, min: number, max = Number.MAX_SAFE_INTEGER): boolean =>
  typeof value === "number" && value >= min && value <= max;

export const isWhole = (value: unknown, min: number, max?: number): boolean =>
  Number.isInteger(value) && isNumber(value, min, max);
