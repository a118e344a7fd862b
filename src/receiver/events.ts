import { deliveries } from "../../generated/deliveries.js";
import type {
  AlertEvent,
  PackageUploadedEvent,
  TeamServerPushEvent,
} from "../../generated/models.js";

/** The events of the contract, by the names of their deliveries. */
export interface Events {
  "package.uploaded": PackageUploadedEvent;
  "teamserver.push": TeamServerPushEvent;
  alert: AlertEvent;
}

/** What a delivery tells: an event of the contract, or one that the contract does not know. */
export type DeliveryEvent =
  | { [Name in keyof Events]: { type: Name; payload: Events[Name] } }[keyof Events]
  /** Not in the contract, or not in the form that it has there: Mendix may add and change events. */
  | { type: "unknown"; payload: unknown };

// An event that the contract gains has to get its type above.
deliveries satisfies Record<keyof Events, unknown>;
({}) as Events satisfies Record<keyof typeof deliveries, unknown>;

/** Recognises an event: by its form, which for all but the alert includes an `eventType`. */
export function recognise(payload: unknown): DeliveryEvent {
  for (const [type, validate] of Object.entries(deliveries)) {
    if (validate(payload)) return { type, payload } as DeliveryEvent;
  }
  return { type: "unknown", payload };
}

/** Whether an event is of a type, for code that has several at hand. */
export const isEvent = <Name extends DeliveryEvent["type"]>(
  event: DeliveryEvent,
  type: Name,
): event is Extract<DeliveryEvent, { type: Name }> => event.type === type;
