export type * from "../generated/client.js";
export type * from "../generated/models.js";
export type { components, operations, paths, webhooks } from "../generated/schema.js";
export type { Call, WithResponse } from "./client/call.js";
export {
  ApiError,
  BadRequestError,
  ForbiddenError,
  InvalidRequestError,
  MendixWebhooksError,
  NetworkError,
  NotFoundError,
  RateLimitError,
  ServerError,
  TimeoutError,
  UnauthorizedError,
} from "./client/client-errors.js";
export type { Calls, Client, CreateOptions } from "./client/client-interface.js";
export type {
  ClientOptions,
  Logger,
  RequestOptions,
  SharedOptions,
} from "./client/client-options.js";
export { createClient } from "./client/create-client.js";
export type { PagedCall, PageOf } from "./client/paged-call.js";
export type { Clock } from "./shared/clock.js";
export type { RateLimit } from "./shared/rate-limit-headers.js";
