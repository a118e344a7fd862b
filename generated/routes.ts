// Generated from the OpenAPI document by `npm run generate`. Do not edit.

import * as requests from "./validators/requests.js";
import type { Validator } from "./validators/requests.js";
import * as responses from "./validators/responses.js";

/** How to send the request of an operation, and how to validate request and response. */
export interface Route {
  readonly method: string;
  /** The path template below the base URL, with styles as openapi-fetch reads them: `/pets/{;id*}`. */
  readonly path: string;
  /** How to get the next page, if the response is one page of many. */
  readonly pagination?: Pagination;
  /** Validates an object with the parameters of each place: `{ path: {}, query: {} }`. */
  readonly parameters?: Validator;
  readonly body?: Validator;
  /** The media type of the body, where it is not `application/json`. */
  readonly bodyType?: string;
  readonly isBodyOptional?: true;
  /** The properties that the body of a `PUT` takes, at any depth. */
  readonly accepts?: Shape;
  /** By status, range such as `2XX`, or `default`; undefined where there is no JSON. */
  readonly results: Readonly<Record<string, Validator | undefined>>;
  /** Serialises the parameters that openapi-fetch cannot serialise by itself. */
  readonly serialize?: (parameters: object) => {
    readonly params: object;
    readonly headers: Readonly<Record<string, string>>;
    querySerializer(query: object): string;
  };
}

/** The properties of an object, or of the items of an array; none stands for any value. */
export interface Shape {
  readonly [name: string]: Shape;
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
    results: { 200: responses.listWebhooks200 },
  },
  createWebhook: {
    method: "POST",
    path: "/apps/{app-id}/webhooks",
    parameters: requests.createWebhookParameters,
    body: requests.createWebhookBody,
    results: { 200: responses.createWebhook200 },
  },
  getWebhook: {
    method: "GET",
    path: "/apps/{app-id}/webhooks/{webhook-id}",
    parameters: requests.getWebhookParameters,
    results: { 200: responses.getWebhook200 },
  },
  updateWebhook: {
    method: "PUT",
    path: "/apps/{app-id}/webhooks/{webhook-id}",
    parameters: requests.updateWebhookParameters,
    body: requests.updateWebhookBody,
    accepts: {
      name: {},
      url: {},
      eventTypes: {},
      isActive: {},
      validationSecret: {},
      headers: { key: {}, value: {} },
    },
    results: { 202: responses.updateWebhook202 },
  },
  deleteWebhook: {
    method: "DELETE",
    path: "/apps/{app-id}/webhooks/{webhook-id}",
    parameters: requests.deleteWebhookParameters,
    results: { 204: undefined },
  },
} as const satisfies Record<string, Route>;

export type OperationId = keyof typeof routes;
