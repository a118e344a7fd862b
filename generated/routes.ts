// Generated from openapi/openapi.yaml by `npm run generate`. Do not edit.

import * as requests from "./validators/requests.js";
import type { Validator } from "./validators/requests.js";
import * as responses from "./validators/responses.js";

/** How to send the request of an operation, and how to validate request and response. */
export interface Route {
  readonly method: "GET" | "PUT" | "POST" | "DELETE" | "PATCH";
  /** The path template, below the base URL. */
  readonly path: string;
  /** How to get the next page, if the response is one page of many. */
  readonly pagination?: Pagination;
  /** Validates the parameters of path and query together, by their names. */
  readonly parameters: Validator;
  readonly body?: Validator;
  readonly result?: Validator;
}

/** Where to find the parts of a page. */
export interface Pagination {
  /** The query parameter that names a page. */
  readonly cursor: string;
  /** The properties that lead to the next page's cursor in the response body. */
  readonly next: readonly string[];
  /** The property of the response body with the items of the page. */
  readonly items: string;
}

/** The address of the service. */
export const serverUrl = "https://webhook-portal.home.mendix.com/api/v1";

/** Every operation of the contract, by its operationId. */
export const routes = {
  listWebhooks: {
    method: "GET",
    path: "/apps/{app-id}/webhooks",
    pagination: { cursor: "cursor", next: ["cursors", "next"], items: "webhooks" },
    parameters: requests.listWebhooksParameters,
    result: responses.listWebhooksResult,
  },
  createWebhook: {
    method: "POST",
    path: "/apps/{app-id}/webhooks",
    parameters: requests.createWebhookParameters,
    body: requests.createWebhookBody,
    result: responses.createWebhookResult,
  },
  getWebhook: {
    method: "GET",
    path: "/apps/{app-id}/webhooks/{webhook-id}",
    parameters: requests.getWebhookParameters,
    result: responses.getWebhookResult,
  },
  updateWebhook: {
    method: "PUT",
    path: "/apps/{app-id}/webhooks/{webhook-id}",
    parameters: requests.updateWebhookParameters,
    body: requests.updateWebhookBody,
    result: responses.updateWebhookResult,
  },
  deleteWebhook: {
    method: "DELETE",
    path: "/apps/{app-id}/webhooks/{webhook-id}",
    parameters: requests.deleteWebhookParameters,
  },
} as const satisfies Record<string, Route>;

export type OperationId = keyof typeof routes;
