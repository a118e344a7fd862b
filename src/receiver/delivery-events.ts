import { deliveries, type Events } from "../../generated/deliveries.js";

export type { Events } from "../../generated/deliveries.js";

/** An event of the contract, or one that the contract does not describe. */
export type DeliveryEvent =
  | { [Name in keyof Events]: { type: Name; payload: Events[Name] } }[keyof Events]
  /** Mendix may add events, or change their form. */
  | { type: "unknown"; payload: unknown };

/** Finds the event whose schema a payload satisfies. Alerts have no `eventType` to go by. */
export function eventOf(payload: unknown): DeliveryEvent {
  for (const [type, isValid] of Object.entries(deliveries)) {
    if (isValid(payload)) return { type, payload } as DeliveryEvent;
  }
  return { type: "unknown", payload };
}

/** Whether an event has a certain type, with the payload's type narrowed accordingly. */
export const isEvent = <Name extends DeliveryEvent["type"]>(
  event: DeliveryEvent,
  type: Name,
): event is Extract<DeliveryEvent, { type: Name }> => event.type === type;
