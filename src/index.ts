export type * from "../generated/models.js";
export type { components, operations, paths, webhooks } from "../generated/schema.js";
export type { Call, Calls, PagedCall, PageOf, WithResponse } from "./client/call.js";
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
export type {
  ClientOptions,
  CreateOptions,
  Logger,
  RequestOptions,
  SharedOptions,
} from "./client/client-options.js";
export { type Client, createClient } from "./client/create-client.js";
export type { Clock } from "./shared/clock.js";
export type { RateLimit } from "./shared/rate-limit-headers.js";
