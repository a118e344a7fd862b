import { type Document, jsonOf } from "../contract/document.js";
import { deliveries } from "../contract/operations.js";
import { banner, Expression, sourceOf } from "./source-code.js";
import { bodySchema, validatorName } from "./validator-modules.js";

/** `deliveries.ts`: the deliveries of `webhooks:`, their types, and how to check their bodies. */
export function generateDeliveries(document: Document): string {
  const all = deliveries(document).filter((delivery) => bodySchema(delivery) !== undefined);
  const types = all.map(({ path, method, requestBody }) => {
    const type = JSON.stringify(jsonOf(requestBody?.content)?.type);
    const body = `NonNullable<webhooks[${JSON.stringify(path)}]["${method}"]["requestBody"]>`;
    return `  ${JSON.stringify(path)}: ${body}["content"][${type}];`;
  });
  const validators = all.map(({ path, operationId }) => [
    path,
    new Expression(`events.${validatorName(operationId, "body")}`),
  ]);
  return `${banner}
import type { webhooks } from "./schema.js";
import type { Validator } from "./validators/events.js";
import * as events from "./validators/events.js";

/** The body of each delivery, by the delivery's name in the contract. */
export interface Events {
${types.join("\n")}
}

/** How to check the body of each delivery. */
export const deliveries = ${sourceOf(Object.fromEntries(validators))} as const satisfies Record<keyof Events, Validator>;
`;
}
