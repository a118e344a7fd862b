import type { Input } from "../../generated/client.js";
import { type OperationId, type Route, routes } from "../../generated/routes.js";
import type { Validator } from "../../generated/validators/requests.js";
import { toInvalidParams } from "../shared/invalid-params.js";
import { InvalidRequestError } from "./errors.js";

/**
 * Refuses what the contract forbids before it is sent.
 *
 * @throws InvalidRequestError
 */
export function refuseInvalid(operationId: OperationId, { path, query, body }: Input): void {
  const route: Route = routes[operationId];
  const invalidParams = [
    // An empty id would name another resource, as dots do: `/webhooks/..` is the app.
    ...Object.keys(path)
      .filter((name) => !/[^.]/.test(path[name] ?? ""))
      .map((name) => ({ name, reason: "is required" })),
    ...faultsOf(route.parameters, { ...path, ...query }),
    ...(route.body ? faultsOf(route.body, body) : []),
  ];
  if (!invalidParams.length) return;
  const faults = invalidParams.map(({ name, reason }) => `${name} ${reason}`).join(", ");
  throw new InvalidRequestError(`${operationId} not sent: ${faults}`, { invalidParams });
}

const faultsOf = (validate: Validator, value: unknown) =>
  validate(value) ? [] : toInvalidParams(validate.errors);
