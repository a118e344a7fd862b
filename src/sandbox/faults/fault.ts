import type { InvalidParam, WebhookInput } from "../../../generated/models.js";
import type { OperationId } from "../../../generated/routes.js";
import type { Answer } from "../answer.js";
import type { Rule } from "../breaks.js";

/** What a fault can do. One that has nothing to do in a request does not count as having happened. */
export interface Fault {
  /** What is wrong while the fault is on: one sentence for people. */
  description: string;
  /** The operations that it can hit; all by default. What is wrong outside of them has none. */
  operations?: readonly OperationId[];
  /** What the switch may say about it. */
  takes?: FaultParameter;
  /** A rule that is not kept. */
  rule?: Rule;
  /** For what the rule is not kept, in words that all have to fit; for everything by default. */
  detail?: string;
  /** Refuses a body that the contract allows. */
  refuse?: (body: Partial<WebhookInput>) => InvalidParam | undefined;
  /** The answer given instead of performing the operation; undefined to perform it. */
  instead?: (operationId: OperationId, how: FaultSwitch) => Answer | undefined;
  /** What becomes of an answer; the very same where there is nothing to change. */
  change?: (answer: Answer, how: FaultSwitch) => Answer;
  /** Milliseconds that the answer comes later, unless the switch says how many. */
  delay?: number;
}

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
  /** What the fault `status` answers, from 200 to 599. @default 418 */
  status?: number;
  /** What the fault `drop-header` leaves out. @default "content-type" */
  header?: string;
  /**
   * What the fault `skip-validation` does not look at: a parameter, `content-type`, or a field of
   * the body such as `name` or `headers[].key`; by default everything.
   */
  field?: string;
}

export type FaultParameter = "delay" | "status" | "header" | "field";
