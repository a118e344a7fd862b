// Generated from the OpenAPI document by `npm run generate`. Do not edit.

import type { OperationId } from "./routes.js";

/** The named examples of the contract. */
export const examples = {
  pushWebhook: {
    name: "Push to pipeline",
    url: "https://some.domain.com/webhooks",
    eventTypes: ["teamserver.push"],
    isActive: true,
    validationSecret: "PMJhiGo1nTL6wlNyZVFh5v9rLZdcLsG2O",
    headers: [{ key: "Authorization", value: "Bearer DG4R4GT6R43" }],
  },
  webhookWithoutHeaders: {
    name: "Deployment_archive 2",
    url: "https://archive.some.domain.com/mendix?source=cloud",
    eventTypes: ["package.uploaded", "teamserver.push"],
    isActive: false,
    validationSecret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
  },
  documentedUpdate: {
    name: "string",
    url: "https://some.domain.com/webhooks",
    eventTypes: ["teamserver.push"],
    isActive: true,
    validationSecret: "PMJhiGo1nTL6wlNyZVFh5v9rLZdcLsG2O",
    headers: [{ key: "Authorization", value: "Beaerer DG4R4GT6R43" }],
  },
  createdWebhook: {
    id: "msg_2M605iBQRge9hTgpYg7fKXQubaw",
    name: "Push to pipeline",
    url: "https://some.domain.com/webhooks",
    eventTypes: ["teamserver.push"],
    isActive: true,
    validationSecret: "PMJhiGo1nTL6wlNyZVFh5v9rLZdcLsG2O",
    headers: [{ key: "Authorization", value: "Bearer DG4R4GT6R43" }],
  },
  createdWebhookWithoutHeaders: {
    id: "mxep_mfiHo9gZw6RcGisubUfhyfuCllim5q",
    name: "Deployment_archive 2",
    url: "https://archive.some.domain.com/mendix?source=cloud",
    eventTypes: ["package.uploaded", "teamserver.push"],
    isActive: false,
    validationSecret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
  },
  updatedWebhook: {
    id: "msg_2M605iBQRge9hTgpYg7fKXQubaw",
    name: "string",
    url: "https://some.domain.com/webhooks",
    eventTypes: ["teamserver.push"],
    isActive: true,
    validationSecret: "PMJhiGo1nTL6wlNyZVFh5v9rLZdcLsG2O",
    headers: [{ key: "Authorization", value: "Beaerer DG4R4GT6R43" }],
  },
  onlyPage: {
    webhooks: [
      {
        id: "msg_2M605iBQRge9hTgpYg7fKXQubaw",
        name: "Push to pipeline",
        url: "https://some.domain.com/webhooks",
        eventTypes: ["teamserver.push"],
        isActive: true,
      },
      {
        id: "mxep_mfiHo9gZw6RcGisubUfhyfuCllim5q",
        name: "Deployment_archive 2",
        url: "https://archive.some.domain.com/mendix?source=cloud",
        eventTypes: ["package.uploaded", "teamserver.push"],
        isActive: false,
      },
    ],
    cursors: {},
  },
  firstPage: {
    webhooks: [
      {
        id: "msg_2M605iBQRge9hTgpYg7fKXQubaw",
        name: "Push to pipeline",
        url: "https://some.domain.com/webhooks",
        eventTypes: ["teamserver.push"],
        isActive: true,
      },
    ],
    cursors: { next: "iterator_2M605iBQRge9hTgpYg7fKXQubaw" },
  },
  lastPage: {
    webhooks: [
      {
        id: "mxep_mfiHo9gZw6RcGisubUfhyfuCllim5q",
        name: "Deployment_archive 2",
        url: "https://archive.some.domain.com/mendix?source=cloud",
        eventTypes: ["package.uploaded", "teamserver.push"],
        isActive: false,
      },
    ],
    cursors: { prev: "-iterator_mfiHo9gZw6RcGisubUfhyfuCllim5q" },
  },
  emptyPage: { webhooks: [], cursors: {} },
  requestValidationErrors: {
    error: {
      code: 400,
      message: "Request validation errors",
      "invalid-params": [{ name: "query-parameter", reason: "Value 'other' is not supported" }],
    },
  },
  unauthorized: {
    error: {
      code: 401,
      message: "Unauthorized",
      "invalid-params": [{ name: "Authentication", reason: "Missing or invalid Authorization header" }],
    },
  },
  forbidden: {
    error: {
      code: 403,
      message: "Forbidden",
      "invalid-params": [{ name: "authentication", reason: "The token is not accepted" }],
    },
  },
  appNotFound: {
    error: {
      code: 404,
      message: "App not found",
      "invalid-params": [
        {
          name: "validation",
          reason: "Application '80a28d6e-c5fc-43d9-87c2-d7d56b07542e' not found",
        },
      ],
    },
  },
  webhookNotFound: {
    error: {
      code: 404,
      message: "Webhook not found",
      "invalid-params": [
        {
          name: "validation",
          reason: "Webhook 'msg_2M605iBQRge9hTgpYg7fKXQubaw' not found",
        },
      ],
    },
  },
  tooManyRequests: { error: { code: 429, message: "Too many requests" } },
  systemError: { error: { code: 500, message: "A system error occurred" } },
  authenticationFailure: {
    error: {
      code: 500,
      message: "Not able to authenticate the request due a technical failure",
    },
  },
  packageUploaded: {
    eventType: "package.uploaded",
    modelVersion: "0.0.19.62e3d711",
    name: "main-0.0.19.62e3d711.mda",
    projectId: "80a28d6e-c5fc-43d9-87c2-d7d56b07542e",
    runtimeVersion: "9.18.1.54902",
    uploadTime: "2023-02-22T13:29:02.1234Z",
    uploaderId: "b1234df1-1234-1234-1234-12aa345c12e1",
  },
  teamServerPush: {
    eventType: "teamserver.push",
    after: "4b76061182bf183281b5107cd753c6071ed00040",
    before: "0b9cb7a3e9a5ccfffa6c79435441999543ccb8c9",
    userId: "b1234df1-1234-1234-1234-12aa345c12e1",
    branchName: "main",
    commits: [
      {
        id: "4b76061182bf183281b5107cd753c6071ed00040",
        authorDate: "2023-02-22T14:28:51+01:00",
        authorEmail: "ada@some.domain.com",
        authorName: "Ada Lovelace",
        mendixVersion: "9.18.1.54902",
        message: "Send the invoice after approval",
        relatedStories: [{ id: "MS-1234" }],
      },
    ],
    projectId: "80a28d6e-c5fc-43d9-87c2-d7d56b07542e",
    repositoryType: "git",
  },
  teamServerPushWithoutCommits: {
    eventType: "teamserver.push",
    after: "4b76061182bf183281b5107cd753c6071ed00040",
    before: "0b9cb7a3e9a5ccfffa6c79435441999543ccb8c9",
    branchName: "release_2",
    commits: [],
    projectId: "80a28d6e-c5fc-43d9-87c2-d7d56b07542e",
    repositoryType: "git",
  },
  criticalAlert: {
    app_name: "Invoicing",
    environment: "Production",
    environment_id: "5f0c1e4e-8a53-4b9c-9f6b-3f9c1d1f8f0a",
    id: "b7a9c0d2-5f5e-4c53-9a0e-6f1f0b8c7d21",
    message: "The application is not responding",
    service: "Application Status",
    severity: "Critical",
    timestamp: "2023-02-22T13:40:00Z",
    url: "https://cloud.home.mendix.com/",
  },
  recoveryAlert: {
    app_name: "Invoicing",
    environment: "Production",
    environment_id: "n90c72er-344e-4a26-8efd-e0695234b465",
    id: "0d7c8be4-1f3b-4c8f-8f0d-2a54c7a8e913",
    message: "INFORMATIONAL: The application responds again",
    service: "Application Status",
    severity: "Recovery",
    timestamp: "2023-08-18T08:11:22.586000+00:00",
    url: "https://cloud.home.mendix.com/",
  },
};

/** What the contract shows of a response. */
export interface ExampleResponse {
  /** Its headers, by their names. */
  readonly headers: Readonly<Record<string, string>>;
  /** Its bodies, by the names of the examples; none of a response without a body. */
  readonly bodies: Readonly<Record<string, unknown>>;
  /** The media type of the bodies. */
  readonly type?: string;
}

/** The documented responses of every operation, by status, range such as `2XX`, or `default`. */
export const responses: Readonly<Record<OperationId, Readonly<Record<string, ExampleResponse>>>> = {
  listWebhooks: {
    200: {
      headers: {},
      bodies: {
        onlyPage: examples.onlyPage,
        firstPage: examples.firstPage,
        lastPage: examples.lastPage,
        emptyPage: examples.emptyPage,
      },
    },
    400: {
      headers: {},
      bodies: { requestValidationErrors: examples.requestValidationErrors },
    },
    401: { headers: {}, bodies: { unauthorized: examples.unauthorized } },
    403: { headers: {}, bodies: { forbidden: examples.forbidden } },
    404: { headers: {}, bodies: { appNotFound: examples.appNotFound } },
    429: {
      headers: {
        "X-RateLimit-Limit": "600",
        "X-RateLimit-Remaining": "0",
        "X-RateLimit-Reset": "1290",
      },
      bodies: { tooManyRequests: examples.tooManyRequests },
    },
    500: {
      headers: {},
      bodies: {
        systemError: examples.systemError,
        authenticationFailure: examples.authenticationFailure,
      },
    },
  },
  createWebhook: {
    200: {
      headers: {},
      bodies: {
        createdWebhook: examples.createdWebhook,
        createdWebhookWithoutHeaders: examples.createdWebhookWithoutHeaders,
      },
    },
    400: {
      headers: {},
      bodies: { requestValidationErrors: examples.requestValidationErrors },
    },
    401: { headers: {}, bodies: { unauthorized: examples.unauthorized } },
    403: { headers: {}, bodies: { forbidden: examples.forbidden } },
    404: { headers: {}, bodies: { appNotFound: examples.appNotFound } },
    429: {
      headers: {
        "X-RateLimit-Limit": "600",
        "X-RateLimit-Remaining": "0",
        "X-RateLimit-Reset": "1290",
      },
      bodies: { tooManyRequests: examples.tooManyRequests },
    },
    500: {
      headers: {},
      bodies: {
        systemError: examples.systemError,
        authenticationFailure: examples.authenticationFailure,
      },
    },
  },
  getWebhook: {
    200: {
      headers: {},
      bodies: {
        updatedWebhook: examples.updatedWebhook,
        createdWebhook: examples.createdWebhook,
        createdWebhookWithoutHeaders: examples.createdWebhookWithoutHeaders,
      },
    },
    400: {
      headers: {},
      bodies: { requestValidationErrors: examples.requestValidationErrors },
    },
    401: { headers: {}, bodies: { unauthorized: examples.unauthorized } },
    403: { headers: {}, bodies: { forbidden: examples.forbidden } },
    404: {
      headers: {},
      bodies: { webhookNotFound: examples.webhookNotFound, appNotFound: examples.appNotFound },
    },
    429: {
      headers: {
        "X-RateLimit-Limit": "600",
        "X-RateLimit-Remaining": "0",
        "X-RateLimit-Reset": "1290",
      },
      bodies: { tooManyRequests: examples.tooManyRequests },
    },
    500: {
      headers: {},
      bodies: {
        systemError: examples.systemError,
        authenticationFailure: examples.authenticationFailure,
      },
    },
  },
  updateWebhook: {
    202: {
      headers: {},
      bodies: {
        updatedWebhook: examples.updatedWebhook,
        createdWebhookWithoutHeaders: examples.createdWebhookWithoutHeaders,
      },
    },
    400: {
      headers: {},
      bodies: { requestValidationErrors: examples.requestValidationErrors },
    },
    401: { headers: {}, bodies: { unauthorized: examples.unauthorized } },
    403: { headers: {}, bodies: { forbidden: examples.forbidden } },
    404: {
      headers: {},
      bodies: { webhookNotFound: examples.webhookNotFound, appNotFound: examples.appNotFound },
    },
    429: {
      headers: {
        "X-RateLimit-Limit": "600",
        "X-RateLimit-Remaining": "0",
        "X-RateLimit-Reset": "1290",
      },
      bodies: { tooManyRequests: examples.tooManyRequests },
    },
    500: {
      headers: {},
      bodies: {
        systemError: examples.systemError,
        authenticationFailure: examples.authenticationFailure,
      },
    },
  },
  deleteWebhook: {
    204: { headers: {}, bodies: {} },
    400: {
      headers: {},
      bodies: { requestValidationErrors: examples.requestValidationErrors },
    },
    401: { headers: {}, bodies: { unauthorized: examples.unauthorized } },
    403: { headers: {}, bodies: { forbidden: examples.forbidden } },
    404: {
      headers: {},
      bodies: { webhookNotFound: examples.webhookNotFound, appNotFound: examples.appNotFound },
    },
    429: {
      headers: {
        "X-RateLimit-Limit": "600",
        "X-RateLimit-Remaining": "0",
        "X-RateLimit-Reset": "1290",
      },
      bodies: { tooManyRequests: examples.tooManyRequests },
    },
    500: {
      headers: {},
      bodies: {
        systemError: examples.systemError,
        authenticationFailure: examples.authenticationFailure,
      },
    },
  },
};

/** The documented values of the parameters of every operation, by their names. */
export const parameterExamples: Readonly<Record<OperationId, Readonly<Record<string, unknown>>>> = {
  listWebhooks: {
    "app-id": "80a28d6e-c5fc-43d9-87c2-d7d56b07542e",
    cursor: "iterator_2M605iBQRge9hTgpYg7fKXQubaw",
    limit: 20,
    ascOrder: true,
  },
  createWebhook: { "app-id": "80a28d6e-c5fc-43d9-87c2-d7d56b07542e" },
  getWebhook: {
    "app-id": "80a28d6e-c5fc-43d9-87c2-d7d56b07542e",
    "webhook-id": "msg_2M605iBQRge9hTgpYg7fKXQubaw",
  },
  updateWebhook: {
    "app-id": "80a28d6e-c5fc-43d9-87c2-d7d56b07542e",
    "webhook-id": "msg_2M605iBQRge9hTgpYg7fKXQubaw",
  },
  deleteWebhook: {
    "app-id": "80a28d6e-c5fc-43d9-87c2-d7d56b07542e",
    "webhook-id": "msg_2M605iBQRge9hTgpYg7fKXQubaw",
  },
};

/** The bodies of every delivery, by the delivery's name in the contract. */
export const deliveryBodies = {
  "package.uploaded": { packageUploaded: examples.packageUploaded },
  "teamserver.push": {
    teamServerPush: examples.teamServerPush,
    teamServerPushWithoutCommits: examples.teamServerPushWithoutCommits,
  },
  alert: { criticalAlert: examples.criticalAlert, recoveryAlert: examples.recoveryAlert },
} as const satisfies Record<string, Readonly<Record<string, unknown>>>;
