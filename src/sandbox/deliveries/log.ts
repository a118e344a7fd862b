import type { Attempt, Delivery, DeliveryFilter, DeliveryStatus } from "./delivery.js";

/** A delivery with what the log does not show of it. */
export interface Entry {
  delivery: Writable<Omit<Delivery, "attempts">> & { attempts: Attempt[] };
  /** How many retries of the schedule are used up. */
  retries: number;
  /** Attempts that wait for their turn or are under way. */
  running: number;
  /** Of the first attempt, in milliseconds since the Unix epoch. */
  firstSentAt?: number;
  /** Whether it was made although its webhook was inactive. */
  isForced: boolean;
  /** Takes back the retry that waits. */
  cancelRetry?: () => void;
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** A delivery that nothing was done for yet. */
export const createEntry = (about: Omit<Delivery, "status" | "attempts">): Entry => ({
  delivery: { ...about, status: "pending", attempts: [] },
  retries: 0,
  running: 0,
  isForced: false,
});

/** Remembers deliveries, but only so many that are not pending. */
export interface Log {
  add(entry: Entry): void;
  get(id: string): Entry | undefined;
  /** Newest first. */
  list(filter?: DeliveryFilter): Entry[];
  /** Gives a delivery a status; others may be forgotten because of it. */
  setStatus(entry: Entry, status: DeliveryStatus): void;
  clear(): void;
  /** How many deliveries are pending. */
  readonly pending: number;
}

/** @param limit - deliveries to keep that are not pending; those that are do not count */
export function createLog(limit: number): Log {
  /** In the order in which they were added. */
  const entries = new Map<string, Entry>();
  /** Those that are not pending, in the order in which they ended. */
  const ended = new Set<Entry>();
  /** Kept longer, as somebody will want to know why or to send them again. */
  const exhausted = new Set<Entry>();

  function forget(): void {
    while (ended.size + exhausted.size > limit) {
      const [oldest] = ended.size > 0 ? ended : exhausted;
      if (oldest === undefined) return;
      ended.delete(oldest);
      exhausted.delete(oldest);
      entries.delete(oldest.delivery.id);
    }
  }

  return {
    add: (entry) => void entries.set(entry.delivery.id, entry),
    get: (id) => entries.get(id),
    list: (filter = {}) => [...entries.values()].filter(isMatch(filter)).reverse(),
    setStatus(entry, status) {
      // Forgotten, while another attempt at it was still under way.
      if (entries.get(entry.delivery.id) !== entry) return;
      entry.delivery.status = status;
      ended.delete(entry);
      exhausted.delete(entry);
      if (status === "pending") return;
      (status === "exhausted" ? exhausted : ended).add(entry);
      forget();
    },
    clear() {
      for (const collection of [entries, ended, exhausted]) collection.clear();
    },
    get pending() {
      return entries.size - ended.size - exhausted.size;
    },
  };
}

const isMatch =
  ({ appId, webhookId, status }: DeliveryFilter) =>
  ({ delivery }: Entry): boolean =>
    (appId === undefined || delivery.appId === appId) &&
    (webhookId === undefined || delivery.webhookId === webhookId) &&
    (status === undefined || delivery.status === status);

/** A delivery as it is now; it does not change any more. */
export const snapshot = ({ delivery }: Entry): Delivery => ({
  ...delivery,
  attempts: [...delivery.attempts],
});
