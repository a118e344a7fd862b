export type * from "../generated/client.js";
export type * from "../generated/models.js";
export type { components, operations, paths, webhooks } from "../generated/schema.js";
export type { Call, WithResponse } from "./client/call.js";
export type { Clock } from "./client/clock.js";
export {
  type Calls,
  type Client,
  type CreateOptions,
  createClient,
} from "./client/create-client.js";
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
} from "./client/errors.js";
export type { ClientOptions, Logger, RequestOptions, SharedOptions } from "./client/options.js";
export type { PagedCall, PageOf } from "./client/pages.js";
export type { RateLimit } from "./client/rate-limit.js";
