/** What is delivered. */
export interface SandboxEvent {
  /** The delivery's name in the contract, or any other event type that a webhook subscribes to. */
  type: string;
  /**
   * Fields that replace those of the realistic body which an event of the contract gets; the whole
   * body of any other event.
   */
  payload?: unknown;
}

/** Where a delivery stands; `cancelled` is one whose webhook was deleted or made inactive. */
export type DeliveryStatus = "pending" | "delivered" | "exhausted" | "cancelled";

/** One request to the webhook's URL, and what became of it. */
export interface Attempt {
  /** When it was sent, in ISO 8601. */
  readonly at: string;
  /** The status of the answer, if one arrived. */
  readonly status?: number;
  /** Milliseconds until the answer was complete, or the attempt had failed. */
  readonly duration: number;
  /** How the answer begins, without secrets; absent if it is empty. */
  readonly answer?: string;
  /** Why it failed, where the status does not say it. */
  readonly error?: string;
}

/** One event for one webhook, as the log shows it. */
export interface Delivery {
  /** The header `webhook-id` of every attempt. */
  readonly id: string;
  readonly appId: string;
  readonly webhookId: string;
  readonly eventType: string;
  readonly status: DeliveryStatus;
  /** Where the last attempt went, or the first one will go; without secrets. */
  readonly url: string;
  /** The body, byte for byte as it is signed. */
  readonly payload: string;
  /** In ISO 8601. */
  readonly createdAt: string;
  /** In ISO 8601; absent if no retry waits. */
  readonly nextAttemptAt?: string;
  /** Oldest first; of very many the last ones. */
  readonly attempts: readonly Attempt[];
}

/** What a delivery is asked for by. */
export interface DeliveryFilter {
  appId?: string;
  webhookId?: string;
  status?: DeliveryStatus;
}
