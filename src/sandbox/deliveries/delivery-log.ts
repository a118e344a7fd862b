/** What happened in an app. */
export interface SandboxEvent {
  /** The name of a delivery in the contract, or any other event type. */
  type: string;
  /**
   * For an event of the contract, fields that replace those of its generated body; for any other
   * event, the whole body.
   */
  payload?: unknown;
}

/**
 * What has become of a delivery:
 *
 * - `pending`: an attempt is under way, or will be made
 * - `delivered`: the receiver accepted it
 * - `exhausted`: every attempt failed
 * - `cancelled`: its webhook was deleted or made inactive, or the sandbox was closed
 * - `dropped`: it was not sent, because too many others were pending
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
  readonly answer?: string;
  /** Why the attempt failed, where the status does not say it. */
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
  /** Why it was dropped; absent otherwise. */
  readonly reason?: string;
  /** Where the last attempt went, or the first one will go; without secrets. */
  readonly url: string;
  /** The body, exactly as it is signed. */
  readonly payload: string;
  /** In ISO 8601. */
  readonly createdAt: string;
  /** When the next retry is due, in ISO 8601; absent if there is none. */
  readonly nextAttemptAt?: string;
  /** The last 100 attempts, oldest first. */
  readonly attempts: readonly Attempt[];
}

/** Selects deliveries. */
export interface DeliveryFilter {
  appId?: string;
  webhookId?: string;
  status?: DeliveryStatus;
}

/** A delivery with what the log does not show of it. */
export interface LogEntry {
  delivery: Writable<Omit<Delivery, "attempts">> & { attempts: Attempt[] };
  /** Attempts made so far. */
  attemptCount: number;
  /** Retries made since the first attempt or the last resend. */
  retries: number;
  /** Attempts that are queued or under way. */
  active: number;
  /** Cancels the retry that is due next. */
  cancelRetry?: () => void;
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

export const createLogEntry = (fields: Omit<Delivery, "status" | "attempts">): LogEntry => ({
  delivery: { ...fields, status: "pending", attempts: [] },
  ...{ attemptCount: 0, retries: 0, active: 0 },
});

/**
 * Remembers all deliveries that are pending, and a limited number of others.
 *
 * @param limit - how many deliveries to keep that are not pending
 */
export function createDeliveryLog(limit: number) {
  /** In the order in which they were added. */
  const entries = new Map<string, LogEntry>();
  /** Those that are not pending, in the order in which they ended. */
  const ended = new Set<LogEntry>();

  return {
    add: (entry: LogEntry) => void entries.set(entry.delivery.id, entry),
    get: (id: string) => entries.get(id),
    /** Newest first. */
    list: (filter: DeliveryFilter = {}) => [...entries.values()].filter(matches(filter)).reverse(),
    /** Sets the status of a delivery, and forgets the one that ended first if there are too many. */
    setStatus(entry: LogEntry, status: DeliveryStatus): void {
      entry.delivery.status = status;
      // It may have been forgotten while an attempt at it was under way.
      if (entries.get(entry.delivery.id) !== entry) return;
      ended.delete(entry);
      if (status !== "pending") ended.add(entry);
      const [first] = ended;
      if (first === undefined || ended.size <= limit) return;
      ended.delete(first);
      entries.delete(first.delivery.id);
    },
    clear(): void {
      entries.clear();
      ended.clear();
    },
    /** How many deliveries are pending. */
    get pendingCount(): number {
      return entries.size - ended.size;
    },
  };
}

export type DeliveryLog = ReturnType<typeof createDeliveryLog>;

const matches =
  ({ appId, webhookId, status }: DeliveryFilter) =>
  ({ delivery }: LogEntry): boolean =>
    (appId === undefined || delivery.appId === appId) &&
    (webhookId === undefined || delivery.webhookId === webhookId) &&
    (status === undefined || delivery.status === status);

/** A copy of a delivery as it is now. */
export const snapshot = ({ delivery }: LogEntry): Delivery => ({
  ...delivery,
  attempts: [...delivery.attempts],
});
