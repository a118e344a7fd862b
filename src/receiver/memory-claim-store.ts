import type { Claim, ClaimStore } from "./claim-store.js";
import { ReceiverError } from "./errors.js";

/** Options of {@link memoryClaimStore}. */
export interface MemoryClaimStoreOptions {
  /**
   * Seconds that a delivery done is remembered. Mendix probably repeats one for up to 28 hours.
   *
   * @default 172_800
   */
  ttl?: number;
  /**
   * Seconds after which a claim that was neither done nor released expires. Longer than the slowest
   * handler: while a claim is alive nobody else handles its delivery.
   *
   * @default 60
   */
  claimTtl?: number;
  /**
   * Deliveries that are remembered at most; beyond, the oldest is forgotten.
   *
   * @default 10_000
   */
  maxEntries?: number;
  /**
   * Milliseconds since the Unix epoch.
   *
   * @default Date.now
   */
  now?: () => number;
}

interface Entry {
  /** Who is handling it; undefined once it is done. */
  owner: string | undefined;
  expires: number;
}

/**
 * Remembers deliveries in this process: enough for one instance, and gone with it.
 *
 * @throws ReceiverError when an option cannot be used
 */
export function memoryClaimStore(options: MemoryClaimStoreOptions = {}): ClaimStore {
  const { ttl = 172_800, claimTtl = 60, maxEntries = 10_000, now = Date.now } = options;
  for (const [name, value] of Object.entries({ ttl, claimTtl, maxEntries })) {
    if (!(value > 0)) throw new ReceiverError(`option '${name}' must be a number above 0`);
  }
  const entries = new Map<string, Entry>();

  /** Notes it as the newest, and forgets what is expired or too much. */
  function note(id: string, owner?: string): void {
    entries.delete(id);
    const seconds = owner === undefined ? ttl : claimTtl;
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
      note(id, owner);
      return "claimed";
    },
    async done(id) {
      note(id);
    },
    async release(id, owner) {
      if (entries.get(id)?.owner === owner) entries.delete(id);
    },
  };
}
