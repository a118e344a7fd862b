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

/** All operations but those that are called like a member of every object, such as `constructor`. */
type HandledId = Exclude<OperationId, keyof typeof Object.prototype>;

/**
 * Functions that perform operations: each returns the body of the success, or throws an
 * {@link ErrorResponse}. `next` runs the sandbox's own handler, with the same request or with
 * another.
 */
export type HandlerOverrides<Ids extends OperationId = HandledId> = {
  [Id in Ids]?: (
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
 * @param handlers - each wraps the ones before it
 */
export const createRunHandler = (...handlers: HandlerOverrides[]): RunHandler =>
  handlers.reduce(withHandlers, async (operationId) => {
    // The generator has checked the example against the schema of the result.
    const [example] = Object.values(successOf(operationId).bodies);
    return example as Results[typeof operationId];
  });

function withHandlers(run: RunHandler, handlers: HandlerOverrides): RunHandler {
  // Without the members of every object, one of which an operation may be called like.
  const own: HandlerOverrides<OperationId> = Object.assign(Object.create(null), handlers);
  return async (operationId, request) => {
    const handle: (typeof own)[typeof operationId] = own[operationId];
    if (handle === undefined) return run(operationId, request);
    // A copy, because it may be changed, and what the sandbox stores may not.
    return handle(request, async (changed = request) =>
      structuredClone(await run(operationId, changed)),
    );
  };
}
