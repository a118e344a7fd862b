/** An event to deliver. */
export interface SandboxEvent {
  /** An event type of the contract, or any other. */
  type: string;
  /**
   * For an event type of the contract, fields that replace those of the generated body; for any
   * other, the whole body.
   */
  payload?: unknown;
}

/**
 * The status of a delivery:
 *
 * - `pending`: an attempt is being made, or will be made
 * - `delivered`: the receiver accepted it
 * - `exhausted`: every attempt failed
 * - `cancelled`: its webhook was deleted or made inactive, or the sandbox was closed
 * - `dropped`: it was not sent, because 10,000 others were pending
 */
export type DeliveryStatus = (typeof deliveryStatuses)[number];

export const deliveryStatuses = [
  "pending",
  "delivered",
  "exhausted",
  "cancelled",
  "dropped",
] as const;

/** One request to the webhook's URL, and its outcome. */
export interface Attempt {
  /** When it was sent, in ISO 8601. */
  readonly at: string;
  /** The status of the response, if one arrived. */
  readonly status?: number;
  /** Milliseconds until the response was complete or the attempt had failed. */
  readonly duration: number;
  /** The first 500 characters of the response body, without secrets; absent if it is empty. */
  readonly response?: string;
  /** Why the attempt failed, if not because of the status. */
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
  /** The body, exactly as it is signed. */
  readonly payload: string;
  /** In ISO 8601. */
  readonly createdAt: string;
  /** When the next retry is due, in ISO 8601; absent if there is none. */
  readonly nextAttemptAt?: string;
  /** Oldest first. */
  readonly attempts: readonly Attempt[];
}

/** Selects deliveries. */
export interface DeliveryFilter {
  appId?: string | undefined;
  webhookId?: string | undefined;
  status?: DeliveryStatus | undefined;
}

/** A delivery and what is needed to continue it. */
export interface LogEntry {
  delivery: Writable<Omit<Delivery, "attempts">> & { attempts: Attempt[] };
  /** Retries made since the first attempt or the last resend. */
  retries: number;
  /** Whether an attempt is queued or under way. */
  isActive: boolean;
  /** Cancels the retry that is due next. */
  cancelRetry?: () => void;
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** How many deliveries are kept that are not pending. */
const maxEnded = 1_000;

/** Keeps all deliveries that are pending, and a limited number of others. */
export class DeliveryLog {
  /** In the order in which they were added. */
  readonly #entries = new Map<string, LogEntry>();
  /** Those that are not pending, in the order in which they ended. */
  readonly #ended = new Set<LogEntry>();

  get pendingCount(): number {
    return this.#entries.size - this.#ended.size;
  }

  add(fields: Omit<Delivery, "status" | "attempts">): LogEntry {
    const delivery = { ...fields, status: "pending" as const, attempts: [] };
    const entry: LogEntry = { delivery, retries: 0, isActive: false };
    this.#entries.set(fields.id, entry);
    return entry;
  }

  get(id: string): LogEntry | undefined {
    return this.#entries.get(id);
  }

  /** Newest first. */
  list({ appId, webhookId, status }: DeliveryFilter = {}): LogEntry[] {
    const isSelected = ({ delivery }: LogEntry) =>
      (appId === undefined || delivery.appId === appId) &&
      (webhookId === undefined || delivery.webhookId === webhookId) &&
      (status === undefined || delivery.status === status);
    return [...this.#entries.values()].filter(isSelected).reverse();
  }

  /** Sets the status of a delivery, and removes the one that ended first if there are too many. */
  setStatus(entry: LogEntry, status: DeliveryStatus): void {
    entry.delivery.status = status;
    this.#ended.delete(entry);
    if (status !== "pending") this.#ended.add(entry);
    const [first] = this.#ended;
    if (first === undefined || this.#ended.size <= maxEnded) return;
    this.#ended.delete(first);
    this.#entries.delete(first.delivery.id);
  }

  clear(): void {
    this.#entries.clear();
    this.#ended.clear();
  }
}

/** A copy of a delivery as it is now. */
export const snapshot = ({ delivery }: LogEntry): Delivery => ({
  ...delivery,
  attempts: [...delivery.attempts],
});
