// Generated from openapi/openapi.yaml by `npm run generate`. Do not edit.

import type { Validator } from "./validators/events.js";
import * as events from "./validators/events.js";

/** The validator of each delivery's body, by the delivery's name in the contract. */
export const deliveries = {
  "package.uploaded": events.deliverPackageUploadedBody,
  "teamserver.push": events.deliverTeamServerPushBody,
  alert: events.deliverAlertBody,
} as const satisfies Record<string, Validator>;
