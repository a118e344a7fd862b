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

type HandlersOf<Ids extends OperationId> = {
  [Id in Ids]?: (request: HandlerRequest<Id>) => Results[Id];
};

type OverridesOf<Ids extends OperationId> = {
  [Id in Ids]?: (
    request: HandlerRequest<Id>,
    next: (request?: HandlerRequest<Id>) => Promise<Results[Id]>,
  ) => Results[Id] | Promise<Results[Id]>;
};

/** All operations but those that are called like a member of every object, such as `constructor`. */
type HandledId = Exclude<OperationId, keyof typeof Object.prototype>;

/** Perform the operations: each returns the body of the success, or throws an ErrorResponse. */
export type Handlers = HandlersOf<HandledId>;

/**
 * Functions that wrap the handlers of operations. `next` runs the sandbox's own handler, with the
 * same request or with another. To respond with an error, throw an {@link ErrorResponse}.
 */
export type HandlerOverrides = OverridesOf<HandledId>;

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
  const own: HandlersOf<OperationId> = withoutPrototype(handlers);
  const run: RunHandler = async (operationId, request) => {
    const handle: (typeof own)[typeof operationId] = own[operationId];
    if (handle) return handle(request);
    // The generator has checked the example against the schema of the result.
    const [example] = Object.values(successOf(operationId).bodies);
    return example as Results[typeof operationId];
  };
  return overrides.map<OverridesOf<OperationId>>(withoutPrototype).reduce(withOverrides, run);
}

/** The same functions, and none that every object inherits. */
const withoutPrototype = (functions: object) => Object.assign(Object.create(null), functions);

function withOverrides(run: RunHandler, overrides: OverridesOf<OperationId>): RunHandler {
  return async (operationId, request) => {
    const override: (typeof overrides)[typeof operationId] = overrides[operationId];
    if (override === undefined) return run(operationId, request);
    return override(request, (changed = request) => run(operationId, changed));
  };
}
