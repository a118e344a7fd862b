/** A receiver of the race: `node --import tsx race-process.ts SOCKET_OF_REDIS redis|ioredis`. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createReceiver, ReceiverError, toNodeHandler } from "../../receiver/index.js";
import { now, secret } from "../../receiver/testing/signed-deliveries.js";
import { redisClaimStore } from "../index.js";
import { connectIoRedis, connectNodeRedis } from "./redis-server.js";

const [socket = "", library] = process.argv.slice(2);
const client = library === "redis" ? await connectNodeRedis(socket) : connectIoRedis(socket);
const tried = new Set<string>();

const receiver = createReceiver({
  secrets: secret,
  now,
  claimStore: redisClaimStore(client, { claimTtl: 20 }),
  claimTimeout: 1,
  onUnknown: (payload, { id }) => {
    const { number } = payload as { number: number };
    // Every fifth event fails when this process handles it for the first time.
    if (number % 5 === 0 && !tried.has(id)) {
      tried.add(id);
      throw new Error("fails at first");
    }
    console.log(`handled ${id}`);
  },
  onError: (error) => console.log(`error ${error instanceof ReceiverError ? error.code : "other"}`),
});

const server = createServer(toNodeHandler(receiver));
server.listen(0, "127.0.0.1", () => {
  console.log(`port ${(server.address() as AddressInfo).port}`);
});
