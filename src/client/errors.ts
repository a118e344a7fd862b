import type { InvalidParam } from "../../generated/models.js";

/** What an error tells beside its message. */
export interface ErrorDetails {
  /** Stable name of the failure, for programs. */
  code: string;
  /** What led to this error. */
  cause?: unknown;
}

/** The base of every error that this package's client throws. */
export class MendixWebhooksError extends Error {
  override readonly name: string = "MendixWebhooksError";
  /** Stable name of the failure, for programs. */
  readonly code: string;

  constructor(message: string, { code, cause }: ErrorDetails) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
  }
}

/** The request breaks a rule of the contract; it was not sent. */
export class InvalidRequestError extends MendixWebhooksError {
  override readonly name: string = "InvalidRequestError";
  /** What is wrong with which part of the request, in the API's own shape. */
  readonly invalidParams: readonly InvalidParam[];

  constructor(operationId: string, invalidParams: readonly InvalidParam[]) {
    const faults = invalidParams.map(({ name, reason }) => `${name} ${reason}`).join("; ");
    super(`${operationId} was not sent: ${faults}`, { code: "invalid_request" });
    this.invalidParams = invalidParams;
  }
}

/** A request that was sent, or was to be sent. */
export interface RequestDetails {
  method: string;
  url: string;
}

/** No answer: the connection could not be made or broke. */
export class NetworkError extends MendixWebhooksError {
  override readonly name: string = "NetworkError";
  readonly method: string;
  readonly url: string;

  constructor({ method, url }: RequestDetails, cause: unknown) {
    super(`Request failed without an answer: ${method} ${url}`, { code: "network_error", cause });
    this.method = method;
    this.url = url;
  }
}

/** What an {@link ApiError} tells beside its message. */
export interface ApiErrorDetails extends RequestDetails {
  status: number;
  statusText: string;
  /** The answer's own words, or what is wrong with the answer. */
  reason: string;
  invalidParams: readonly InvalidParam[];
  headers: Headers;
}

/** The service answered, but not with success; a subclass tells the statuses that matter apart. */
export class ApiError extends MendixWebhooksError {
  override readonly name: string = "ApiError";
  /** The HTTP status of the answer. */
  readonly status: number;
  readonly method: string;
  readonly url: string;
  /** What the service found wrong with which part of the request; empty if it did not say. */
  readonly invalidParams: readonly InvalidParam[];
  /** The headers of the answer. */
  readonly headers: Headers;

  constructor(details: ApiErrorDetails, code = "api_error") {
    const { status, statusText, method, url, reason } = details;
    const answer = statusText === "" ? `${status}` : `${status} ${statusText}`;
    super(`Request failed with ${answer}: ${method} ${url}${reason && ` — ${reason}`}`, { code });
    this.status = status;
    this.method = method;
    this.url = url;
    this.invalidParams = details.invalidParams;
    this.headers = details.headers;
  }
}

/** 400: the service refused the request as invalid; `invalidParams` says why. */
export class BadRequestError extends ApiError {
  override readonly name = "BadRequestError";
  constructor(details: ApiErrorDetails) {
    super(details, "bad_request");
  }
}

/** 401: the token is missing or not in the form that Mendix reads. */
export class UnauthorizedError extends ApiError {
  override readonly name = "UnauthorizedError";
  constructor(details: ApiErrorDetails) {
    super(details, "unauthorized");
  }
}

/** 403: the token is not accepted, for instance because it lacks the operation's scope. */
export class ForbiddenError extends ApiError {
  override readonly name = "ForbiddenError";
  constructor(details: ApiErrorDetails) {
    super(details, "forbidden");
  }
}

/** 404: there is no such app or no such webhook. */
export class NotFoundError extends ApiError {
  override readonly name = "NotFoundError";
  constructor(details: ApiErrorDetails) {
    super(details, "not_found");
  }
}

/** 429: the limit for this hour is used up. */
export class RateLimitError extends ApiError {
  override readonly name = "RateLimitError";
  constructor(details: ApiErrorDetails) {
    super(details, "rate_limited");
  }
}

/** 5xx: the service could not do its part. */
export class ServerError extends ApiError {
  override readonly name = "ServerError";
  constructor(details: ApiErrorDetails) {
    super(details, "server_error");
  }
}

const errorOfStatus: Record<number, new (details: ApiErrorDetails) => ApiError> = {
  400: BadRequestError,
  401: UnauthorizedError,
  403: ForbiddenError,
  404: NotFoundError,
  429: RateLimitError,
};

/** The error that stands for an answer. */
export function toApiError(details: ApiErrorDetails): ApiError {
  const ErrorClass =
    errorOfStatus[details.status] ?? (details.status >= 500 ? ServerError : ApiError);
  return new ErrorClass(details);
}
