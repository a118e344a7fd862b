import { examples } from "../../generated/examples.js";
import type { ErrorEnvelope, InvalidParam } from "../../generated/models.js";

/** An error with its response. A handler may throw one. */
export class ErrorResponse extends Error {
  override readonly name = "ErrorResponse";
  readonly status: number;
  readonly invalidParams: readonly InvalidParam[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    message: string,
    invalidParams: readonly InvalidParam[] = [],
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.status = status;
    this.invalidParams = invalidParams;
    this.headers = headers;
  }

  /** The response in the contract's envelope. */
  toResponse(): Response {
    const error = {
      code: this.status,
      message: this.message,
      ...(this.invalidParams.length > 0 && { "invalid-params": unique(this.invalidParams) }),
    };
    return jsonResponse(this.status, { error }, this.headers);
  }
}

/** The error of an example of the contract. */
export const errorLike = ({ error }: ErrorEnvelope): ErrorResponse =>
  new ErrorResponse(error.code, error.message, error["invalid-params"]);

/** The error for a request that violates the contract. */
export const invalidRequest = (invalidParams: readonly InvalidParam[]): ErrorResponse =>
  new ErrorResponse(400, "Request validation errors", invalidParams);

/**
 * A response with a JSON body, or without a body if that is undefined or the status allows none.
 * The body ends with a newline, so that a terminal shows its prompt on the next line.
 */
export function jsonResponse(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
  type = "application/json",
): Response {
  if (body === undefined || [204, 205, 304].includes(status)) {
    return new Response(null, { status, headers });
  }
  const others = Object.entries(headers).filter(([name]) => !/^content-type$/i.test(name));
  // An object, because an instance of `Headers` would take a tenth of the time of a request.
  const all = { ...Object.fromEntries(others), "content-type": type };
  return new Response(`${JSON.stringify(body)}\n`, { status, headers: all });
}

/** The contract demands unique items. */
function unique(invalidParams: readonly InvalidParam[]): InvalidParam[] {
  const texts = invalidParams.map(({ name, reason }) => JSON.stringify({ name, reason }));
  return [...new Set(texts)].map((text) => JSON.parse(text));
}

/**
 * Thrown to close the connection instead of responding. Without a socket, the caller of `fetch` gets
 * this error, so it looks like the error that `fetch` throws.
 */
export class ConnectionCut extends TypeError {
  constructor() {
    const cause = Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
    super("fetch failed", { cause });
  }
}

/** The response to anything that was thrown. Internal errors are reported. @throws ConnectionCut */
export function responseToError(error: unknown, onError: (error: unknown) => void): Response {
  if (error instanceof ConnectionCut) throw error;
  if (error instanceof ErrorResponse) return error.toResponse();
  onError(error);
  return errorLike(examples.systemError).toResponse();
}
