import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import IoRedis from "ioredis";
import { createClient } from "redis";

export async function connectNodeRedis(socket: string) {
  const client = createClient({ socket: { path: socket, tls: false } });
  await client.on("error", () => {}).connect();
  return client;
}

export const connectIoRedis = (socket: string) => new IoRedis.Redis(socket).on("error", () => {});

/** Starts a cluster of one Redis, with the first two ports in a row that nobody has taken. */
export async function startClusterNode() {
  // Below those that the system gives to whoever asks for any port.
  for (let port = 21_000; ; port += 2) {
    const ports = ["--port", `${port}`, "--cluster-port", `${port + 1}`];
    const cluster = ["--cluster-enabled", "yes", "--cluster-announce-ip", "127.0.0.1"];
    const server = await startRedis(...cluster, ...ports).catch((error: Error) => {
      if (!/Address already in use/i.test(error.message)) throw error;
    });
    if (server) return { server, port };
  }
}

/** Starts a Redis that keeps what it has confirmed, reachable through a socket file. */
export async function startRedis(...args: string[]) {
  const folder = await mkdtemp(join(tmpdir(), "mendix-webhooks-redis-"));
  const socket = join(folder, "redis.sock");
  const persistent = ["--save", "", "--appendonly", "yes", "--appendfsync", "always"];
  async function run() {
    const all = ["--port", "0", "--unixsocket", socket, "--dir", folder, ...persistent, ...args];
    const server = spawn("redis-server", all, { stdio: ["ignore", "pipe", "inherit"] });
    await once(server, "spawn").catch((cause) => {
      const hint = "(Debian: apt-get install redis-server, macOS: brew install redis)";
      throw new Error(`redis-server does not start; install it ${hint}`, { cause });
    });
    const lines: string[] = [];
    for await (const line of createInterface(server.stdout)) {
      if (/ready to accept connections/i.test(line)) return server;
      lines.push(line);
    }
    throw new Error(`redis-server ended: ${lines.slice(-3).join(" ")}`);
  }
  let server = await run().catch(async (error) => {
    await rm(folder, { recursive: true });
    throw error;
  });
  async function kill(): Promise<void> {
    const exited = once(server, "exit");
    server.kill("SIGKILL");
    await exited;
  }
  return {
    socket,
    /** It responds to nobody for this time. */
    async pause(milliseconds: number) {
      server.kill("SIGSTOP");
      await delay(milliseconds);
      server.kill("SIGCONT");
    },
    /** It is gone for this time. */
    async restart(milliseconds: number) {
      await kill();
      await delay(milliseconds);
      server = await run();
    },
    async stop() {
      await kill();
      await rm(folder, { recursive: true });
    },
  };
}
