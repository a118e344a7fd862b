import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import fc from "fast-check";
import IoRedis from "ioredis";
import { createClient } from "redis";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { claimStoreSuite } from "../receiver/testing/claim-store-suite.js";
import { signedDelivery } from "../receiver/testing/signed-deliveries.js";
import { type IoRedisClient, type NodeRedisClient, redisClaimStore } from "./index.js";

let socket: string;
let stopRedis: () => Promise<void>;
let nodeRedis: ReturnType<typeof createClient>;
let ioRedis: IoRedis.Redis;
beforeAll(async () => {
  ({ socket, stop: stopRedis } = await startRedis());
  nodeRedis = createClient({ socket: { path: socket, tls: false } });
  await nodeRedis.connect();
  ioRedis = new IoRedis.Redis(socket);
});
afterAll(async () => {
  nodeRedis?.destroy();
  ioRedis?.disconnect();
  await stopRedis?.();
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

  it("shares claims between both clients", async () => {
    const ours = redisClaimStore(ioRedis);
    const theirs = redisClaimStore(nodeRedis);
    await ours.claim("a", "one");
    expect(await theirs.claim("a", "two")).toBe("busy");
    await theirs.done("a");
    expect(await ours.claim("a", "three")).toBe("done");
  });

  it("refuses anything but a Redis client, and options that are not above 0", () => {
    expect(() => redisClaimStore({} as NodeRedisClient)).toThrow("'redis' or 'ioredis'");
    expect(() => redisClaimStore(ioRedis, { ttl: 0 })).toThrow("option 'ttl'");
  });
});

describe("three receivers with one Redis", () => {
  let processes: ReceiverProcess[];
  beforeAll(async () => {
    processes = await Promise.all([startReceiver(), startReceiver(), startReceiver()]);
  });
  afterAll(() => {
    for (const { child } of processes) child.kill("SIGKILL");
  });

  it("handle every delivery once, although one of them is killed", async () => {
    const deliveries = await Promise.all(
      Array.from({ length: 1000 }, (_, number) =>
        signedDelivery(JSON.stringify({ number }), { id: `msg_${number}` }),
      ),
    );
    const queue = shuffled(Array.from({ length: 5 }, () => deliveries).flat());
    const half = queue.length / 2;
    const [victim] = processes as [ReceiverProcess];
    let attempts = 0;

    /** Tries again until the delivery is accepted, each time with the next process. */
    async function deliver({ headers, body }: (typeof deliveries)[number]): Promise<void> {
      for (const end = attempts + 50_000; attempts < end; ) {
        attempts += 1;
        const alive = processes.filter(({ child }) => !child.killed);
        const { url } = alive[attempts % alive.length] as ReceiverProcess;
        const response = await fetch(url, { method: "POST", headers, body }).catch(() => undefined);
        if (response?.ok) return;
        await delay(20);
      }
      throw new Error(`${headers["webhook-id"]} was never accepted`);
    }
    async function deliverQueue(): Promise<void> {
      for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
        await deliver(next);
        if (queue.length < half && !victim.child.killed) victim.child.kill("SIGKILL");
      }
    }
    await Promise.all(Array.from({ length: 20 }, deliverQueue));

    const handledBy = await Promise.all(
      deliveries.map((_, number) => ioRedis.lrange(`handled:msg_${number}`, 0, -1)),
    );
    // If a process is killed after its handler succeeds and before it can record that, nobody can
    // know that the delivery was handled. Only an idempotent handler covers this case.
    const isOnce = (by: string[]) =>
      by.length === 1 || (by.length === 2 && by[0] === `${victim.child.pid}`);
    expect(handledBy.filter((by) => !isOnce(by))).toEqual([]);
    // The event number 5 fails at first.
    expect(await ioRedis.get("tries:msg_5")).toBe("2");
  });
});

interface ReceiverProcess {
  child: ChildProcess;
  url: string;
}

async function startReceiver(): Promise<ReceiverProcess> {
  const file = join(import.meta.dirname, "testing/race-process.ts");
  const child = spawn(process.execPath, ["--import", "tsx", file, socket], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [port] = await once(child.stdout, "data");
  return { child, url: `http://127.0.0.1:${String(port).trim()}/` };
}

/** The same order in every run. */
function shuffled<T>(list: T[]): T[] {
  const orders = fc.shuffledSubarray(list, { minLength: list.length });
  return fc.sample(orders, { seed: 1, numRuns: 1 }).flat();
}

/** Starts a Redis without persistence, reachable through a socket file only. */
async function startRedis() {
  const folder = await mkdtemp(join(tmpdir(), "mendix-webhooks-redis-"));
  const socket = join(folder, "redis.sock");
  const args = ["--port", "0", "--unixsocket", socket, "--dir", folder, "--save", ""];
  const server = spawn("redis-server", args, { stdio: ["ignore", "pipe", "inherit"] });
  await once(server, "spawn").catch((cause) => {
    const hint = "(Debian: apt-get install redis-server, macOS: brew install redis)";
    throw new Error(`redis-server does not start; install it ${hint}`, { cause });
  });
  for await (const line of createInterface(server.stdout)) {
    if (/ready to accept connections/i.test(line)) break;
  }
  const exited = once(server, "exit");
  const stop = async () => {
    server.kill("SIGKILL");
    await exited;
    await rm(folder, { recursive: true });
  };
  return { socket, stop };
}
