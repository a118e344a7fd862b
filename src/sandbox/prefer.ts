import { answers } from "../../generated/examples.js";
import { operations } from "../../generated/operations.js";
import type { OperationId } from "../../generated/routes.js";
import { type Answer, Refusal } from "./answer.js";

/**
 * The documented answer that a request asks for with `Prefer: code=404, example=appNotFound`, as it
 * may at a Prism mock. Nothing is stored or changed then.
 *
 * @throws Refusal 400 for an answer that the contract does not have
 */
export function preferredAnswer(
  operationId: OperationId,
  prefer: string | undefined,
): Answer | undefined {
  if (prefer === undefined) return undefined;
  const wishes = Object.fromEntries(
    prefer.split(",").map((wish) => wish.trim().split("=", 2) as [string, string | undefined]),
  );
  const { code, example } = wishes;
  if (code === undefined && example === undefined) return undefined;
  const status = code ?? String(operations[operationId].successStatuses[0]);
  const answer = Object.hasOwn(answers[operationId], status)
    ? answers[operationId][status]
    : undefined;
  const [first] = Object.keys(answer?.bodies ?? {});
  const name = example ?? first;
  if (answer === undefined || (name !== undefined && !Object.hasOwn(answer.bodies, name))) {
    const reason = `asks for what the contract does not have: ${operationId} ${status} ${example ?? ""}`;
    throw new Refusal(400, "Request validation errors", [
      { name: "prefer", reason: reason.trim() },
    ]);
  }
  return {
    status: Number(status),
    headers: { ...answer.headers },
    body: name === undefined ? undefined : answer.bodies[name],
  };
}
