import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import IoRedis from "ioredis";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type SignedHeaders, sign } from "../receiver/index.js";
import { secret } from "./testing/race-secret.js";
import { type RedisServer, startRedis } from "./testing/redis-server.js";

const deliveries = 1000;
const repetitions = 5;
const sendersAtOnce = 20;

interface Process {
  name: string;
  child: ChildProcess;
  url: string;
  isAlive: boolean;
}

let server: RedisServer;
let redis: IoRedis.Redis;
let processes: Process[];
beforeAll(async () => {
  server = await startRedis();
  redis = new IoRedis.Redis(server.port, "127.0.0.1");
  processes = await Promise.all(["a", "b", "c"].map(start));
});
afterAll(async () => {
  for (const { child } of processes) child.kill("SIGKILL");
  redis.disconnect();
  await server.stop();
});

async function start(name: string): Promise<Process> {
  const file = join(import.meta.dirname, "testing/race-process.ts");
  const child = spawn(process.execPath, ["--import", "tsx", file, `${server.port}`, name], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [port] = await once(child.stdout, "data");
  return { name, child, url: `http://127.0.0.1:${String(port).trim()}/`, isAlive: true };
}

/** Numbers from 0 to below 1, the same in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}
const random = seeded(1);

const shuffled = <T>(list: T[]): T[] =>
  list
    .map((item) => ({ item, rank: random() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item);

/** Sends one delivery as Mendix would: again and again, to any process, until it is accepted. */
async function deliver(body: string, headers: SignedHeaders): Promise<void> {
  for (let attempt = 0; attempt < 2000; attempt += 1) {
    const alive = processes.filter(({ isAlive }) => isAlive);
    const target = alive[Math.floor(random() * alive.length)] as Process;
    const response = await fetch(target.url, { method: "POST", headers, body }).catch(
      () => undefined,
    );
    if (response?.ok) return;
    await delay(20);
  }
  throw new Error(`delivery ${headers["webhook-id"]} was never accepted`);
}

function kill(victim: Process): void {
  victim.isAlive = false;
  victim.child.kill("SIGKILL");
}

describe("three receivers with one Redis", () => {
  it("handle every delivery, and none twice, though one of them is killed", {
    timeout: 90_000,
  }, async () => {
    const signed = await Promise.all(
      Array.from({ length: deliveries }, async (_, number) => {
        const body = JSON.stringify({ number });
        return { body, headers: await sign({ body, id: `msg_${number}`, secrets: secret }) };
      }),
    );
    const queue = shuffled(Array.from({ length: repetitions }, () => signed).flat());
    const half = queue.length / 2;
    const victim = processes[2] as Process;
    const send = async () => {
      for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
        await deliver(next.body, next.headers);
        if (queue.length < half && victim.isAlive) kill(victim);
      }
    };
    await Promise.all(Array.from({ length: sendersAtOnce }, send));

    const handled = await Promise.all(
      signed.map((_, number) => redis.lrange(`handled:msg_${number}`, 0, -1)),
    );
    const lost = handled.filter((by) => by.length === 0);
    const twice = handled.filter((by) => by.length > 1);
    // Killed after its handler succeeded and before that was noted, a process leaves a delivery
    // that nobody can know to be done. Only a handler that is idempotent itself covers that.
    const unrecorded = twice.filter((by) => by.length === 2 && by[0] === victim.name);
    console.log(
      `${deliveries} deliveries, each sent ${repetitions} times, one of three processes killed: ` +
        `${lost.length} lost, ${twice.length - unrecorded.length} handled twice, ` +
        `${unrecorded.length} handled again because the killed process could not note its success`,
    );
    expect(lost).toEqual([]);
    expect(twice.length).toBe(unrecorded.length);
    expect(await redis.get("tries:msg_5")).toBe("2");
  });
});
