import type { WebhookPage } from "../../../generated/models.js";
import type { OperationId } from "../../../generated/routes.js";
import type { DeliveryRequest, DeliveryResponse } from "../deliveries/delivery-transport.js";
import type { HandlerRequest } from "../operation-handlers.js";
import type { CheckedRequest, RawRequest } from "../read-request.js";

/** How a fault is switched on. */
export interface FaultSwitch {
  /** Only for this operation. */
  operation?: OperationId;
  /** How many times it happens before it switches itself off; for ever by default. */
  times?: number;
  /** How often it happens, from 0 to 1. @default 1 */
  probability?: number;
  /** Milliseconds, of the fault `delay`. @default 1_000 */
  delay?: number;
  /** What the fault `status` responds with, from 200 to 599. @default 500 */
  status?: number;
  /** What the fault `drop-header` leaves out. @default "content-type" */
  header?: string;
  /**
   * What the fault `skip-validation` does not check: a parameter, `content-type`, or a field of the
   * body such as `name` or `headers[].key`; by default everything.
   */
  field?: string;
  /** The one keyword of JSON Schema that `skip-validation` does not check, such as `pattern`. */
  rule?: string;
}

/** A fault that is on, at one place where it may happen. */
export interface ActiveFault {
  how: FaultSwitch;
  /** Asked only where the fault makes a difference; it then happens if this returns true. */
  happens(): boolean;
  /** Resolves after so many milliseconds, or as soon as the sandbox is closed. */
  wait(milliseconds: number): Promise<void>;
}

/** A function around a part of the sandbox that does not know of it. */
export type Around<In, Out> = (request: In, next: (request: In) => Out, active: ActiveFault) => Out;

/** What goes wrong while a fault is on. Each fault wraps one part of the sandbox. */
export interface Fault {
  /** One sentence for people. */
  description: string;
  /** What the switch may say besides `operation`, `times` and `probability`. */
  takes?: readonly ("delay" | "status" | "header" | "field" | "rule")[];
  /** Wraps the response to a request to an operation. */
  exchange?: Around<OperationId, Promise<Response>>;
  /** Wraps the check of a request. */
  check?: Around<RawRequest, CheckedRequest>;
  /** Wraps the handler of `listWebhooks`. */
  listWebhooks?: Around<HandlerRequest<"listWebhooks">, Promise<WebhookPage>>;
  /** Wraps an outgoing delivery. */
  delivery?: Around<DeliveryRequest, Promise<DeliveryResponse>>;
}
