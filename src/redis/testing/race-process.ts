/** One of the receivers of the race: `node --import tsx race-process.ts REDIS_PORT NAME`. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import IoRedis from "ioredis";
import { createReceiver, toNodeHandler } from "../../receiver/index.js";
import { redisClaimStore } from "../index.js";
import { secret } from "./race-secret.js";

const [redisPort = "", name = ""] = process.argv.slice(2);
const redis = new IoRedis.Redis(Number(redisPort), "127.0.0.1");

/** Every fifth event fails when it is handled for the first time, whoever handles it. */
const failure = new Error("fails at first");
const failsAtFirst = (number: number) => number % 5 === 0;

const receiver = createReceiver({
  secrets: secret,
  tolerance: 3600,
  claimStore: redisClaimStore(redis, { claimTtl: 10 }),
  onUnknown: async (payload, { id }) => {
    const { number } = payload as { number: number };
    const tries = await redis.incr(`tries:${id}`);
    if (failsAtFirst(number) && tries === 1) throw failure;
    await redis.rpush(`handled:${id}`, name);
  },
  onError: (error) => {
    if (error !== failure) console.error(error);
  },
});

const server = createServer(toNodeHandler(receiver));
server.listen(0, "127.0.0.1", () => {
  console.log((server.address() as AddressInfo).port);
});
