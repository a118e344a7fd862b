import type { Input } from "../../generated/client.js";
import { type OperationId, type Route, routes } from "../../generated/routes.js";
import type { Validator } from "../../generated/validators/requests.js";
import { toInvalidParams } from "../shared/invalid-params.js";
import { InvalidRequestError } from "./client-errors.js";

/**
 * Checks a request against the contract before it is sent.
 *
 * @throws InvalidRequestError
 */
export function validateRequest(operationId: OperationId, { path, query, body }: Input): void {
  const route: Route = routes[operationId];
  const invalidParams = [
    // An empty id, or one of dots, names another resource: `/webhooks/..` is the app.
    ...Object.keys(path)
      .filter((name) => !/[^.]/.test(path[name] ?? ""))
      .map((name) => ({ name, reason: "is required" })),
    ...invalidParamsOf(route.parameters, { ...path, ...query }),
    ...(route.body ? invalidParamsOf(route.body, body) : []),
  ];
  if (!invalidParams.length) return;
  const reasons = invalidParams.map(({ name, reason }) => `${name} ${reason}`).join(", ");
  throw new InvalidRequestError(`${operationId} not sent: ${reasons}`, { invalidParams });
}

const invalidParamsOf = (validate: Validator, value: unknown) =>
  validate(value) ? [] : toInvalidParams(validate.errors);
