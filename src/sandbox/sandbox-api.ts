import type { HttpBindings } from "@hono/node-server";
import type { Context, Hono } from "hono";
import { examples } from "../../generated/examples.js";
import { type Operation, operations } from "../../generated/operations.js";
import type { OperationId } from "../../generated/routes.js";
import { readLimited } from "../shared/read-limited.js";
import { authenticate } from "./authenticate.js";
import { preferredResponse, successExample, successStatus } from "./documented-responses.js";
import { ErrorResponse, errorLike, invalidRequest, jsonResponse } from "./error-response.js";
import type { HandlerRequest, RunHandler } from "./operation-handlers.js";
import type { readRequest } from "./read-request.js";
import type { RateLimit } from "./request-rate-limit.js";
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

/** Responds to a request to an operation. */
export type Respond = (operationId: OperationId, context: SandboxContext) => Promise<Response>;

/** Adds the operations to an app, and a 404 or 405 for everything else below the base path. */
export function mountOperations(
  app: Hono<SandboxEnvironment>,
  basePath: string,
  respond: Respond,
): void {
  const entries = Object.entries(operations) as [OperationId, (typeof operations)[OperationId]][];
  for (const [operationId, { method, path }] of entries) {
    app.on(method, routeOf(path), (context) => respond(operationId, context));
  }
  for (const [, { path }] of entries) {
    const allowed = entries.filter(([, one]) => one.path === path).map(([, one]) => one.method);
    const headers = { allow: allowed.join(", ") };
    const error = new ErrorResponse(405, "Method not allowed", [], headers);
    app.all(routeOf(path), () => error.toResponse());
  }
  app.notFound(() => new ErrorResponse(404, "Not found").toResponse());

  function routeOf(path: string): string {
    return basePath + path.replace(/\{([^}]+)\}/g, ":$1");
  }
}

/** Performs operations, and turns what they throw into error responses. */
export function createRespond(services: ApiServices): Respond {
  return async (operationId, context) => {
    try {
      return await perform(operationId, context, services);
    } catch (error) {
      if (error instanceof ErrorResponse) return error.toResponse();
      // It is not an internal error that a client closes the connection during its request.
      if (!context.env?.incoming?.destroyed) services.onError(error);
      return errorLike(examples.systemError).toResponse();
    }
  };
}

/** @throws ErrorResponse */
async function perform(
  operationId: OperationId,
  { req }: SandboxContext,
  services: ApiServices,
): Promise<Response> {
  const { bodyType, method }: Operation = operations[operationId];
  const token = authenticate(operationId, req.header("authorization"), services.tokens);
  services.rateLimit.count(token);
  const { violations, ...checked } = services.readRequest(operationId, {
    path: req.param(),
    query: req.queries(),
    contentType: req.header("content-type"),
    body: bodyType ? await readText(req.raw, services.maxBodyBytes) : "",
  });
  if (violations.length > 0) throw invalidRequest(violations);
  const preferred = preferredResponse(operationId, req.header("prefer"));
  if (preferred) return preferred;
  // It is valid by the contract, from which its type is generated.
  const request = checked as HandlerRequest<OperationId>;
  const result = await services.runHandler(operationId, request);
  if (method !== "GET") await services.saved();
  const isExample = services.unimplemented.includes(operationId);
  const headers = isExample ? successExample(operationId)?.headers : undefined;
  return jsonResponse(successStatus(operationId), result, headers);
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
