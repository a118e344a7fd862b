import { STATUS_CODES } from "node:http";
import { type ExampleResponse, responses } from "../../generated/examples.js";
import { type Operation, operations } from "../../generated/operations.js";
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
  if (prefer === undefined) return undefined;
  const preferences = new URLSearchParams(prefer.replace(/\s*,\s*/g, "&"));
  const [code, example] = [preferences.get("code"), preferences.get("example")];
  if (code === null && example === null) return undefined;
  const status = code ?? `${successOf(operationId).status}`;
  // `Response` has no other statuses.
  const documented = /^[2-5]\d\d$/.test(status) && documentedFor(operationId, status);
  const bodies = new Map(Object.entries(documented ? documented.bodies : {}));
  const [first] = bodies.keys();
  const name = example ?? first;
  if (!documented || (name !== undefined && !bodies.has(name))) {
    const wanted = [operationId, status, example].join(" ").trim();
    const reason = `selects a response that the contract does not document: ${wanted}`;
    throw invalidRequest([{ name: "prefer", reason }]);
  }
  const { headers, type } = documented;
  return jsonResponse(Number(status), bodies.get(name ?? ""), headers, type);
}

/** What is documented for a status, for its range such as `4XX`, or by default. */
function documentedFor(operationId: OperationId, status: string): ExampleResponse | undefined {
  const documented = new Map(Object.entries(responses[operationId]));
  const keys = [status, `${status[0]}XX`, "default"];
  return keys.map((key) => documented.get(key)).find((one) => one !== undefined);
}

/** The first success of an operation; of a range such as `2XX`, the lowest status. */
export function successOf(operationId: OperationId): ExampleResponse & { status: number } {
  const { successes }: Operation = operations[operationId];
  const [key = "default"] = successes;
  const status = key === "default" ? 200 : Number(key.replaceAll("X", "0"));
  return { status, ...(responses[operationId][key] ?? { headers: {}, bodies: {} }) };
}

/** The contract's first example of an error, or its envelope for an undocumented status. */
export function documentedError(operationId: OperationId, status: number): Response {
  const { headers, bodies, type } = documentedFor(operationId, `${status}`) ?? {};
  const message = STATUS_CODES[status] ?? "Failed";
  const [body = { error: { code: status, message } }] = Object.values(bodies ?? {});
  return jsonResponse(status, body, headers, type);
}
