import { type Claim, type ClaimStore, ReceiverError } from "../receiver/index.js";

/** A connected client of the package `redis` (node-redis). */
export interface NodeRedisClient {
  sendCommand(args: string[]): Promise<unknown>;
}

/** A client of the package `ioredis`. */
export interface IoRedisClient {
  call(command: string, ...args: string[]): Promise<unknown>;
}

/** Options of {@link redisClaimStore}. */
export interface RedisClaimStoreOptions {
  /**
   * The prefix of the keys in Redis.
   *
   * @default "mendix-webhooks:"
   */
  prefix?: string;
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
}

/** The value of a handled delivery. The value of a claim never equals it. */
const done = "done";
const claimOf = (owner: string) => `claim ${owner}`;

/** Deletes a claim only if it still belongs to this owner, because it may have expired. */
const releaseScript =
  "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0";

/**
 * Remembers deliveries in Redis, so that several processes can share them. Each claim is one atomic
 * command. Connect the client before, and close it when the receiver is no longer used.
 *
 * @throws ReceiverError when the client is neither node-redis nor ioredis, or an option is invalid
 */
export function redisClaimStore(
  client: NodeRedisClient | IoRedisClient,
  options: RedisClaimStoreOptions = {},
): ClaimStore {
  const { prefix = "mendix-webhooks:", ttl = 172_800, claimTtl = 60 } = options;
  for (const [name, value] of Object.entries({ ttl, claimTtl })) {
    if (!(value > 0)) throw new ReceiverError(`option '${name}' must be a number above 0`);
  }
  const send = commandOf(client);
  const milliseconds = (seconds: number) => `${Math.ceil(seconds * 1000)}`;

  return {
    async claim(id, owner): Promise<Claim> {
      const args = [prefix + id, claimOf(owner), "NX", "PX", milliseconds(claimTtl)];
      if ((await send("SET", ...args)) !== null) return "claimed";
      return String(await send("GET", prefix + id)) === done ? "done" : "busy";
    },
    async done(id) {
      await send("SET", prefix + id, done, "PX", milliseconds(ttl));
    },
    async release(id, owner) {
      await send("EVAL", releaseScript, "1", prefix + id, claimOf(owner));
    },
  };
}

function commandOf(client: NodeRedisClient | IoRedisClient) {
  // A client of ioredis has a `sendCommand` too, with other parameters.
  if ("call" in client && typeof client.call === "function") {
    return (command: string, ...args: string[]) => client.call(command, ...args);
  }
  if ("sendCommand" in client && typeof client.sendCommand === "function") {
    return (...args: string[]) => client.sendCommand(args);
  }
  throw new ReceiverError("redisClaimStore needs a client of 'redis' or 'ioredis'");
}
