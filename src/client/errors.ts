import type { InvalidParam } from "../../generated/models.js";

/** What an error tells beside its message. */
export interface ErrorDetails {
  code?: string;
  status?: number;
  method?: string;
  url?: string;
  invalidParams?: readonly InvalidParam[];
  attempts?: number;
  mayHaveSucceeded?: boolean;
  body?: string;
  cause?: unknown;
}

/**
 * The base of every error that this package's client throws. Of its own it is an option that cannot
 * be used (code `invalid_option`), or a list that leads in a circle (code `repeated_cursor`).
 */
export class MendixWebhooksError extends Error {
  /**
   * Stable name of the failure, for programs: `not_found` for a `NotFoundError` and so on, or what
   * the class says of codes of its own.
   */
  readonly code: string;
  /** The HTTP status of the answer, if there was one. */
  declare readonly status?: number;
  declare readonly method?: string;
  declare readonly url?: string;
  /** What is wrong with which part of the request, in the API's own shape. */
  readonly invalidParams: readonly InvalidParam[] = [];
  /** How many times the request was sent, or tried to be. */
  readonly attempts: number = 0;
  /** Whether the service may have carried out the request all the same. */
  readonly mayHaveSucceeded: boolean = false;
  /** The first 500 characters of the answer's body, without secrets. */
  declare readonly body?: string;

  constructor(message: string, { cause, ...details }: ErrorDetails) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = this.name
      .slice(0, -5)
      .replace(/\B[A-Z]/g, "_$&")
      .toLowerCase();
    Object.assign(this, details);
  }

  toJSON(): object {
    return { ...this, name: this.name, message: this.message };
  }
}

/** The request breaks a rule of the contract, so it was not sent; `invalidParams` says which. */
export class InvalidRequestError extends MendixWebhooksError {}

/**
 * No answer: the connection could not be made or broke (code `network`), or the caller's signal
 * stopped the request (code `aborted`).
 */
export class NetworkError extends MendixWebhooksError {
  declare readonly method: string;
  declare readonly url: string;
}

/** No complete answer in time: `timeout` of an attempt, or `deadline` of the call, was over. */
export class TimeoutError extends MendixWebhooksError {
  declare readonly method: string;
  declare readonly url: string;
}

/**
 * The service answered, but not with success, or with something that the contract does not know
 * (code `invalid_response`). A subclass tells the statuses apart that a caller would handle.
 */
export class ApiError extends MendixWebhooksError {
  declare readonly status: number;
  declare readonly method: string;
  declare readonly url: string;
}

/** 400: the service refused the request as invalid; `invalidParams` says why. */
export class BadRequestError extends ApiError {}

/** 401: the token is missing or not in the form that Mendix reads. */
export class UnauthorizedError extends ApiError {}

/** 403: the token is not accepted, for instance because it lacks the operation's scope. */
export class ForbiddenError extends ApiError {}

/** 404: there is no such app or no such webhook. */
export class NotFoundError extends ApiError {}

/** 429: the limit for this hour is used up, and waiting for the next is not worth it. */
export class RateLimitError extends ApiError {
  /** Requests permitted per hour, if the service said so. */
  declare readonly limit?: number;
  /** Requests left, if the service said so. */
  declare readonly remaining?: number;
  /** When requests are accepted again, if the service said so. */
  declare readonly resetAt?: Date;
}

/** 5xx: the service could not do its part. */
export class ServerError extends ApiError {}

type ErrorClass<E> = new (message: string, details: ErrorDetails) => E;

// A bundler may rename classes, and an error has to keep its name.
const named = {
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
for (const name in named) named[name as keyof typeof named].prototype.name = name;

const classes: Record<number, ErrorClass<ApiError>> = {
  400: BadRequestError,
  401: UnauthorizedError,
  403: ForbiddenError,
  404: NotFoundError,
  429: RateLimitError,
};

/** The error class that stands for a status. */
export const classOf = (status: number): ErrorClass<ApiError> =>
  classes[status] ?? (status < 500 ? ApiError : ServerError);

/** What is known of a request when it fails. */
export interface Sent {
  method: string;
  url: string;
  attempts: number;
  mayHaveSucceeded: boolean;
}

/** Makes an error about a request: what happened to which, and why. */
export function failure<E>(
  ErrorClass: ErrorClass<E>,
  what: string,
  sent: Sent,
  { reason, ...details }: ErrorDetails & { reason?: string },
): E {
  const message = `Request ${what}: ${sent.method} ${sent.url}${reason ? ` — ${reason}` : ""}`;
  return new ErrorClass(message, { ...sent, ...details });
}
