import { type Claim, type ClaimStore, ReceiverError } from "../receiver/index.js";

/** A connected client of `redis` (node-redis). */
export interface NodeRedisClient {
  sendCommand(args: string[]): Promise<unknown>;
}

/** A client of `ioredis`. */
export interface IoRedisClient {
  call(command: string, ...args: string[]): Promise<unknown>;
}

/** Options of {@link redisClaimStore}. */
export interface RedisClaimStoreOptions {
  /**
   * What the keys begin with.
   *
   * @default "mendix-webhooks:"
   */
  prefix?: string;
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
}

const done = "done";
/** What stands in Redis while a delivery is being handled; never the same as {@link done}. */
const claimOf = (owner: string) => `claim ${owner}`;

/** Deletes a claim only if it is still this owner's: it may have expired and be another's. */
const releaseScript =
  "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0";

/**
 * Remembers deliveries in Redis, for receivers of several processes. Each claim is one atomic
 * command. The client is yours: connect it before, and close it after.
 *
 * @throws ReceiverError when the client is neither node-redis nor ioredis, or an option is no number
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
  // ioredis has a `sendCommand` too, but of another kind, so `call` is looked for first.
  if ("call" in client && typeof client.call === "function") {
    return (command: string, ...args: string[]) => client.call(command, ...args);
  }
  if ("sendCommand" in client && typeof client.sendCommand === "function") {
    return (...args: string[]) => client.sendCommand(args);
  }
  throw new ReceiverError("redisClaimStore takes a client of 'redis' or 'ioredis'");
}
