// Generated from the OpenAPI document by `npm run generate`. Do not edit.

import type { webhooks } from "./schema.js";
import * as events from "./validators/events.js";
import type { Validator } from "./validators/requests.js";

/** The body of each delivery, by the delivery's name in the contract. */
export interface Events {
  "package.uploaded": NonNullable<webhooks["package.uploaded"]["post"]["requestBody"]>["content"]["application/json"];
  "teamserver.push": NonNullable<webhooks["teamserver.push"]["post"]["requestBody"]>["content"]["application/json"];
  "alert": NonNullable<webhooks["alert"]["post"]["requestBody"]>["content"]["application/json"];
}

/** How to check the body of each delivery. */
export const deliveries = {
  "package.uploaded": events.deliverPackageUploadedBody,
  "teamserver.push": events.deliverTeamServerPushBody,
  alert: events.deliverAlertBody,
} as const satisfies Record<keyof Events, Validator>;
