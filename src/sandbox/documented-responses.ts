import { STATUS_CODES } from "node:http";
import { responses } from "../../generated/examples.js";
import { operations } from "../../generated/operations.js";
import type { OperationId } from "../../generated/routes.js";
import { invalidRequest, jsonResponse } from "./error-response.js";

/**
 * The documented response that a request selects with `Prefer: code=404, example=appNotFound`, as it
 * can with Prism. The request is not performed then.
 *
 * @throws ErrorResponse 400 for a response that the contract does not document
 */
export function preferredResponse(
  operationId: OperationId,
  prefer: string | undefined,
): Response | undefined {
  const preferences = new URLSearchParams(prefer?.replace(/\s*,\s*/g, "&"));
  const [code, example] = [preferences.get("code"), preferences.get("example")];
  if (code === null && example === null) return undefined;
  const status = code ?? `${successStatus(operationId)}`;
  const documented = new Map(Object.entries(responses[operationId])).get(status);
  const bodies = new Map(Object.entries(documented?.bodies ?? {}));
  const [first] = bodies.keys();
  const name = example ?? first;
  if (!documented || (name !== undefined && !bodies.has(name))) {
    const wanted = [operationId, status, example].join(" ").trim();
    const reason = `selects a response that the contract does not document: ${wanted}`;
    throw invalidRequest([{ name: "prefer", reason }]);
  }
  return jsonResponse(Number(status), bodies.get(name ?? ""), documented.headers);
}

/** The headers and examples of an operation's first success response. */
export const successExample = (operationId: OperationId) => {
  const [key = ""] = operations[operationId].successes;
  return responses[operationId][key];
};

/** The status of an operation's first success, or the lowest of a range such as `2XX`. */
export function successStatus(operationId: OperationId): number {
  const [key = "default"]: readonly string[] = operations[operationId].successes;
  return key === "default" ? 200 : Number(key.replaceAll("X", "0"));
}

/** The contract's first example of an error, or its envelope for an undocumented status. */
export function documentedError(operationId: OperationId, status: number): Response {
  const { headers = {}, bodies = {} } = responses[operationId][status] ?? {};
  const message = STATUS_CODES[status] ?? "Failed";
  const [body = { error: { code: status, message } }] = Object.values(bodies);
  return jsonResponse(status, body, headers);
}
