import type { IncomingMessage } from "node:http";
import { routes } from "../../../generated/routes.js";
import type { WebhookInput } from "../../../src/index.js";
import { ErrorResponse } from "./error-responses.js";
import type { Webhooks } from "./faulty-store.js";
import type { Has } from "./planted-bugs.js";

/** The result of an operation: a status, and a body unless the response has none. */
export type Result = [status: number, body?: unknown];

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A request as the operations want it. */
export interface Call {
  method: string;
  app: string;
  /** The webhook's id; undefined for all of the app's. */
  id: string | undefined;
  query: URLSearchParams;
  contentType: string;
  body: string;
}

export async function readCall(incoming: IncomingMessage, url: URL): Promise<Call> {
  const match = url.pathname.match(/\/apps\/([^/]+)\/webhooks(?:\/([^/]+))?$/);
  if (match === null) throw new ErrorResponse(404, "There is nothing here");
  const [, app = "", id] = match.map((part) => part && decodeURIComponent(part));
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return {
    method: incoming.method ?? "",
    app,
    id,
    query: url.searchParams,
    contentType: incoming.headers["content-type"] ?? "",
    body: Buffer.concat(chunks).toString(),
  };
}

/** Refuses a method that there is not. */
export function checkMethod({ method, id }: Call): void {
  const known = id === undefined ? ["GET", "POST"] : ["GET", "PUT", "DELETE"];
  if (known.includes(method)) return;
  throw new ErrorResponse(405, "There is no such method", { allow: known.join(", ") });
}

export function perform(webhooks: Webhooks, call: Call, has: Has): Result {
  const { method, app, id } = call;
  if (!uuid.test(app) && !has("uuid not checked"))
    throw new ErrorResponse(400, "The app's id is none");
  if (id === undefined) {
    if (method === "GET") return [200, webhooks.list(app, readQuery(call))];
    const status = has("create returns 201") ? 201 : 200;
    return [status, webhooks.create(app, readInput(call))];
  }
  if (method === "GET") return [200, webhooks.get(app, id)];
  if (method === "PUT") return [202, webhooks.update(app, id, readInput(call))];
  webhooks.delete(app, id);
  return [204];
}

function readQuery({ query }: Call) {
  const limit = query.get("limit") ?? "20";
  const ascOrder = query.get("ascOrder") ?? "false";
  if (!/^[1-9]\d*$/.test(limit)) throw new ErrorResponse(400, "The limit is none");
  if (!/^(true|false)$/.test(ascOrder)) throw new ErrorResponse(400, "ascOrder is true or false");
  const cursor = query.get("cursor") ?? undefined;
  return { limit: Number(limit), isAscending: ascOrder === "true", cursor };
}

function readInput({ contentType, body }: Call): WebhookInput {
  if (contentType !== "application/json") throw new ErrorResponse(400, "The body has to be JSON");
  let input: unknown;
  try {
    input = JSON.parse(body);
  } catch {
    throw new ErrorResponse(400, "The body is not JSON");
  }
  if (!routes.createWebhook.body(input)) throw new ErrorResponse(400, "The webhook is not valid");
  return input as WebhookInput;
}
