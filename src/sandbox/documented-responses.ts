import { STATUS_CODES } from "node:http";
import { responses } from "../../generated/examples.js";
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
  const status = code ?? `${successStatus(operationId)}`;
  const documented = Object.hasOwn(responses[operationId], status)
    ? responses[operationId][status]
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

/** What the contract shows of an operation's first success. */
export const successExample = (operationId: OperationId) => {
  const [key = ""] = operations[operationId].successes;
  return responses[operationId][key];
};

/** The status of an operation's first success; of a range such as `2XX` its lowest. */
export function successStatus(operationId: OperationId): number {
  const [key = "default"]: readonly string[] = operations[operationId].successes;
  return key === "default" ? 200 : Number(key.replaceAll("X", "0"));
}

/** An error as the contract shows it; in the contract's envelope if the status is undocumented. */
export function documentedError(operationId: OperationId, status: number): Response {
  const { headers = {}, bodies = {} } = responses[operationId][status] ?? {};
  const message = STATUS_CODES[status] ?? "Failed";
  const [body = { error: { code: status, message } }] = Object.values(bodies);
  return jsonResponse(status, body, headers);
}
