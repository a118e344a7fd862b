import IoRedis from "ioredis";
import { createClient } from "redis";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { claimStoreSuite } from "../receiver/testing/claim-store-suite.js";
import { type IoRedisClient, type NodeRedisClient, redisClaimStore } from "./index.js";
import { type RedisServer, startRedis } from "./testing/redis-server.js";

let server: RedisServer;
let nodeRedis: ReturnType<typeof createClient>;
let ioRedis: IoRedis.Redis;
beforeAll(async () => {
  server = await startRedis();
  nodeRedis = createClient({ url: `redis://127.0.0.1:${server.port}` });
  await nodeRedis.connect();
  ioRedis = new IoRedis.Redis(server.port, "127.0.0.1");
});
afterAll(async () => {
  nodeRedis.destroy();
  ioRedis.disconnect();
  await server.stop();
});

let stores = 0;
/** A store of its own for each test; time passes by shortening what Redis still keeps. */
async function open(client: NodeRedisClient | IoRedisClient) {
  stores += 1;
  const prefix = `test-${stores}:`;
  const store = redisClaimStore(client, { prefix, ttl: 86_400, claimTtl: 60 });
  const pass = async (seconds: number) => {
    for (const key of await ioRedis.keys(`${prefix}*`)) {
      const left = (await ioRedis.pttl(key)) - seconds * 1000;
      if (left > 0) await ioRedis.pexpire(key, left);
      else await ioRedis.del(key);
    }
  };
  return { store, pass };
}

describe("redisClaimStore with node-redis", () => {
  claimStoreSuite(() => open(nodeRedis));
});

describe("redisClaimStore with ioredis", () => {
  claimStoreSuite(() => open(ioRedis));

  it("shares claims with node-redis", async () => {
    const { store } = await open(ioRedis);
    const other = redisClaimStore(nodeRedis, { prefix: `test-${stores}:`, claimTtl: 60 });
    await store.claim("a", "one");
    expect(await other.claim("a", "two")).toBe("busy");
    await other.done("a");
    expect(await store.claim("a", "three")).toBe("done");
  });
});

describe("redisClaimStore", () => {
  it("refuses what is no Redis client, and options that are no numbers", () => {
    expect(() => redisClaimStore({} as NodeRedisClient)).toThrow("'redis' or 'ioredis'");
    expect(() => redisClaimStore(ioRedis, { ttl: 0 })).toThrow("option 'ttl'");
  });
});
