import { STATUS_CODES } from "node:http";
import { answers } from "../../generated/examples.js";
import { operations } from "../../generated/operations.js";
import type { OperationId } from "../../generated/routes.js";
import { invalidRequest, jsonResponse } from "./error-response.js";

/**
 * The documented response that a request asks for with `Prefer: code=404, example=appNotFound`, as
 * it may at a Prism mock. Nothing is stored or changed then.
 *
 * @throws ErrorResponse 400 for a response that the contract does not have
 */
export function preferredResponse(
  operationId: OperationId,
  prefer: string | undefined,
): Response | undefined {
  if (prefer === undefined) return undefined;
  const preferences = new Map(
    prefer.split(",").map((one) => one.trim().split("=", 2) as [string, string | undefined]),
  );
  const code = preferences.get("code");
  const example = preferences.get("example");
  if (code === undefined && example === undefined) return undefined;
  const status = code ?? `${operations[operationId].successStatuses[0]}`;
  const documented = Object.hasOwn(answers[operationId], status)
    ? answers[operationId][status]
    : undefined;
  const [first] = Object.keys(documented?.bodies ?? {});
  const name = example ?? first;
  if (!documented || (name !== undefined && !Object.hasOwn(documented.bodies, name))) {
    const wanted = [operationId, status, ...(example === undefined ? [] : [example])].join(" ");
    const reason = `asks for what the contract does not have: ${wanted}`;
    throw invalidRequest([{ name: "prefer", reason }]);
  }
  const body = name === undefined ? undefined : documented.bodies[name];
  return jsonResponse(Number(status), body, documented.headers);
}

/** The contract's first example of a success. */
export const exampleResult = (operationId: OperationId): unknown => {
  const [status] = operations[operationId].successStatuses;
  return Object.values(answers[operationId][`${status}`]?.bodies ?? {})[0];
};

/** An error as the contract shows it; in the contract's envelope if the status is undocumented. */
export function documentedError(operationId: OperationId, status: number): Response {
  const { headers = {}, bodies = {} } = answers[operationId][status] ?? {};
  const message = STATUS_CODES[status] ?? "Failed";
  const [body = { error: { code: status, message } }] = Object.values(bodies);
  return jsonResponse(status, body, headers);
}
