import type { FaultName, FaultSwitch } from "../../../src/sandbox/index.js";

/** How faults of the sandbox's switchboard are switched on, beyond their name alone. */
export const faultSwitches: readonly (readonly [FaultName, FaultSwitch])[] = [
  ["status", { status: 418 }],
  ["status", { status: 503 }],
  ["status", { status: 201, operation: "createWebhook" }],
  ["skip-validation", { field: "app-id" }],
  ["skip-validation", { field: "limit", rule: "minimum" }],
  ["skip-validation", { field: "limit", rule: "type" }],
  ["skip-validation", { field: "ascOrder" }],
  ["skip-validation", { rule: "required" }],
  ["skip-validation", { rule: "type", operation: "createWebhook" }],
  ["skip-validation", { rule: "type", operation: "updateWebhook" }],
  ["skip-validation", { field: "name", rule: "pattern" }],
  ["skip-validation", { field: "url", rule: "minLength" }],
  ["skip-validation", { field: "url", rule: "maxLength" }],
  ["skip-validation", { field: "validationSecret", rule: "pattern" }],
  ["skip-validation", { field: "headers[].key", rule: "not" }],
  ["skip-validation", { field: "content-type" }],
];
