/**
 * Why a state file cannot be used or kept:
 *
 * - `damaged`: it is not what a sandbox wrote
 * - `newer_version`: a later version of this package wrote it
 * - `locked`: another sandbox has it open
 * - `unusable_path`: no state can be kept at that path
 * - `write_failed`: the disk refused a write
 * - `closed`: it was closed before
 */
export type StateFileErrorCode =
  | "damaged"
  | "newer_version"
  | "locked"
  | "unusable_path"
  | "write_failed"
  | "closed";

/** A state file that cannot be used or kept; the message is one line that says what to do. */
export class StateFileError extends Error {
  override readonly name = "StateFileError";
  /** Stable name of the failure, for programs. */
  readonly code: StateFileErrorCode;

  constructor(code: StateFileErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
  }
}

/** What the system calls a failure: `ENOENT` and its like. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
}
