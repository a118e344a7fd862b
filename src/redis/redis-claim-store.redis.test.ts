import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { createCluster } from "redis";
import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import { claimStoreSuite } from "../receiver/testing/claim-store-suite.js";
import { signedDelivery } from "../receiver/testing/signed-deliveries.js";
import { type IoRedisClient, type NodeRedisClient, redisClaimStore } from "./index.js";
import {
  connectIoRedis,
  connectNodeRedis,
  startClusterNode,
  startRedis,
} from "./testing/redis-server.js";

const redis = await startRedis();
afterAll(redis.stop);
const nodeRedis = await connectNodeRedis(redis.socket);
const ioRedis = connectIoRedis(redis.socket);
afterAll(() => {
  nodeRedis.destroy();
  ioRedis.disconnect();
});

let storesOpened = 0;
/**
 * Opens an empty store. To move its clock, the remaining life of its keys is shortened. A second of
 * the store takes 1,000 of Redis: a key that expires in a second is still there if the test is slow.
 */
async function open(client: NodeRedisClient | IoRedisClient) {
  storesOpened += 1;
  const prefix = `test-${storesOpened}:`;
  const store = redisClaimStore(client, { prefix, ttl: 86_400_000, claimTtl: 60_000 });
  const advance = async (seconds: number) => {
    for (const key of await ioRedis.keys(`${prefix}*`)) {
      const remaining = (await ioRedis.ttl(key)) - seconds * 1000;
      if (remaining > 0) await ioRedis.expire(key, remaining);
      else await ioRedis.del(key);
    }
  };
  return { store, advance };
}

describe("redisClaimStore", () => {
  describe("with node-redis", () => claimStoreSuite(() => open(nodeRedis)));
  describe("with ioredis", () => claimStoreSuite(() => open(ioRedis)));

  it("works with a cluster of node-redis", async () => {
    const { server, port } = await startClusterNode();
    onTestFinished(server.stop);
    const admin = connectIoRedis(server.socket);
    await admin.call("CLUSTER", "ADDSLOTSRANGE", "0", "16383");
    while (!/cluster_state:ok/.test(String(await admin.call("CLUSTER", "INFO")))) await delay(50);
    admin.disconnect();
    const cluster = createCluster({ rootNodes: [{ url: `redis://127.0.0.1:${port}` }] });
    await cluster.on("error", () => {}).connect();
    onTestFinished(() => cluster.destroy());
    const store = redisClaimStore(cluster);
    expect(await store.claim("a", "one")).toBe("claimed");
    await store.release("a", "one");
    expect(await store.claim("a", "two")).toBe("claimed");
    await store.done("a");
    expect(await store.claim("a", "one")).toBe("done");
  });

  it("refuses anything but a Redis client, and options that Redis cannot use", () => {
    expect(() => redisClaimStore({} as NodeRedisClient)).toThrow("'redis' or 'ioredis'");
    for (const ttl of [0, Number.POSITIVE_INFINITY]) {
      expect(() => redisClaimStore(ioRedis, { ttl })).toThrow("option 'ttl'");
    }
  });
});

describe("three receivers with one Redis", () => {
  const processes: ReceiverProcess[] = [];
  afterAll(() => {
    for (const { child } of processes) child.kill("SIGKILL");
  });

  it("handle every delivery once, although one dies, and Redis hangs and restarts", async () => {
    processes.push(...(await Promise.all(["redis", "ioredis", "redis"].map(startReceiver))));
    const deliveries = await Promise.all(
      Array.from({ length: 1000 }, (_, number) =>
        signedDelivery(JSON.stringify({ number }), { id: `msg_${number}` }),
      ),
    );
    // Each is sent five times, and not one after the other.
    const queue = Array.from({ length: 5000 }, (_, at) => (at * 1231) % 1000);
    const [victim] = processes as [ReceiverProcess];
    const incidents = new Map<number, () => unknown>([
      [4000, () => redis.pause(2000)],
      [2500, () => victim.child.kill("SIGKILL")],
      [1500, () => redis.restart(1500)],
    ]);
    let attempts = 0;

    /** Tries again until the delivery is accepted, each time with the next process. */
    async function deliver({ headers, body }: (typeof deliveries)[number]): Promise<void> {
      const first = attempts;
      for (let attempt = first; attempt < first + 2_500; attempt += 1) {
        const alive = processes.filter(({ child }) => !child.killed);
        // By its own count: by a common one, all could wait for the same slow process for ever.
        const { url } = alive[attempt % alive.length] as ReceiverProcess;
        const response = await fetch(url, { method: "POST", headers, body }).catch(() => undefined);
        attempts += 1;
        if (response?.ok) return;
        await delay(20);
      }
      throw new Error(`${headers["webhook-id"]} was never accepted`);
    }
    async function deliverQueue(): Promise<void> {
      for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
        const incident = incidents.get(queue.length)?.();
        await deliver(deliveries[next] as (typeof deliveries)[number]);
        await incident;
      }
    }
    await Promise.all(Array.from({ length: 20 }, deliverQueue));
    // What they wrote last may be on its way.
    for (const { child } of processes) child.kill("SIGKILL");
    await Promise.all(processes.map(({ closed }) => closed));

    const handledBy = deliveries.map(({ headers }) =>
      processes.filter(({ handled }) => handled.includes(headers["webhook-id"])),
    );
    // If a process is killed after its handler succeeds and before it can record that, nobody can
    // know that the delivery was handled. Only an idempotent handler covers this case.
    const isOnce = (by: ReceiverProcess[]) => by.filter((one) => one !== victim).length <= 1;
    expect(handledBy.filter((by) => by.length === 0 || !isOnce(by))).toEqual([]);
    for (const { handled } of processes) expect(new Set(handled).size).toBe(handled.length);
    // Redis hung for longer than the receivers wait.
    expect(processes.flatMap(({ errors }) => errors)).toContain("claim_timeout");
  });
});

type ReceiverProcess = Awaited<ReturnType<typeof startReceiver>>;

async function startReceiver(library: string) {
  const file = join(import.meta.dirname, "testing/race-process.ts");
  const child = spawn(process.execPath, ["--import", "tsx", file, redis.socket, library], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines = createInterface(child.stdout);
  const closed = once(lines, "close");
  const [line] = await once(lines, "line");
  /** The ids of the deliveries that it has handled, and the codes of its errors. */
  const [handled, errors]: [string[], string[]] = [[], []];
  lines.on("line", (text: string) => {
    const [kind, value = ""] = text.split(" ");
    (kind === "handled" ? handled : errors).push(value);
  });
  return { child, closed, url: `http://127.0.0.1:${line.replace("port ", "")}/`, handled, errors };
}
