import {
  ForbiddenError,
  InvalidRequestError,
  MendixWebhooksError,
  NotFoundError,
  RateLimitError,
  UnauthorizedError,
} from "../index.js";
import { CommandError, type ExitCode, exitCodes } from "./terminal.js";

/** What to do about an error of the client, where its message does not say it. */
function remedyOf(error: MendixWebhooksError): string {
  const { mayHaveSucceeded, code } = error;
  if (mayHaveSucceeded) return "it is not known whether the service did it: look before you repeat";
  if (error instanceof UnauthorizedError) return "check the access token in MENDIX_PAT";
  if (error instanceof ForbiddenError) {
    return "the token needs the scope mx:webhook:write (mx:webhook:read to read), and access to the app";
  }
  if (error instanceof NotFoundError) return "check the ids; 'list' shows those of an app";
  if (error instanceof RateLimitError) return "all programs with this token share the limit";
  if (code === "network") return "check the address and the connection; 'doctor' tells more";
  return "";
}

function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof CommandError) return error.exitCode;
  const { code, name } = Object(error) as { code?: string; name?: string };
  if (code === "aborted" || name === "AbortError") return exitCodes.interrupted;
  if (error instanceof UnauthorizedError || error instanceof ForbiddenError) {
    return exitCodes.notAuthorised;
  }
  const isWrongUse = error instanceof InvalidRequestError || code === "invalid_option";
  return isWrongUse ? exitCodes.wrongUse : exitCodes.failed;
}

/** Whether a message is made for the user; other errors are defects, and need their stack. */
const isExpected = (error: unknown): error is Error =>
  error instanceof MendixWebhooksError ||
  (error instanceof Error &&
    /^(Receiver|Sandbox|SignatureVerification|Abort)Error$/.test(error.name));

/** The message of an error, in the words of the command line where those of the client differ. */
function messageOf({ message }: Error, code: ExitCode): string {
  if (code === exitCodes.interrupted) return "interrupted";
  if (!message.startsWith("option 'baseUrl'")) return message;
  return "the URL of the API must be an https URL; http:// is accepted for this machine alone";
}

/** Describes an error in one line, and with `--verbose` in more. */
export function describeError(error: unknown, isVerbose = false): { line: string; code: ExitCode } {
  const code = exitCodeOf(error);
  if (error instanceof CommandError) return { line: error.message, code };
  if (!isExpected(error)) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { line: `unexpected error, please report it: ${text}`, code };
  }
  const message = messageOf(error, code);
  if (!(error instanceof MendixWebhooksError)) return { line: message, code };
  const remedy = remedyOf(error);
  const lines = [remedy === "" ? message : `${message} — ${remedy}`];
  if (isVerbose) {
    const { attempts, cause, body } = error;
    lines.push(`  code: ${error.code}, attempts: ${attempts}`);
    if (cause instanceof Error) lines.push(`  cause: ${cause.message}`);
    if (body) lines.push(`  body: ${body}`);
  }
  return { line: lines.join("\n"), code };
}
