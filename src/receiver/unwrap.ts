import { deliveries, type Events } from "../../generated/deliveries.js";
import { toInvalidParams } from "../shared/invalid-params.js";
import { bodyOf, type Delivery } from "./raw-delivery.js";
import { ReceiverError, SignatureVerificationError } from "./receiver-errors.js";
import {
  checkHeaders,
  checkSignature,
  checkVerifyOptions,
  type SignatureClaim,
  type VerifyOptions,
} from "./verify.js";

export type { Events } from "../../generated/deliveries.js";

/** An event of the contract, or one that the contract does not describe. */
export type DeliveryEvent =
  | { [Name in keyof Events]: { type: Name; payload: Events[Name] } }[keyof Events]
  /** Mendix may add events. */
  | { type: "unknown"; payload: unknown };

/** Options of {@link unwrap}. */
export interface UnwrapOptions extends VerifyOptions {
  /**
   * Whether a payload that differs from the contract is of the type `unknown`. By default it keeps
   * the type that it names, because Mendix has changed its payloads before.
   *
   * @default false
   */
  strict?: boolean;
}

/** A verified delivery and its event. */
export interface Unwrapped {
  /** The id of the delivery, the same on every attempt. */
  id: string;
  /** When the attempt was sent, in seconds since the Unix epoch. */
  timestamp: number;
  event: DeliveryEvent;
  /**
   * How the payload differs from the contract, at most ten differences. Empty if it does not, or if
   * the contract describes no such event.
   */
  violations: readonly string[];
}

/**
 * Verifies a delivery and reads its event.
 *
 * @throws SignatureVerificationError with the codes of `verify`
 * @throws ReceiverError with code `malformed_body` when the signed body is not JSON
 */
export async function unwrap(delivery: Delivery, options: UnwrapOptions): Promise<Unwrapped> {
  const checked = { ...checkVerifyOptions(options), strict: options.strict === true };
  const claim = checkHeaders(delivery, checked);
  if (!claim.ok) throw new SignatureVerificationError(claim);
  return unwrapBody(claim, await bodyOf(delivery), checked);
}

/** The rest of {@link unwrap}, for a delivery whose headers were checked. */
export async function unwrapBody(
  claim: SignatureClaim,
  body: Uint8Array | undefined,
  options: Parameters<typeof checkSignature>[2] & { strict: boolean },
): Promise<Unwrapped> {
  const verification = await checkSignature(claim, body, options);
  if (!verification.ok) throw new SignatureVerificationError(verification);
  const { id, timestamp } = verification;
  return { id, timestamp, ...eventOf(parseJson(body), options.strict) };
}

function parseJson(body: Uint8Array | undefined): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    throw new ReceiverError("The delivery is signed, but its body is not JSON", "malformed_body");
  }
}

/** Finds the event whose schema a payload satisfies, or else the one that it was meant to be. */
function eventOf(payload: unknown, isStrict: boolean): Pick<Unwrapped, "event" | "violations"> {
  const types = Object.keys(deliveries) as (keyof Events)[];
  const satisfied = types.find((type) => violationsOf(type, payload).length === 0);
  const type = satisfied ?? types.find((candidate) => isMeant(candidate, payload)) ?? "unknown";
  const violations = type === "unknown" ? [] : violationsOf(type, payload);
  const event = { type: isStrict ? (satisfied ?? "unknown") : type, payload } as DeliveryEvent;
  const differences = toInvalidParams(violations.slice(0, 10));
  return { event, violations: differences.map(({ name, reason }) => `${name} ${reason}`) };
}

function violationsOf(type: keyof Events, payload: unknown) {
  const isValid = deliveries[type];
  return isValid(payload) ? [] : (isValid.errors ?? []);
}

/** A payload names its type. If it does not, as an alert, most of its properties have to be there. */
function isMeant(type: keyof Events, payload: unknown): boolean {
  if (typeof payload !== "object" || payload === null || Array.isArray(payload)) return false;
  if ("eventType" in payload && typeof payload.eventType === "string") {
    return payload.eventType === type;
  }
  const missingIn = (value: object) =>
    violationsOf(type, value).filter(
      ({ instancePath, keyword }) => keyword === "required" && instancePath === "",
    ).length;
  return missingIn(payload) * 2 < missingIn({});
}

/** Whether an event has a certain type, with the payload's type narrowed accordingly. */
export const isEvent = <Name extends DeliveryEvent["type"]>(
  event: DeliveryEvent,
  type: Name,
): event is Extract<DeliveryEvent, { type: Name }> => event.type === type;
