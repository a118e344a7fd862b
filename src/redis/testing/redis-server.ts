import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";

/** A Redis of the test's own, without persistence. */
export interface RedisServer {
  port: number;
  stop(): Promise<void>;
}

/** Whether there is a Redis to start. */
export const hasRedis = () => spawnSync("redis-server", ["--version"]).status === 0;

/** Starts a Redis on a free port of this machine, and waits until it accepts connections. */
export async function startRedis(): Promise<RedisServer> {
  const port = await freePort();
  const args = ["--port", `${port}`, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"];
  const server: ChildProcess = spawn("redis-server", args, {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const kill = () => server.kill("SIGKILL");
  process.once("exit", kill);
  let log = "";
  for await (const chunk of server.stdout ?? []) {
    log += chunk;
    if (log.includes("Ready to accept connections")) break;
  }
  return {
    port,
    async stop() {
      process.off("exit", kill);
      if (server.exitCode === null) {
        kill();
        await once(server, "exit");
      }
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}
