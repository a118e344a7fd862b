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
  /**
   * Claims a delivery unless it is claimed or done. Only one of several owners may succeed; it
   * succeeds again if it repeats the call, because the first result may have been lost.
   */
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
   * How many handled deliveries are remembered. The oldest is forgotten first.
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

/** @throws ReceiverError unless each value is a time in seconds that a store can use */
export function checkSeconds(options: Record<string, number>): void {
  for (const [name, value] of Object.entries(options)) {
    if (!(value > 0 && Number.isSafeInteger(Math.ceil(value * 1000)))) {
      throw new ReceiverError(`option '${name}' must be a number of seconds above 0`);
    }
  }
}

/**
 * Remembers deliveries in this process, which is enough for a single instance.
 *
 * @throws ReceiverError when an option is invalid
 */
export function memoryClaimStore(options: MemoryClaimStoreOptions = {}): ClaimStore {
  const { ttl = 172_800, claimTtl = 60, maxEntries = 10_000, now = Date.now } = options;
  checkSeconds({ ttl, claimTtl });
  if (!(Number.isSafeInteger(maxEntries) && maxEntries > 0)) {
    throw new ReceiverError("option 'maxEntries' must be a whole number above 0");
  }
  /** Each has the oldest entries first. What is being handled is never forgotten early. */
  const claims = new Map<string, { owner: string; expires: number }>();
  const handled = new Map<string, { expires: number }>();

  function dropOldest(entries: Map<string, { expires: number }>, limit: number): void {
    for (const [id, { expires }] of entries) {
      if (expires > now() && entries.size <= limit) break;
      entries.delete(id);
    }
  }

  return {
    async claim(id, owner): Promise<Claim> {
      dropOldest(claims, Number.POSITIVE_INFINITY);
      dropOldest(handled, maxEntries);
      if (handled.has(id)) return "done";
      const claim = claims.get(id);
      if (claim) return claim.owner === owner ? "claimed" : "busy";
      claims.set(id, { owner, expires: now() + claimTtl * 1000 });
      return "claimed";
    },
    async done(id) {
      claims.delete(id);
      handled.set(id, { expires: now() + ttl * 1000 });
    },
    async release(id, owner) {
      if (claims.get(id)?.owner === owner) claims.delete(id);
    },
  };
}
