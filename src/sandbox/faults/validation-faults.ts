import { deliveryBodies } from "../../../generated/examples.js";
import type { OperationId } from "../../../generated/routes.js";
import type { Fault } from "./fault.js";

const withBody = ["createWebhook", "updateWebhook"] satisfies OperationId[];
const list = ["listWebhooks"] satisfies OperationId[];

/** Requests accepted that break the contract, and refused that keep it. */
export const validationFaults = {
  "skip-validation": {
    description: "Checks everything but the `field` of the switch; without one, nothing",
    takes: "field",
    rule: "validate",
  },
  "skip-app-id-format": {
    description: "Takes any text for the id of an app",
    rule: "validate",
    detail: "app-id format",
  },
  "skip-limit-minimum": {
    description: "Takes a `limit` below 1",
    operations: list,
    rule: "validate",
    detail: "limit minimum",
  },
  "skip-limit-type": {
    description: "Takes a `limit` that is no whole number",
    operations: list,
    rule: "validate",
    detail: "limit type",
  },
  "skip-order-type": {
    description: "Takes an `ascOrder` that is neither true nor false",
    operations: list,
    rule: "validate",
    detail: "ascOrder type",
  },
  "skip-cursor": {
    description: "Takes what was never a cursor for the first page's",
    operations: list,
    rule: "validate",
    detail: "cursor",
  },
  "skip-required": {
    description: "Takes bodies that lack required fields",
    operations: withBody,
    rule: "validate",
    detail: "required",
  },
  "skip-types": {
    description: "Takes bodies with values of the wrong JSON type",
    operations: withBody,
    rule: "validate",
    detail: "type",
  },
  "skip-name-pattern": {
    description: "Takes any characters in a name",
    operations: withBody,
    rule: "validate",
    detail: "name pattern",
  },
  "skip-url-format": {
    description: "Takes a `url` that is none",
    operations: withBody,
    rule: "validate",
    detail: "url format",
  },
  "skip-url-length": {
    description: "Takes a `url` of any length",
    operations: withBody,
    rule: "validate",
    detail: "url maxLength",
  },
  "skip-secret-pattern": {
    description: "Takes any text for a secret",
    operations: withBody,
    rule: "validate",
    detail: "validationSecret pattern",
  },
  "skip-reserved-headers": {
    description: "Takes custom headers whose names are reserved",
    operations: withBody,
    rule: "validate",
    detail: "headers[].key not",
  },
  "skip-content-type": {
    description: "Takes JSON whatever the Content-Type says",
    operations: withBody,
    rule: "validate",
    detail: "content-type",
  },
  "require-headers": {
    description: "Refuses a body without the optional custom headers",
    operations: withBody,
    refuse: ({ headers }) =>
      headers === undefined ? { name: "headers", reason: "is required" } : undefined,
  },
  "require-secret-prefix": {
    description: "Refuses secrets without the optional prefix",
    operations: withBody,
    refuse: ({ validationSecret }) =>
      `${validationSecret}`.startsWith("whsec_")
        ? undefined
        : { name: "validationSecret", reason: "must begin with whsec_" },
  },
  "refuse-unknown-events": {
    description: "Refuses event types that the contract does not name",
    operations: withBody,
    refuse: ({ eventTypes }) =>
      [eventTypes].flat().every((type) => Object.hasOwn(deliveryBodies, `${type}`))
        ? undefined
        : { name: "eventTypes", reason: "is not supported" },
  },
} as const satisfies Record<string, Fault>;
