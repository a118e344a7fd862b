export type * from "../generated/client.js";
export type { Items, Methods, Results } from "../generated/client.js";
export type * from "../generated/models.js";
export type { components, operations, paths, webhooks } from "../generated/schema.js";
export type { Call, WithResponse } from "./client/call.js";
export { type Client, createClient } from "./client/create-client.js";
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
  UnauthorizedError,
} from "./client/errors.js";
export type { ClientOptions, RequestOptions } from "./client/options.js";
export type { PagedCall } from "./client/pages.js";
