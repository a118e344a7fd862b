import { ReceiverError } from "./receiver-errors.js";

/** The outcome of claiming a delivery. */
export type Claim =
  /** The caller must handle the delivery. */
  | "claimed"
  /** Another caller is handling it. */
  | "busy"
  /** It was handled. */
  | "done";

/**
 * Remembers which deliveries are being handled and which were handled, so that each is handled
 * once. A claim that is neither released nor marked as done expires, because its process may have
 * died. Each claim names its owner, so that the owner of an expired claim cannot release the claim
 * of the next one.
 */
export interface ClaimStore {
  /** Claims a delivery unless it is claimed or done. Only one of several callers may succeed. */
  claim(id: string, owner: string): Promise<Claim>;
  /** Marks the delivery as handled, whoever owns the claim by now. */
  done(id: string): Promise<void>;
  /** Gives up the claim if it still belongs to this owner, so that the next attempt succeeds. */
  release(id: string, owner: string): Promise<void>;
}

/** Options of {@link memoryClaimStore}. */
export interface MemoryClaimStoreOptions {
  /**
   * How many seconds a handled delivery is remembered. Mendix probably repeats one for 28 hours.
   *
   * @default 172_800
   */
  ttl?: number;
  /**
   * How many seconds a claim lasts if it is neither done nor released. It must be longer than the
   * slowest handler takes: while a claim lasts, nobody else handles the delivery.
   *
   * @default 60
   */
  claimTtl?: number;
  /**
   * How many deliveries are remembered. The oldest is forgotten first.
   *
   * @default 10_000
   */
  maxEntries?: number;
  /**
   * The current time in milliseconds since the Unix epoch.
   *
   * @default Date.now
   */
  now?: () => number;
}

interface Entry {
  /** Undefined once the delivery was handled. */
  owner: string | undefined;
  expires: number;
}

/**
 * Remembers deliveries in this process, which is enough for a single instance.
 *
 * @throws ReceiverError when an option is invalid
 */
export function memoryClaimStore(options: MemoryClaimStoreOptions = {}): ClaimStore {
  const { ttl = 172_800, claimTtl = 60, maxEntries = 10_000, now = Date.now } = options;
  for (const [name, value] of Object.entries({ ttl, claimTtl, maxEntries })) {
    if (!(value > 0)) throw new ReceiverError(`option '${name}' must be a number above 0`);
  }
  const entries = new Map<string, Entry>();

  /** Adds the newest entry, and removes the oldest ones while they are expired or too many. */
  function add(id: string, owner: string | undefined, seconds: number): void {
    entries.delete(id);
    entries.set(id, { owner, expires: now() + seconds * 1000 });
    for (const [oldest, { expires }] of entries) {
      if (expires > now() && entries.size <= maxEntries) break;
      entries.delete(oldest);
    }
  }

  return {
    async claim(id, owner): Promise<Claim> {
      const entry = entries.get(id);
      if (entry && entry.expires > now()) return entry.owner === undefined ? "done" : "busy";
      add(id, owner, claimTtl);
      return "claimed";
    },
    async done(id) {
      add(id, undefined, ttl);
    },
    async release(id, owner) {
      if (entries.get(id)?.owner === owner) entries.delete(id);
    },
  };
}
