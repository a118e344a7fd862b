import { randomUUID } from "node:crypto";
import { deliveryBodies } from "../../../generated/examples.js";
import type { Webhook, WebhookDetailed, WebhookInput } from "../../../src/index.js";
import { ErrorResponse } from "../../../src/sandbox/index.js";
import { inHandlers, type SandboxBug } from "./sandbox-bug.js";

/** Operations that do something else than they say, or refuse what the contract allows. */
export const operationBugs: Readonly<Record<string, SandboxBug>> = {
  "create stores nothing": inHandlers(() => ({
    createWebhook: ({ body }) => ({ id: randomUUID(), ...body }),
  })),
  "update stores nothing": inHandlers(() => ({
    updateWebhook: ({ path, body }) => ({ id: path["webhook-id"], ...body }),
  })),
  "delete deletes nothing": inHandlers(() => ({ deleteWebhook: () => undefined })),
  "create and update store no headers": inHandlers(() => ({
    createWebhook: (request, next) => next({ ...request, body: withoutHeaders(request.body) }),
    updateWebhook: (request, next) => next({ ...request, body: withoutHeaders(request.body) }),
  })),
  "create makes two": inHandlers(() => ({
    async createWebhook(_, next) {
      await next();
      return next();
    },
  })),
  "update merges": inHandlers(() => {
    const webhooks = new Map<string, WebhookDetailed>();
    const remember = (webhook: WebhookDetailed) => {
      webhooks.set(webhook.id, webhook);
      return webhook;
    };
    return {
      createWebhook: async (_, next) => remember(await next()),
      async updateWebhook(request, next) {
        const { headers } = webhooks.get(request.path["webhook-id"]) ?? {};
        const body = { ...(headers && { headers }), ...request.body };
        return remember(await next({ ...request, body }));
      },
    };
  }),
  "update changes the id": inHandlers(() => ({
    updateWebhook: async (_, next) => ({ ...(await next()), id: randomUUID() }),
  })),
  "update of an unknown id creates": inHandlers(() => ({
    updateWebhook: ({ path, body }, next) =>
      next().catch(instead404(() => ({ id: path["webhook-id"], ...body }))),
  })),
  "delete of an unknown id succeeds": inHandlers(() => ({
    deleteWebhook: (_, next) => next().catch(instead404(() => undefined)),
  })),
  "webhooks are found under any app": inHandlers(() => {
    const apps = new Map<string, string>();
    const toItsApp = <R extends { path: { "app-id": string; "webhook-id": string } }>(
      request: R,
    ) => {
      const appId = apps.get(request.path["webhook-id"]) ?? request.path["app-id"];
      return { ...request, path: { ...request.path, "app-id": appId } };
    };
    return {
      async createWebhook({ path }, next) {
        const webhook = await next();
        apps.set(webhook.id, path["app-id"]);
        return webhook;
      },
      getWebhook: (request, next) => next(toItsApp(request)),
      updateWebhook: (request, next) => next(toItsApp(request)),
      deleteWebhook: (request, next) => next(toItsApp(request)),
    };
  }),

  "list skips the first of each further page": inHandlers(() => ({
    async listWebhooks({ query }, next) {
      const page = await next();
      return query.cursor === undefined ? page : { ...page, webhooks: page.webhooks.slice(1) };
    },
  })),
  "list empties each page that is followed by another": inHandlers(() => ({
    async listWebhooks(_, next) {
      const page = await next();
      return page.cursors.next ? { ...page, webhooks: [] } : page;
    },
  })),
  "list starts each page with the last webhook of the one before": inHandlers(() => ({
    async listWebhooks(request, next) {
      const page = await next();
      const limit = page.webhooks.length - 1;
      if (!page.cursors.next || limit < 1) return page;
      const { cursors } = await next({ ...request, query: { ...request.query, limit } });
      return { ...page, cursors: { ...page.cursors, ...cursors } };
    },
  })),
  "list ignores the cursor": inHandlers(() => ({
    listWebhooks({ query: { cursor: _, ...query }, ...request }, next) {
      return next({ ...request, query });
    },
  })),
  "list ignores limit": inHandlers(() => ({
    listWebhooks: (request, next) => next({ ...request, query: { ...request.query, limit: 250 } }),
  })),
  "list exceeds limit by one": inHandlers(() => ({
    listWebhooks(request, next) {
      const { limit } = request.query;
      if (limit === undefined) return next();
      return next({ ...request, query: { ...request.query, limit: limit + 1 } });
    },
  })),
  "list ignores ascOrder": inHandlers(() => ({
    listWebhooks: (request, next) =>
      next({ ...request, query: { ...request.query, ascOrder: false } }),
  })),

  "headers are required": refusing("headers", ({ headers }) => headers === undefined),
  "secrets need their prefix": refusing(
    "validationSecret",
    ({ validationSecret }) => !validationSecret.startsWith("whsec_"),
  ),
  "unknown event types are refused": refusing("eventTypes", ({ eventTypes }) =>
    eventTypes.some((type) => !Object.hasOwn(deliveryBodies, type)),
  ),

  "inactive webhooks get deliveries": storing((body) => ({ ...body, isActive: true })),
  "webhooks get deliveries of any type": storing((body) => ({
    ...body,
    eventTypes: Object.keys(deliveryBodies),
  })),
};

function withoutHeaders({ headers: _, ...body }: WebhookInput): WebhookInput {
  return body;
}

/** Returns something where the sandbox would respond with 404. */
function instead404<T>(result: () => T) {
  return (error: unknown): T => {
    if (error instanceof ErrorResponse && error.status === 404) return result();
    throw error;
  };
}

/** Refuses a body that the contract allows. */
function refusing(name: string, isRefused: (body: WebhookInput) => boolean): SandboxBug {
  const check = (body: WebhookInput) => {
    if (!isRefused(body)) return;
    throw new ErrorResponse(400, "Request validation errors", [{ name, reason: "is refused" }]);
  };
  return inHandlers(() => ({
    createWebhook(request, next) {
      check(request.body);
      return next();
    },
    updateWebhook(request, next) {
      check(request.body);
      return next();
    },
  }));
}

/** Stores other settings than it shows. */
function storing(change: (body: WebhookInput) => WebhookInput): SandboxBug {
  return inHandlers(() => {
    const requested = new Map<string, WebhookInput>();
    const show = <T extends Webhook>(webhook: T): T => {
      const { isActive, eventTypes } = requested.get(webhook.id) ?? webhook;
      return { ...webhook, isActive, eventTypes };
    };
    return {
      async createWebhook(request, next) {
        const webhook = await next({ ...request, body: change(request.body) });
        requested.set(webhook.id, request.body);
        return show(webhook);
      },
      async updateWebhook(request, next) {
        const webhook = await next({ ...request, body: change(request.body) });
        requested.set(webhook.id, request.body);
        return show(webhook);
      },
      getWebhook: async (_, next) => show(await next()),
      async listWebhooks(_, next) {
        const { webhooks, cursors } = await next();
        return { webhooks: webhooks.map(show), cursors };
      },
    };
  });
}
