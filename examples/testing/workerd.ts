import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { build } from "esbuild";

/** The package has no types; it exports where its binary is. */
const { default: binary }: { default: string } = createRequire(import.meta.url)("workerd");

export interface Workerd {
  port: number;
  /** What the Worker wrote. */
  output(): string;
  stop(): Promise<void>;
}

/** Runs a Worker in the runtime that Cloudflare runs it in. */
export async function startWorkerd(source: string, env: Record<string, string>): Promise<Workerd> {
  const folder = await mkdtemp(join(tmpdir(), "mendix-webhooks-worker-"));
  const outfile = join(folder, "worker.mjs");
  await build({ entryPoints: [source], outfile, bundle: true, format: "esm", logLevel: "error" });
  await writeFile(join(folder, "config.capnp"), configOf(env));
  const args = ["serve", join(folder, "config.capnp"), "--control-fd=3"];
  const child = spawn(binary, args, { stdio: ["ignore", "pipe", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk) => {
      output += chunk;
    });
  }
  const closed = once(child, "close");
  const stop = async () => {
    child.kill();
    await closed;
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const port = await portOf(child.stdio[3] as Readable);
    return { port, output: () => output, stop };
  } catch (error) {
    await stop();
    throw new Error(`workerd did not start: ${output}`, { cause: error });
  }
}

/** Reads the port from what workerd says when it listens. */
async function portOf(control: Readable): Promise<number> {
  for await (const line of createInterface(control)) {
    const { event, port } = JSON.parse(line);
    if (event === "listen") return port;
  }
  throw new Error("it ended before it listened");
}

function configOf(env: Record<string, string>): string {
  const bindings = Object.entries(env).map(
    ([name, text]) => `(name = ${JSON.stringify(name)}, text = ${JSON.stringify(text)})`,
  );
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .worker)],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
const worker :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed "worker.mjs")],
  compatibilityDate = "2026-01-01",
  bindings = [${bindings.join(", ")}],
);
`;
}
