// Generated from the OpenAPI document by `npm run generate`. Do not edit.

import type { OperationId } from "./routes.js";

/** An operation of the contract. */
export interface Operation {
  readonly method: string;
  /** The path template, below the base URL. */
  readonly path: string;
  /** In the order of the contract. */
  readonly parameters: readonly Parameter[];
  /** The media type of the request body, if there is one. */
  readonly bodyType?: string;
  /** Statuses, ranges such as `2XX`, or `default`. */
  readonly successes: readonly string[];
  /** Any one of these scopes is enough; if there are none, any token is. */
  readonly scopes: readonly string[];
  /** Whether it may be called without a token. */
  readonly isPublic?: true;
  /** Whether to send a request twice has the same effect as to send it once (RFC 9110, 9.2.2). */
  readonly isIdempotent: boolean;
}

/** A parameter, and how its value is serialised (OpenAPI 3.1, 4.8.12). */
export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header" | "cookie";
  readonly required: boolean;
  /** What its text is converted to. */
  readonly type: ParameterType;
  /** What the text of an item is converted to, if it is an array. */
  readonly items?: ParameterType;
  /** Where it is not the default of the place. */
  readonly style?: string;
  readonly explode?: boolean;
  readonly allowReserved?: boolean;
}
export type ParameterType = "string" | "integer" | "number" | "boolean" | "array" | "object" | "json";

/** Every operation of the contract, by its operationId. */
export const operations = {
  listWebhooks: {
    method: "GET",
    path: "/apps/{app-id}/webhooks",
    parameters: [
      { name: "app-id", in: "path", required: true, type: "string" },
      { name: "cursor", in: "query", required: false, type: "string" },
      { name: "limit", in: "query", required: false, type: "integer" },
      { name: "ascOrder", in: "query", required: false, type: "boolean" },
    ],
    successes: ["200"],
    scopes: ["mx:webhook:read", "mx:webhook:write"],
    isIdempotent: true,
  },
  createWebhook: {
    method: "POST",
    path: "/apps/{app-id}/webhooks",
    parameters: [{ name: "app-id", in: "path", required: true, type: "string" }],
    bodyType: "application/json",
    successes: ["200"],
    scopes: ["mx:webhook:write"],
    isIdempotent: false,
  },
  getWebhook: {
    method: "GET",
    path: "/apps/{app-id}/webhooks/{webhook-id}",
    parameters: [
      { name: "app-id", in: "path", required: true, type: "string" },
      { name: "webhook-id", in: "path", required: true, type: "string" },
    ],
    successes: ["200"],
    scopes: ["mx:webhook:read", "mx:webhook:write"],
    isIdempotent: true,
  },
  updateWebhook: {
    method: "PUT",
    path: "/apps/{app-id}/webhooks/{webhook-id}",
    parameters: [
      { name: "app-id", in: "path", required: true, type: "string" },
      { name: "webhook-id", in: "path", required: true, type: "string" },
    ],
    bodyType: "application/json",
    successes: ["202"],
    scopes: ["mx:webhook:write"],
    isIdempotent: true,
  },
  deleteWebhook: {
    method: "DELETE",
    path: "/apps/{app-id}/webhooks/{webhook-id}",
    parameters: [
      { name: "app-id", in: "path", required: true, type: "string" },
      { name: "webhook-id", in: "path", required: true, type: "string" },
    ],
    successes: ["204"],
    scopes: ["mx:webhook:write"],
    isIdempotent: true,
  },
} as const satisfies Record<OperationId, Operation>;
