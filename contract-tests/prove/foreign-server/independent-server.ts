import { randomBytes, randomUUID } from "node:crypto";
import { once } from "node:events";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { ErrorRequestHandler, Request, RequestHandler, Router } from "express";
import express from "express";

type Options = { token: string; readOnlyToken: string; appId: string };
type Server = { url: string; close(): Promise<void> };
type Header = { key: string; value: string };
type Settings = {
  name: string;
  url: string;
  eventTypes: string[];
  isActive: boolean;
  validationSecret: string;
  headers: Header[];
};
type Webhook = Settings & { id: string; serial: number; createdAt: string };
type InvalidParam = { name: string; reason: string };
type Order = "id" | "oldest" | "newest";
/** Where a page starts (inclusive) or ends (exclusive), in which order. */
type Position = { order: Order; size: number; edge: "start" | "end"; key: string };

class ApiError extends Error {
  readonly status: number;
  readonly params: InvalidParam[];

  constructor(status: number, message: string, params: InvalidParam[] = []) {
    super(message);
    this.status = status;
    this.params = params;
  }
}

const requestsPerHour = 10_000;
const hour = 3_600_000;
const pageSize = { usual: 5, largest: 10 };
const reservedHeader = new RegExp(
  "^(x-amzn?-|x-goog-|x-google|x-gfe|x-azure-|x-fd-|(x-)?svix-|(user-agent|keep-alive|te|" +
    "proxy-auth(enticate|orization)|trailers|transfer-encoding|upgrade|age|cache-control|" +
    "clear-site-data|expires|pragma|warning|content-(length|type|encoding|language|location))$)",
  "i",
);

const ajv = new Ajv2020({ allErrors: true });
ajv.addFormat("free-header", (name: string) => !reservedHeader.test(name));
const header = {
  type: "object",
  required: ["key", "value"],
  properties: { key: { type: "string", format: "free-header" }, value: { type: "string" } },
};
const isInput = ajv.compile<Omit<Settings, "headers"> & { headers?: Header[] }>({
  type: "object",
  required: ["name", "url", "eventTypes", "isActive", "validationSecret"],
  properties: {
    name: { type: "string", pattern: "^[a-zA-Z0-9_ ]+$" },
    url: { type: "string", minLength: 1, maxLength: 65536 },
    eventTypes: { type: "array", items: { type: "string" } },
    isActive: { type: "boolean" },
    validationSecret: { type: "string", pattern: "^(whsec_)?[a-zA-Z0-9+/=]{32,100}$" },
    headers: { type: "array", items: header },
  },
});

function readSettings(body: unknown): Settings {
  if (!isInput(body)) {
    const params = (isInput.errors ?? []).map(({ instancePath, message }) => {
      return { name: instancePath.slice(1) || "body", reason: message ?? "is not allowed" };
    });
    throw new ApiError(400, "The body does not describe a webhook", params);
  }
  const { name, url, eventTypes, isActive, validationSecret } = body;
  const headers = (body.headers ?? []).map(({ key, value }) => ({ key, value }));
  return { name, url, eventTypes, isActive, validationSecret, headers };
}

function readParameter(req: Request, name: string, form: RegExp): string | undefined {
  const value = req.query[name];
  if (value === undefined || (typeof value === "string" && form.test(value))) return value;
  throw new ApiError(400, "The query string cannot be used", [{ name, reason: "is malformed" }]);
}

function sortKey(webhook: Webhook, order: Order): string {
  if (order === "id") return webhook.id;
  const rank = order === "oldest" ? webhook.serial : 1e9 - webhook.serial;
  return String(rank).padStart(10, "0");
}

function summarize({ id, name, url, eventTypes, isActive, createdAt }: Webhook) {
  return { id, name, url, eventTypes, isActive, createdAt };
}

function describe(appId: string, webhook: Webhook) {
  const { validationSecret, headers } = webhook;
  const self = `/apps/${appId}/webhooks/${encodeURIComponent(webhook.id)}`;
  const marked = headers.map((header) => ({ ...header, isSecret: true }));
  return { ...summarize(webhook), validationSecret, headers: marked, _links: { self } };
}

class Store {
  readonly webhooks = new Map<string, Webhook>();
  readonly #cursors = new Map<string, Position>();
  #serial = 0;

  add(settings: Settings): Webhook {
    const id = `hook:${randomBytes(16).toString("base64url")}`;
    const createdAt = new Date().toISOString();
    this.#serial += 1;
    const webhook = { ...settings, id, createdAt, serial: this.#serial };
    this.webhooks.set(id, webhook);
    return webhook;
  }

  get(id: string): Webhook {
    const webhook = this.webhooks.get(id);
    if (!webhook) throw new ApiError(404, "The app exists but this webhook does not");
    return webhook;
  }

  nameCursor(position: Position): string {
    const cursor = randomUUID();
    this.#cursors.set(cursor, position);
    return cursor;
  }

  page(at: Position) {
    const sorted = [...this.webhooks.values()]
      .map((webhook) => ({ key: sortKey(webhook, at.order), webhook }))
      .sort((a, b) => (a.key < b.key ? -1 : 1));
    const before = sorted.filter((entry) => entry.key < at.key);
    const after = sorted.filter((entry) => entry.key >= at.key);
    const page = at.edge === "start" ? after.slice(0, at.size) : before.slice(-at.size);
    const start = page[0]?.key ?? at.key;
    const end = page.length > 0 ? `${page.at(-1)?.key}~` : at.key;
    const cursors: { prev?: string; next?: string } = {};
    if (sorted.some((entry) => entry.key < start)) {
      cursors.prev = this.nameCursor({ ...at, edge: "end", key: start });
    }
    if (sorted.some((entry) => entry.key >= end)) {
      cursors.next = this.nameCursor({ ...at, edge: "start", key: end });
    }
    return { webhooks: page.map((entry) => summarize(entry.webhook)), cursors };
  }

  list(req: Request) {
    const limit = readParameter(req, "limit", /^0*[1-9][0-9]*$/);
    const ascOrder = readParameter(req, "ascOrder", /^(true|false)$/);
    const cursor = readParameter(req, "cursor", /^/);
    const order = ascOrder ? (ascOrder === "true" ? "oldest" : "newest") : "id";
    const first: Position = { order, size: pageSize.usual, edge: "start", key: "" };
    const start = cursor === undefined ? first : this.#cursors.get(cursor);
    if (ascOrder && start && start.order !== order) {
      throw new ApiError(400, "The cursor belongs to a list in another order");
    }
    if (!start) return { webhooks: [], cursors: {} };
    const size = limit === undefined ? start.size : Math.min(Number(limit), pageSize.largest);
    return this.page({ ...start, size });
  }
}

function limitRate(): RequestHandler {
  let [used, resetAt] = [0, Date.now() + hour];
  return (_req, res, next) => {
    if (Date.now() >= resetAt) [used, resetAt] = [0, Date.now() + hour];
    used += 1;
    res.set({ "X-Request-Id": randomUUID(), "Cache-Control": "no-store" });
    res.set("X-RateLimit-Limit", String(requestsPerHour));
    res.set("X-RateLimit-Remaining", String(Math.max(0, requestsPerHour - used)));
    res.set("X-RateLimit-Reset", String(Math.ceil(resetAt / 1000)));
    if (used > requestsPerHour) throw new ApiError(429, "Slow down: this hour is used up");
    next();
  };
}

function authenticate({ token, readOnlyToken }: Options): RequestHandler {
  return (req, _res, next) => {
    const credentials = req.get("Authorization");
    const isWriter = credentials === `MxToken ${token}`;
    const isReader = credentials === `MxToken ${readOnlyToken}`;
    if (!isWriter && !isReader) throw new ApiError(401, "Send a valid personal access token");
    const isRead = ["GET", "HEAD"].includes(req.method);
    if (!isRead && !isWriter) throw new ApiError(403, "This token may only read");
    next();
  };
}

const handleError: ErrorRequestHandler = (error: unknown, _req, res, _next) => {
  const isUnreadable = error instanceof Error && "status" in error && Number(error.status) < 500;
  const other = isUnreadable ? new ApiError(400, "Unreadable") : new ApiError(500, "Our mistake");
  const { status: code, message, params } = error instanceof ApiError ? error : other;
  const details = params.length > 0 ? { "invalid-params": params } : {};
  res.status(code).json({ error: { code, message, ...details, retryable: code > 428 } });
};

function routeWebhooks(appId: string, store: Store): Router {
  const router = express.Router();
  router.param("appId", (_req, _res, next, id: string) => {
    next(id === appId ? undefined : new ApiError(404, "There is no app with this id"));
  });
  const all = router.route("/apps/:appId/webhooks");
  all.get((req, res) => void res.json(store.list(req)));
  all.post((req, res) => void res.json(describe(appId, store.add(readSettings(req.body)))));
  const one = router.route("/apps/:appId/webhooks/:id");
  one.get((req, res) => void res.json(describe(appId, store.get(req.params.id))));
  one.put((req, res) => {
    const webhook = { ...store.get(req.params.id), ...readSettings(req.body) };
    store.webhooks.set(webhook.id, webhook);
    res.status(202).json(describe(appId, webhook));
  });
  one.delete((req, res) => {
    store.webhooks.delete(store.get(req.params.id).id);
    res.status(204).end();
  });
  return router;
}

export async function startIndependentServer(options: Options): Promise<Server> {
  const store = new Store();
  for (const name of ["Red", "Blue", "Green", "Pink", "Grey", "Black", "White"]) {
    const validationSecret = `whsec_${randomBytes(24).toString("base64")}`;
    const headers = [{ key: "X-Team", value: name }];
    const url = `https://${name.toLowerCase()}.example.com/hook`;
    store.add({ name, url, eventTypes: [], isActive: name !== "Pink", validationSecret, headers });
  }
  const app = express().disable("x-powered-by");
  app.use(limitRate(), authenticate(options), express.json({ limit: "4mb" }));
  const webhooks = routeWebhooks(options.appId, store);
  app.use("/api/v1", webhooks).use(webhooks);
  app.use((_req, _res, next) => next(new ApiError(404, "Nothing is served here")));
  app.use(handleError);
  const server = app.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : address;
  const close = async () => {
    server.close().closeAllConnections();
    await once(server, "close");
  };
  return { url: `http://127.0.0.1:${port}`, close };
}
