import type { FaultMode } from "./fault-server.js";

/** A method of the client, without the word `Webhook`. */
export type Method = "get" | "list" | "create" | "update" | "delete";

interface ExpectedError {
  name: string;
  code: string;
  status?: number;
  mayHaveSucceeded?: boolean;
}

/** What a call has to give: an error, or else what the contract promises. */
export interface Expectation {
  error?: ExpectedError;
  /** How many requests are sent. */
  requests: number;
  /** The waits between the requests, in milliseconds; backoff takes its longest time. */
  waits: number[];
}

/** What the server does wrong, and what each method has to give. */
export interface Fault extends FaultMode {
  name: string;
  expect: (method: Method) => Expectation;
}

export const networkError: ExpectedError = { name: "NetworkError", code: "network" };
export const timeoutError: ExpectedError = { name: "TimeoutError", code: "timeout" };

const errorNames: Record<number, [name: string, code: string]> = {
  400: ["BadRequestError", "bad_request"],
  401: ["UnauthorizedError", "unauthorized"],
  403: ["ForbiddenError", "forbidden"],
  404: ["NotFoundError", "not_found"],
  429: ["RateLimitError", "rate_limit"],
};

export function statusError(status: number): ExpectedError {
  const [name, code] =
    errorNames[status] ?? (status < 500 ? ["ApiError", "api"] : ["ServerError", "server"]);
  return { name, code, status };
}

const isWrite = (method: Method) => method !== "get" && method !== "list";

/** Every method succeeds after these waits. */
export const succeeds =
  (requests = 1, ...waits: number[]) =>
  (): Expectation => ({ requests, waits });

/** Every method fails at its first request, which was certainly not carried out. */
export const failsAtOnce = (error: ExpectedError) => (): Expectation => ({
  error: { ...error, mayHaveSucceeded: false },
  requests: 1,
  waits: [],
});

/** As `failsAtOnce`, but nobody knows whether a write was carried out. */
export const failsAtOnceInDoubt =
  (error: ExpectedError) =>
  (method: Method): Expectation => ({
    error: { ...error, mayHaveSucceeded: isWrite(method) },
    requests: 1,
    waits: [],
  });

/** Two retries do not help; a create is not repeated, because it may have been carried out. */
export const failsAfterRetries =
  (error: ExpectedError) =>
  (method: Method): Expectation =>
    method === "create"
      ? failsAtOnceInDoubt(error)(method)
      : { ...failsAtOnceInDoubt(error)(method), requests: 3, waits: [500, 1000] };

/** Retries help, after these waits; a create is not repeated. */
export const succeedsAfterRetries =
  (error: ExpectedError, ...waits: number[]) =>
  (method: Method): Expectation =>
    method === "create" ? failsAtOnceInDoubt(error)(method) : { requests: waits.length + 1, waits };

/** A success by its status that violates the contract; a delete does not look at the body. */
export const failsAsInvalid =
  (status: number) =>
  (method: Method): Expectation =>
    method === "delete"
      ? { requests: 1, waits: [] }
      : failsAtOnceInDoubt({ name: "ApiError", code: "invalid_response", status })(method);
