import { operations } from "../../../generated/operations.js";
import type { OperationId } from "../../../generated/routes.js";
import type { DeliveryRequest, DeliveryResponse } from "../deliveries/delivery-transport.js";
import type { CheckedRequest, RawRequest } from "../read-request.js";
import { isNumber, isWhole, SandboxError } from "../sandbox-error.js";

/** Settings of a fault. */
export interface FaultSwitch {
  /** Affects only this operation; by default all. */
  operation?: OperationId;
  /** Switches the fault off after this many times; by default it stays on. */
  times?: number;
  /** How often it happens, from 0 to 1. @default 1 */
  probability?: number;
  /** For `delay`: milliseconds. @default 1_000 */
  delay?: number;
  /** For `status`: the status to respond with, from 400 to 599. @default 500 */
  status?: number;
  /** For `drop-header`: the header to omit. @default "content-type" */
  header?: string;
  /**
   * For `skip-validation`: a parameter, `content-type`, or a field of the body such as `name` or
   * `headers[].key`; by default everything.
   */
  field?: string;
  /** For `skip-validation`: the only keyword of JSON Schema to skip, such as `pattern`. */
  rule?: string;
}

/** A fault that is on, as the functions of the fault table see it. */
export interface ActiveFault {
  how: FaultSwitch;
  /** Whether the fault happens now. Call it only where the fault makes a difference: it counts. */
  happens(): boolean;
  /** Resolves after `milliseconds`, or as soon as the sandbox is closed. */
  wait(milliseconds: number): Promise<void>;
}

/** A function that wraps a part of the sandbox. */
export type Around<In, Out> = (request: In, next: (request: In) => Out, active: ActiveFault) => Out;

/** A fault wraps one part of the sandbox. */
export interface Fault {
  /** One sentence for people, without a full stop. */
  description: string;
  /** The settings that it takes besides `times`, `probability` and perhaps `operation`. */
  takes?: readonly ("delay" | "status" | "header" | "field" | "rule")[];
  /** Wraps the response to a request to an operation. */
  exchange?: Around<OperationId, Promise<Response>>;
  /** Wraps the check of a request. */
  check?: Around<RawRequest, CheckedRequest>;
  /** Wraps an outgoing delivery. */
  delivery?: Around<DeliveryRequest, Promise<DeliveryResponse>>;
}

/** The check of each setting, and what it expects. */
const settings: Record<keyof FaultSwitch, [isValid: (value: unknown) => boolean, what: string]> = {
  operation: [isText((text) => Object.hasOwn(operations, text)), "an operationId of the contract"],
  times: [(value) => isWhole(value, 1), "a whole number above 0"],
  probability: [(value) => isNumber(value, 0, 1), "a number from 0 to 1"],
  delay: [(value) => isNumber(value, 0), "a number of milliseconds from 0"],
  status: [(value) => isWhole(value, 400, 599), "a whole number from 400 to 599"],
  header: [isText((text) => /^[\w!#$%&'*+.^`|~-]+$/.test(text)), "the name of a header"],
  field: [isText((text) => /^[\w.[\]-]+$/.test(text)), "the name of a parameter or a field"],
  rule: [isText((text) => /^\w+$/.test(text)), "a keyword of JSON Schema"],
};

function isText(isValid: (text: string) => boolean) {
  return (value: unknown): boolean => typeof value === "string" && isValid(value);
}

/** @throws SandboxError for a setting that is invalid or has no effect */
export function checkSwitch(name: string, fault: Fault, how: FaultSwitch): void {
  const own = ["times", "probability", ...(fault.takes ?? []), !fault.delivery && "operation"];
  for (const [key, value] of Object.entries(how)) {
    const [isValid, what] = new Map(Object.entries(settings)).get(key) ?? [];
    if (!isValid) {
      const known = Object.keys(settings).join(", ");
      throw new SandboxError(`a switch has no '${key}'; it may have ${known}`);
    }
    if (value === undefined) continue;
    if (!own.includes(key)) throw new SandboxError(`fault '${name}' takes no '${key}'`);
    if (!isValid(value)) throw new SandboxError(`'${key}' must be ${what}`);
  }
}
