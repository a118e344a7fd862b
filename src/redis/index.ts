import {
  type Claim,
  type ClaimStore,
  checkSeconds,
  type MemoryClaimStoreOptions,
} from "../receiver/claim-store.js";
import { ReceiverError } from "../receiver/index.js";

/** A connected client, cluster, sentinel or pool of the package `redis` (node-redis). */
export interface NodeRedisClient {
  eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
}

/** A client or a cluster of the package `ioredis`. */
export interface IoRedisClient {
  eval(script: string, keyCount: number, ...keysAndArguments: string[]): Promise<unknown>;
  defineCommand: unknown;
}

/** Options of {@link redisClaimStore}. */
export interface RedisClaimStoreOptions extends Pick<MemoryClaimStoreOptions, "ttl" | "claimTtl"> {
  /**
   * The prefix of the keys in Redis. Processes of one receiver share it, and every other receiver
   * needs its own, because an event may have the same id at several webhooks.
   *
   * @default "mendix-webhooks:"
   */
  prefix?: string;
}

/** The value of a handled delivery. The value of a claim never equals it. */
const done = "done";
const claimOf = (owner: string) => `claim ${owner}`;

/** Scripts, because every kind of client sends them to the right server of a cluster. */
const scripts = {
  claim:
    "if redis.call('set', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then return ARGV[1] end " +
    "return redis.call('get', KEYS[1])",
  done: "return redis.call('set', KEYS[1], ARGV[1], 'PX', ARGV[2])",
  // The claim may have expired and belong to another owner.
  release:
    "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0",
};

/**
 * Remembers deliveries in Redis, so that several processes can share them. Each operation is one
 * atomic script. Connect the client before, and close it when the receiver is no longer used.
 *
 * @throws ReceiverError when the client is neither node-redis nor ioredis, or an option is invalid
 */
export function redisClaimStore(
  client: NodeRedisClient | IoRedisClient,
  options: RedisClaimStoreOptions = {},
): ClaimStore {
  const { prefix = "mendix-webhooks:", ttl = 172_800, claimTtl = 60 } = options;
  checkSeconds({ ttl, claimTtl });
  if (typeof client?.eval !== "function") {
    throw new ReceiverError("redisClaimStore needs a client of 'redis' or 'ioredis'");
  }
  const run = (script: string, id: string, ...args: string[]): Promise<unknown> =>
    "defineCommand" in client
      ? client.eval(script, 1, prefix + id, ...args)
      : client.eval(script, { keys: [prefix + id], arguments: args });
  const milliseconds = (seconds: number) => `${Math.ceil(seconds * 1000)}`;

  return {
    async claim(id, owner): Promise<Claim> {
      const own = claimOf(owner);
      const value = String(await run(scripts.claim, id, own, milliseconds(claimTtl)));
      if (value === own) return "claimed";
      return value === done ? "done" : "busy";
    },
    async done(id) {
      await run(scripts.done, id, done, milliseconds(ttl));
    },
    async release(id, owner) {
      await run(scripts.release, id, claimOf(owner));
    },
  };
}
