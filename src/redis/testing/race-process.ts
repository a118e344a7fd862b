/** One of the receivers of the race: `node --import tsx race-process.ts SOCKET_OF_REDIS`. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import IoRedis from "ioredis";
import { createReceiver, toNodeHandler } from "../../receiver/index.js";
import { now, secret } from "../../receiver/testing/signed-deliveries.js";
import { redisClaimStore } from "../index.js";

const redis = new IoRedis.Redis(process.argv[2] ?? "");
const failure = new Error("fails at first");

const receiver = createReceiver({
  secrets: secret,
  now,
  claimStore: redisClaimStore(redis, { claimTtl: 10 }),
  onUnknown: async (payload, { id }) => {
    const { number } = payload as { number: number };
    const tries = await redis.incr(`tries:${id}`);
    // Every fifth event fails when it is handled for the first time, in whichever process.
    if (number % 5 === 0 && tries === 1) throw failure;
    await redis.rpush(`handled:${id}`, process.pid);
  },
  onError: (error) => {
    if (error !== failure) console.error(error);
  },
});

const server = createServer(toNodeHandler(receiver));
server.listen(0, "127.0.0.1", () => {
  console.log((server.address() as AddressInfo).port);
});
