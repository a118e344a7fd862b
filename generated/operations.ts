// Generated from openapi/openapi.yaml by `npm run generate`. Do not edit.

import type { OperationId, Route } from "./routes.js";

/** An operation of the contract. */
export interface OperationDescription extends Pick<Route, "method" | "path" | "pagination"> {
  /** In the order of the contract. */
  readonly parameters: readonly ParameterDescription[];
  readonly hasBody: boolean;
  readonly successStatuses: readonly number[];
  /** Any one of these scopes is enough. */
  readonly scopes: readonly string[];
  /** Whether to send a request twice has the same effect as to send it once (RFC 9110, 9.2.2). */
  readonly isIdempotent: boolean;
}

/** A parameter of path or query. */
export interface ParameterDescription {
  readonly name: string;
  readonly in: "path" | "query";
  readonly required: boolean;
  /** The type that its text in the URL is converted to. */
  readonly type: "string" | "integer" | "number" | "boolean";
}

/** Every operation of the contract, by its operationId. */
export const operations = {
  listWebhooks: {
    method: "GET",
    path: "/apps/{app-id}/webhooks",
    pagination: { cursor: "cursor", next: ["cursors", "next"], items: "webhooks" },
    parameters: [
      { name: "app-id", in: "path", required: true, type: "string" },
      { name: "cursor", in: "query", required: false, type: "string" },
      { name: "limit", in: "query", required: false, type: "integer" },
      { name: "ascOrder", in: "query", required: false, type: "boolean" },
    ],
    hasBody: false,
    successStatuses: [200],
    scopes: ["mx:webhook:read", "mx:webhook:write"],
    isIdempotent: true,
  },
  createWebhook: {
    method: "POST",
    path: "/apps/{app-id}/webhooks",
    parameters: [{ name: "app-id", in: "path", required: true, type: "string" }],
    hasBody: true,
    successStatuses: [200],
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
    hasBody: false,
    successStatuses: [200],
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
    hasBody: true,
    successStatuses: [202],
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
    hasBody: false,
    successStatuses: [204],
    scopes: ["mx:webhook:write"],
    isIdempotent: true,
  },
} as const satisfies Record<OperationId, OperationDescription>;
