// Generated from openapi/openapi.yaml by `npm run generate`. Do not edit.

/** Where a parameter travels and under which name. */
export interface ParameterDescription {
  readonly name: string;
  readonly in: "path" | "query";
  readonly required: boolean;
}

/** An operation of the contract, as far as a program needs to know it at run time. */
export interface OperationDescription {
  readonly method: "GET" | "PUT" | "POST" | "DELETE" | "PATCH";
  /** The path template, below the base URL. */
  readonly path: string;
  /** In the order of the contract: those in the path come in path order. */
  readonly parameters: readonly ParameterDescription[];
  readonly hasBody: boolean;
  readonly successStatuses: readonly number[];
  /** Any one of them is enough. */
  readonly scopes: readonly string[];
  /** Whether sending the same request twice has the effect of sending it once (RFC 9110, 9.2.2). */
  readonly isIdempotent: boolean;
  /** How to reach the next page, where the answer is one page of many. */
  readonly pagination?: {
    /** The query parameter that names a page. */
    readonly cursor: string;
    /** The way to the next page's cursor in the answer. */
    readonly next: readonly string[];
    /** The property of the answer that holds the page's items. */
    readonly items: string;
  };
}

/** Where the service itself is reached. */
export const serverUrl = "https://webhook-portal.home.mendix.com/api/v1";

/** Every operation of the contract, by its operationId. */
export const operations = {
  listWebhooks: {
    method: "GET",
    path: "/apps/{app-id}/webhooks",
    parameters: [
      {
        name: "app-id",
        in: "path",
        required: true
      },
      {
        name: "cursor",
        in: "query",
        required: false
      },
      {
        name: "limit",
        in: "query",
        required: false
      },
      {
        name: "ascOrder",
        in: "query",
        required: false
      }
    ],
    hasBody: false,
    successStatuses: [
      200
    ],
    scopes: [
      "mx:webhook:read",
      "mx:webhook:write"
    ],
    isIdempotent: true,
    pagination: {
      cursor: "cursor",
      next: [
        "cursors",
        "next"
      ],
      items: "webhooks"
    }
  },
  createWebhook: {
    method: "POST",
    path: "/apps/{app-id}/webhooks",
    parameters: [
      {
        name: "app-id",
        in: "path",
        required: true
      }
    ],
    hasBody: true,
    successStatuses: [
      200
    ],
    scopes: [
      "mx:webhook:write"
    ],
    isIdempotent: false
  },
  getWebhook: {
    method: "GET",
    path: "/apps/{app-id}/webhooks/{webhook-id}",
    parameters: [
      {
        name: "app-id",
        in: "path",
        required: true
      },
      {
        name: "webhook-id",
        in: "path",
        required: true
      }
    ],
    hasBody: false,
    successStatuses: [
      200
    ],
    scopes: [
      "mx:webhook:read",
      "mx:webhook:write"
    ],
    isIdempotent: true
  },
  updateWebhook: {
    method: "PUT",
    path: "/apps/{app-id}/webhooks/{webhook-id}",
    parameters: [
      {
        name: "app-id",
        in: "path",
        required: true
      },
      {
        name: "webhook-id",
        in: "path",
        required: true
      }
    ],
    hasBody: true,
    successStatuses: [
      202
    ],
    scopes: [
      "mx:webhook:write"
    ],
    isIdempotent: true
  },
  deleteWebhook: {
    method: "DELETE",
    path: "/apps/{app-id}/webhooks/{webhook-id}",
    parameters: [
      {
        name: "app-id",
        in: "path",
        required: true
      },
      {
        name: "webhook-id",
        in: "path",
        required: true
      }
    ],
    hasBody: false,
    successStatuses: [
      204
    ],
    scopes: [
      "mx:webhook:write"
    ],
    isIdempotent: true
  },
} as const satisfies Record<string, OperationDescription>;

export type OperationId = keyof typeof operations;
