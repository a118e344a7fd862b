import { randomUUID } from "node:crypto";
import { deliveryBodies } from "../../../generated/examples.js";
import type { Webhook, WebhookDetailed, WebhookInput } from "../../../src/index.js";
import { ErrorResponse, type HandlerOverrides } from "../../../src/sandbox/index.js";

/** What some bugs remember of each webhook; the ids are unique among all sandboxes. */
const created = new Map<string, { app: string; input: WebhookInput }>();

/** Operations that do something else than they say, or refuse what the contract allows. */
export const operationBugs: Readonly<Record<string, HandlerOverrides>> = {
  "create stores nothing": { createWebhook: ({ body }) => ({ id: randomUUID(), ...body }) },
  "update stores nothing": {
    updateWebhook: ({ path, body }) => ({ id: path["webhook-id"], ...body }),
  },
  "delete deletes nothing": { deleteWebhook: () => undefined },
  "create and update store no headers": inBodies(({ headers: _, ...body }) => body),
  "create makes two": {
    async createWebhook(_, next) {
      await next();
      return next();
    },
  },
  "update changes the id": {
    updateWebhook: async (_, next) => ({ ...(await next()), id: randomUUID() }),
  },
  "update of an unknown id creates": {
    updateWebhook: ({ path, body }, next) =>
      next().catch(instead404(() => ({ id: path["webhook-id"], ...body }))),
  },
  "delete of an unknown id succeeds": {
    deleteWebhook: (_, next) => next().catch(instead404(() => undefined)),
  },
  "webhooks are found under any app": {
    createWebhook: async ({ path }, next) => remember(await next(), path["app-id"]),
    getWebhook: (request, next) => next(toItsApp(request)),
    updateWebhook: (request, next) => next(toItsApp(request)),
    deleteWebhook: (request, next) => next(toItsApp(request)),
  },

  "list skips the first of each further page": {
    async listWebhooks({ query }, next) {
      const page = await next();
      return query.cursor === undefined ? page : { ...page, webhooks: page.webhooks.slice(1) };
    },
  },
  "list empties each page that is followed by another": {
    async listWebhooks(_, next) {
      const page = await next();
      return page.cursors.next ? { ...page, webhooks: [] } : page;
    },
  },
  "list starts each page with the last webhook of the one before": {
    async listWebhooks(request, next) {
      const page = await next();
      const limit = page.webhooks.length - 1;
      if (!page.cursors.next || limit < 1) return page;
      const { cursors } = await next({ ...request, query: { ...request.query, limit } });
      return { ...page, cursors: { ...page.cursors, ...cursors } };
    },
  },
  "list ignores the cursor": inQuery(({ cursor: _, ...query }) => query),
  "list exceeds limit by one": inQuery(({ limit, ...query }) =>
    limit === undefined ? query : { ...query, limit: limit + 1 },
  ),
  "list ignores ascOrder": inQuery((query) => ({ ...query, ascOrder: false })),

  "headers are required": refusing(({ headers }) => headers === undefined),
  "secrets need their prefix": refusing(
    ({ validationSecret }) => !validationSecret.startsWith("whsec_"),
  ),
  "unknown event types are refused": refusing(({ eventTypes }) =>
    eventTypes.some((type) => !Object.hasOwn(deliveryBodies, type)),
  ),

  "inactive webhooks get deliveries": storing((body) => ({ ...body, isActive: true })),
  "webhooks get deliveries of any type": storing((body) => ({
    ...body,
    eventTypes: Object.keys(deliveryBodies),
  })),
};

function remember(webhook: WebhookDetailed, app = "", input: WebhookInput = webhook) {
  created.set(webhook.id, { app, input });
  return webhook;
}

function toItsApp<R extends { path: { "app-id": string; "webhook-id": string } }>(request: R): R {
  const { app } = created.get(request.path["webhook-id"]) ?? {};
  return { ...request, path: { ...request.path, ...(app && { "app-id": app }) } };
}

/** Returns something where the sandbox would respond with 404. */
function instead404<T>(result: () => T) {
  return (error: unknown): T => {
    if (error instanceof ErrorResponse && error.status === 404) return result();
    throw error;
  };
}

type Query = Parameters<NonNullable<HandlerOverrides["listWebhooks"]>>[0]["query"];

function inQuery(change: (query: Query) => Query): HandlerOverrides {
  return {
    listWebhooks: (request, next) => next({ ...request, query: change(request.query) }),
  };
}

function inBodies(change: (body: WebhookInput) => WebhookInput): HandlerOverrides {
  return {
    createWebhook: (request, next) => next({ ...request, body: change(request.body) }),
    updateWebhook: (request, next) => next({ ...request, body: change(request.body) }),
  };
}

/** Refuses a body that the contract allows. */
function refusing(isRefused: (body: WebhookInput) => boolean): HandlerOverrides {
  return inBodies((body) => {
    if (!isRefused(body)) return body;
    throw new ErrorResponse(400, "Request validation errors", [{ name: "body", reason: "no" }]);
  });
}

/** Stores other settings than it shows. */
function storing(change: (body: WebhookInput) => WebhookInput): HandlerOverrides {
  const show = <T extends Webhook>(webhook: T): T => {
    const { isActive, eventTypes } = created.get(webhook.id)?.input ?? webhook;
    return { ...webhook, isActive, eventTypes };
  };
  return {
    createWebhook: async ({ body, ...request }, next) =>
      show(remember(await next({ ...request, body: change(body) }), "", body)),
    updateWebhook: async ({ body, ...request }, next) =>
      show(remember(await next({ ...request, body: change(body) }), "", body)),
    getWebhook: async (_, next) => show(await next()),
    async listWebhooks(_, next) {
      const { webhooks, cursors } = await next();
      return { webhooks: webhooks.map(show), cursors };
    },
  };
}
