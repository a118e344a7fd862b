import type { Results } from "../../generated/client.js";
import type { OperationId } from "../../generated/routes.js";
import type { operations } from "../../generated/schema.js";
import { successOf } from "./documented-responses.js";

/** The request of an operation, as the contract types it. */
export interface HandlerRequest<Id extends OperationId> {
  path: operations[Id]["parameters"]["path"];
  query: NonNullable<operations[Id]["parameters"]["query"]>;
  header: NonNullable<operations[Id]["parameters"]["header"]>;
  cookie: NonNullable<operations[Id]["parameters"]["cookie"]>;
  body: BodyOf<operations[Id]>;
}

type BodyOf<Operation> = Operation extends { requestBody: { content: infer Content } }
  ? Content[keyof Content]
  : Operation extends { requestBody?: { content: infer Content } }
    ? Content[keyof Content] | undefined
    : undefined;

/** Perform the operations: each returns the body of the success, or throws an ErrorResponse. */
export type Handlers = {
  [Id in OperationId]?: (request: HandlerRequest<Id>) => Results[Id];
};

/**
 * Functions that wrap the handlers of operations. `next` runs the sandbox's own handler, with the
 * same request or with another. To respond with an error, throw an {@link ErrorResponse}.
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

/**
 * Runs handlers; the result of an operation without one is the contract's example.
 *
 * @param overrides - each wraps the ones before it
 */
export function createRunHandler(handlers: Handlers, ...overrides: HandlerOverrides[]): RunHandler {
  const own = withoutPrototype(handlers);
  const run: RunHandler = async (operationId, request) => {
    const handle: Handlers[typeof operationId] = own[operationId];
    if (handle) return handle(request);
    // The generator has checked the example against the schema of the result.
    const [example] = Object.values(successOf(operationId).bodies);
    return example as Results[typeof operationId];
  };
  return overrides.map(withoutPrototype).reduce(withOverrides, run);
}

/** An operation may be called like a member that every object inherits, such as `constructor`. */
const withoutPrototype = <Functions extends object>(functions: Functions): Functions =>
  Object.assign(Object.create(null), functions);

function withOverrides(run: RunHandler, overrides: HandlerOverrides): RunHandler {
  return async (operationId, request) => {
    const override: HandlerOverrides[typeof operationId] = overrides[operationId];
    if (override === undefined) return run(operationId, request);
    return override(request, (changed = request) => run(operationId, changed));
  };
}
