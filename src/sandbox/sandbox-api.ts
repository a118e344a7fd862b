import type { HttpBindings } from "@hono/node-server";
import type { Context, Hono } from "hono";
import { cors } from "hono/cors";
import { type Operation, operations } from "../../generated/operations.js";
import type { OperationId } from "../../generated/routes.js";
import { readLimited } from "../shared/read-limited.js";
import { authenticate, type RateLimit } from "./authenticate.js";
import { preferredResponse, successOf } from "./documented-responses.js";
import { ErrorResponse, invalidRequest, jsonResponse, responseToError } from "./error-response.js";
import type { HandlerRequest, RunHandler } from "./operation-handlers.js";
import type { RawRequest, readRequest } from "./read-request.js";
import type { SandboxSettings } from "./sandbox-options.js";

/** Node's own objects, which only requests through a socket have. */
export interface SandboxEnvironment {
  Bindings: Partial<HttpBindings>;
}
export type SandboxContext = Context<SandboxEnvironment>;

interface ApiServices extends Pick<SandboxSettings, "tokens" | "maxBodyBytes" | "onError"> {
  rateLimit: RateLimit;
  readRequest: typeof readRequest;
  runHandler: RunHandler;
  unimplemented: readonly OperationId[];
  /** Resolves once all changes are written to the state file. */
  saved(): Promise<void>;
}

/** Path and query of a request to an operation, percent-encoded. */
type Address = Pick<RawRequest, "path" | "query">;

/** Responds to a request to an operation. */
export type Respond = (
  operationId: OperationId,
  context: SandboxContext,
  address: Address,
) => Promise<Response>;

/** Adds the operations to an app, and a 404 or 405 for everything else below the base path. */
export function mountOperations(
  app: Hono<SandboxEnvironment>,
  basePath: string,
  respond: Respond,
): void {
  const endpoints = endpointsBelow(basePath);
  // Pages may call it, such as the console of the docs: what it holds is made up, as in any mock.
  const allowOrigins = cors({ origin: "*", exposeHeaders: ["*"] });
  app.use(`${basePath}/*`, (context, next) =>
    context.req.header("origin") === undefined ? next() : allowOrigins(context, next),
  );
  app.all(`${basePath}/*`, (context) => {
    const { pathname, search } = new URL(context.req.url);
    const found = endpoints.find(({ pattern }) => pattern.test(pathname));
    if (found === undefined) return context.notFound();
    const { method } = context.req;
    const { pattern, names, operationIds } = found;
    const operationId =
      operationIds.get(method) ?? (method === "HEAD" ? operationIds.get("GET") : undefined);
    if (operationId === undefined) {
      const headers = { allow: [...operationIds.keys()].join(", ") };
      return new ErrorResponse(405, "Method not allowed", [], headers).toResponse();
    }
    const [, ...texts] = pattern.exec(pathname) ?? [];
    const path = Object.fromEntries(names.map((name, at) => [name, texts[at] ?? ""]));
    return respond(operationId, context, { path, query: search.slice(1) });
  });
  app.notFound(({ req }) => {
    const isBelow = new URL(req.url).pathname.startsWith(`${basePath}/`);
    const message = isBelow
      ? "Not found"
      : `Not found; the API is at ${basePath}, and /_sandbox shows what else there is`;
    return new ErrorResponse(404, message).toResponse();
  });
}

/** The paths of the contract, in the order in which they match, each with its operations. */
function endpointsBelow(basePath: string) {
  const all = Object.entries<Operation>(operations) as [OperationId, Operation][];
  return [...new Set(all.map(([, { path }]) => path))]
    .sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1))
    .map((path) => ({
      pattern: patternOf(basePath + path),
      names: path.match(/(?<=\{)[^}]+/g) ?? [],
      /** By their methods. */
      operationIds: new Map(
        all.filter(([, one]) => one.path === path).map(([id, { method }]) => [method, id]),
      ),
    }));
}

/** Sorts paths with fewer parameters first, because they match first (OpenAPI 3.1, 4.8.8.2). */
const orderOf = (path: string) => path.replace(/\{[^}]+\}/g, "\uffff");

function patternOf(path: string): RegExp {
  const literals = path.split(/\{[^}]+\}/).map((text) => encodeURI(text));
  return new RegExp(`^${literals.map(escapePattern).join("([^/]+)")}$`);
}

const escapePattern = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");

/** Performs operations, and turns what they throw into error responses. */
export function createRespond(services: ApiServices): Respond {
  return async (operationId, context, address) => {
    try {
      return await perform(operationId, context, address, services);
    } catch (error) {
      // It is not an internal error that a client closes the connection during its request.
      const isAborted = context.env?.incoming?.destroyed;
      return responseToError(error, isAborted ? () => {} : services.onError);
    }
  };
}

/** @throws ErrorResponse */
async function perform(
  operationId: OperationId,
  { req }: SandboxContext,
  address: Address,
  services: ApiServices,
): Promise<Response> {
  const { bodyType, method }: Operation = operations[operationId];
  const token = authenticate(operationId, req.header("authorization"), services.tokens);
  services.rateLimit.count(token);
  const { violations, ...checked } = services.readRequest(operationId, {
    ...address,
    bodyType,
    headers: req.raw.headers,
    body: bodyType ? await readText(req.raw, services.maxBodyBytes) : "",
  });
  if (violations.length > 0) throw invalidRequest(violations);
  const preferred = preferredResponse(operationId, req.header("prefer"));
  if (preferred) return preferred;
  // It is valid by the contract, from which its type is generated.
  const request = checked as HandlerRequest<OperationId>;
  const result = await services.runHandler(operationId, request);
  if (method !== "GET") await services.saved();
  const { status, headers, type } = successOf(operationId);
  const isExample = services.unimplemented.includes(operationId);
  return jsonResponse(status, result, isExample ? headers : {}, type);
}

/** The body of a request. @throws ErrorResponse 413 for one that is too large */
export async function readText(request: Request, maxBytes: number): Promise<string> {
  const length = request.headers.get("content-length");
  // Node's parser enforces the announced length. Streaming would take twice the time.
  if (length !== null && Number(length) <= maxBytes) return request.text();
  const body = await readLimited(request, maxBytes);
  if (body === "too large") throw new ErrorResponse(413, "Request body too large");
  return new TextDecoder().decode(body);
}
