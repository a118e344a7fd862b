import type { InvalidParam } from "../../generated/models.js";

/** The properties of an error beside its name and message. */
export type ErrorDetails = Partial<
  Omit<MendixWebhooksError, "name" | "message" | "stack" | "toJSON">
>;

/**
 * The base of every error that the client throws. The class itself stands for an option that cannot
 * be used (code `invalid_option`), for pages that lead in a circle (`repeated_cursor`), and for
 * middleware that threw and input that cannot be written into a request (`failed`).
 */
export class MendixWebhooksError extends Error {
  /**
   * Stable name of the failure, for programs: `not_found` for a `NotFoundError` and so on, unless
   * the class names other codes.
   */
  readonly code: string;
  /** The HTTP status of the response, if there was one. */
  declare readonly status?: number;
  declare readonly method?: string;
  declare readonly url?: string;
  /** Which parts of the request are wrong and why, in the form of the API; at most 50. */
  readonly invalidParams: readonly InvalidParam[] = [];
  /** How many times the client tried to send the request. */
  readonly attempts: number = 0;
  /** Whether the service may have carried out the request nevertheless. */
  readonly mayHaveSucceeded: boolean = false;
  /** The first 500 characters of the response's body, without secrets. */
  declare readonly body?: string;

  constructor(message: string, details: ErrorDetails) {
    // Not in the parameter list, or the published types would need the library of ES2022.
    const { cause, ...properties } = details;
    super(message, cause === undefined ? undefined : { cause });
    this.code = this.name
      .slice(0, -5)
      .replace(/\B[A-Z]/g, "_$&")
      .toLowerCase();
    Object.assign(this, properties);
  }

  toJSON(): object {
    return { ...this, name: this.name, message: this.message };
  }
}

/** The request violates the contract and was not sent; `invalidParams` says where. */
export class InvalidRequestError extends MendixWebhooksError {}

/**
 * There is no response: the connection could not be made or broke (code `network`), or the caller's
 * signal stopped the request (code `aborted`).
 */
export class NetworkError extends MendixWebhooksError {
  declare readonly method: string;
  declare readonly url: string;
}

/** There was no complete response within `timeout` of an attempt or `deadline` of the call. */
export class TimeoutError extends MendixWebhooksError {
  declare readonly method: string;
  declare readonly url: string;
}

/**
 * The response is not a success, or violates the contract (code `invalid_response`). Statuses that
 * a caller would handle have their own subclass.
 */
export class ApiError extends MendixWebhooksError {
  declare readonly status: number;
  declare readonly method: string;
  declare readonly url: string;
}

/** 400: the service rejected the request as invalid; `invalidParams` says why. */
export class BadRequestError extends ApiError {}

/** 401: the token is missing or malformed. */
export class UnauthorizedError extends ApiError {}

/** 403: the token is not accepted, for instance because it lacks the operation's scope. */
export class ForbiddenError extends ApiError {}

/** 404: there is no such app or no such webhook. */
export class NotFoundError extends ApiError {}

/** 429: the rate limit is exceeded, and waiting for the reset would take too long. */
export class RateLimitError extends ApiError {
  /** Requests permitted per hour, if the service said so. */
  declare readonly limit?: number;
  /** Requests left, if the service said so. */
  declare readonly remaining?: number;
  /** When requests are accepted again, if the service said so. */
  declare readonly resetAt?: Date;
}

/** 5xx: the service failed. */
export class ServerError extends ApiError {}

// Set by hand, because a bundler may rename classes.
const classesByName = {
  MendixWebhooksError,
  InvalidRequestError,
  NetworkError,
  TimeoutError,
  ApiError,
  BadRequestError,
  UnauthorizedError,
  ForbiddenError,
  NotFoundError,
  RateLimitError,
  ServerError,
};
for (const [name, { prototype }] of Object.entries(classesByName)) prototype.name = name;

type ErrorClass = new (message: string, details: ErrorDetails) => MendixWebhooksError;

const classesByStatus: Record<number, ErrorClass> = {
  400: BadRequestError,
  401: UnauthorizedError,
  403: ForbiddenError,
  404: NotFoundError,
  429: RateLimitError,
};

/** Returns the error class for a status that is not a success. */
export const errorClassFor = (status: number): ErrorClass =>
  classesByStatus[status] ?? (status < 500 ? ApiError : ServerError);

/** What is known of a request, for its errors and the log. */
export interface RequestState {
  method: string;
  url: string;
  attempts: number;
  mayHaveSucceeded: boolean;
}

/** Makes an error about a request: what happened, to which request, and why. */
export function requestError(
  ErrorClass: ErrorClass,
  what: string,
  request: RequestState,
  { reason, ...details }: ErrorDetails & { reason?: string | undefined },
): MendixWebhooksError {
  const message = `Request ${what}: ${request.method} ${request.url}${reason ? ` — ${reason}` : ""}`;
  return new ErrorClass(message, { ...request, ...details });
}

/** Makes a text that the service chose fit for one line of a message; empty if it is no text. */
export const toLine = (text: unknown): string =>
  typeof text === "string"
    ? text
        .slice(0, 500)
        .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ")
        .trim()
    : "";

/**
 * Says when to try again, if that is known.
 *
 * @param time - milliseconds since the Unix epoch
 */
export function describeRetry(time: number | undefined, now: number): string | undefined {
  if (time === undefined) return undefined;
  return `try again in ${Math.max(0, Math.ceil((time - now) / 1000))} s`;
}
