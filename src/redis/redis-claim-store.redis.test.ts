import { spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { createCluster } from "redis";
import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import { claimStoreSuite } from "../receiver/testing/claim-store-suite.js";
import { signedDelivery } from "../receiver/testing/signed-deliveries.js";
import { type IoRedisClient, type NodeRedisClient, redisClaimStore } from "./index.js";
import { connectIoRedis, connectNodeRedis, startRedis } from "./testing/redis-server.js";

const redis = await startRedis();
afterAll(redis.stop);
const nodeRedis = await connectNodeRedis(redis.socket);
const ioRedis = connectIoRedis(redis.socket);
afterAll(() => {
  nodeRedis.destroy();
  ioRedis.disconnect();
});

let storesOpened = 0;
/** Opens an empty store. To move its clock, the remaining life of its keys is shortened. */
async function open(client: NodeRedisClient | IoRedisClient) {
  storesOpened += 1;
  const prefix = `test-${storesOpened}:`;
  const store = redisClaimStore(client, { prefix, ttl: 86_400, claimTtl: 60 });
  const advance = async (seconds: number) => {
    for (const key of await ioRedis.keys(`${prefix}*`)) {
      const remaining = (await ioRedis.pttl(key)) - seconds * 1000;
      if (remaining > 0) await ioRedis.pexpire(key, remaining);
      else await ioRedis.del(key);
    }
  };
  return { store, advance };
}

describe("redisClaimStore", () => {
  describe("with node-redis", () => claimStoreSuite(() => open(nodeRedis)));
  describe("with ioredis", () => claimStoreSuite(() => open(ioRedis)));

  it("works with a cluster of node-redis", async () => {
    const ports = createServer().listen(0, "127.0.0.1");
    await once(ports, "listening");
    const { port } = ports.address() as AddressInfo;
    await new Promise((resolve) => ports.close(resolve));
    const address = ["--cluster-announce-ip", "127.0.0.1", "--cluster-port", `${port + 1}`];
    const server = await startRedis("--cluster-enabled", "yes", "--port", `${port}`, ...address);
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
    const statuses: (number | undefined)[] = [];

    /** Tries again until the delivery is accepted, each time with the next process. */
    async function deliver({ headers, body }: (typeof deliveries)[number]): Promise<void> {
      const first = statuses.length;
      for (let attempt = first; attempt < first + 2_500; attempt += 1) {
        const alive = processes.filter(({ child }) => !child.killed);
        // By its own count: by a common one, all could wait for the same slow process for ever.
        const { url } = alive[attempt % alive.length] as ReceiverProcess;
        const response = await fetch(url, { method: "POST", headers, body }).catch(() => undefined);
        statuses.push(response?.status);
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

    const handledBy = deliveries.map(({ headers }) =>
      processes.filter(({ handled }) => handled.includes(headers["webhook-id"])),
    );
    // If a process is killed after its handler succeeds and before it can record that, nobody can
    // know that the delivery was handled. Only an idempotent handler covers this case.
    const isOnce = (by: ReceiverProcess[]) => by.filter((one) => one !== victim).length <= 1;
    expect(handledBy.filter((by) => by.length === 0 || !isOnce(by))).toEqual([]);
    for (const { handled } of processes) expect(new Set(handled).size).toBe(handled.length);
    // Redis failed for some of them, for longer than the receivers wait.
    expect(statuses.filter((status) => status === 500).length).toBeGreaterThan(300);
  });
});

type ReceiverProcess = Awaited<ReturnType<typeof startReceiver>>;

async function startReceiver(library: string) {
  const file = join(import.meta.dirname, "testing/race-process.ts");
  const child = spawn(process.execPath, ["--import", "tsx", file, redis.socket, library], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines = createInterface(child.stdout);
  const [line] = await once(lines, "line");
  /** The ids of the deliveries that it has handled. */
  const handled: string[] = [];
  lines.on("line", (text: string) => handled.push(text.replace("handled ", "")));
  return { child, url: `http://127.0.0.1:${line.replace("port ", "")}/`, handled };
}
