import type { OperationId } from "../../../generated/routes.js";
import type { Fault } from "./fault.js";

/** Deliveries are no operation of the API. */
const operations = [] satisfies OperationId[];

/** Deliveries that a receiver should refuse, or should not get at all. */
export const deliveryFaults = {
  "delivery-unsigned": {
    description: "Delivers without a signature",
    operations,
    rule: "signDelivery",
  },
  "delivery-wrong-key": {
    description: "Signs deliveries with a secret that is not the webhook's",
    operations,
    rule: "signWithSecret",
  },
  "delivery-milliseconds": {
    description: "Sends and signs the timestamp in milliseconds in place of seconds",
    operations,
    rule: "signSeconds",
  },
  "delivery-reserialized": {
    description: "Sends the body in other bytes than were signed",
    operations,
    rule: "signRawBody",
  },
  "delivery-new-id": {
    description: "Gives every further attempt at a delivery an id of its own",
    operations,
    rule: "keepDeliveryId",
  },
  "delivery-old-timestamp": {
    description: "Repeats the timestamp of the first attempt in every further one",
    operations,
    rule: "freshTimestamp",
  },
  "delivery-once": {
    description: "Does not try again when a delivery fails",
    operations,
    rule: "retryDelivery",
  },
  "delivery-inactive": {
    description: "Delivers to inactive webhooks",
    operations,
    rule: "requireActive",
  },
  "delivery-unsubscribed": {
    description: "Delivers events that a webhook did not subscribe to",
    operations,
    rule: "requireSubscription",
  },
  "delivery-without-headers": {
    description: "Delivers without the webhook's custom headers",
    operations,
    rule: "sendCustomHeaders",
  },
  "delivery-follows-redirect": {
    description: "Follows a redirect, and so delivers to where nobody asked it to",
    operations,
    rule: "refuseRedirect",
  },
} as const satisfies Record<string, Fault>;
