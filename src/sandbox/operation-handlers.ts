import type { Results } from "../../generated/client.js";
import type { OperationId } from "../../generated/routes.js";
import type { operations } from "../../generated/schema.js";
import { successExample } from "./documented-responses.js";

/** The request of an operation, as the contract types it. */
export interface HandlerRequest<Id extends OperationId> {
  path: operations[Id]["parameters"]["path"];
  query: NonNullable<operations[Id]["parameters"]["query"]>;
  body: operations[Id] extends { requestBody: { content: { "application/json": infer Body } } }
    ? Body
    : undefined;
}

/** What performs each operation: it returns the body of the success, or throws an ErrorResponse. */
export type Handlers = {
  [Id in OperationId]?: (request: HandlerRequest<Id>) => Results[Id];
};

/**
 * Functions around the handlers of operations. `next` runs the sandbox's own handler, with the same
 * request unless it is given another; a handler may throw an {@link ErrorResponse} instead.
 */
export type HandlerOverrides = {
  [Id in OperationId]?: (
    request: HandlerRequest<Id>,
    next: (request?: HandlerRequest<Id>) => Promise<Results[Id]>,
  ) => Results[Id] | Promise<Results[Id]>;
};

/** Performs an operation. */
export type RunHandler = <Id extends OperationId>(
  operationId: Id,
  request: HandlerRequest<Id>,
) => Promise<Results[Id]>;

/** Runs handlers; an operation without one is answered with the contract's example. */
export function runHandlers(handlers: Handlers): RunHandler {
  return async <Id extends OperationId>(operationId: Id, request: HandlerRequest<Id>) => {
    const handle: Handlers[Id] = handlers[operationId];
    // The generator has checked the example against the schema of the result.
    return handle
      ? handle(request)
      : (Object.values(successExample(operationId)?.bodies ?? {})[0] as Results[Id]);
  };
}

/** Puts overrides around handlers. */
export function withOverrides(run: RunHandler, overrides: HandlerOverrides): RunHandler {
  return async <Id extends OperationId>(operationId: Id, request: HandlerRequest<Id>) => {
    const override: HandlerOverrides[Id] = overrides[operationId];
    if (override === undefined) return run(operationId, request);
    return override(request, (changed = request) => run(operationId, changed));
  };
}
