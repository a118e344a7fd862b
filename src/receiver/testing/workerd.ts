import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { build } from "esbuild";

/** The package has no types. It exports the path of its binary. */
const { default: binary }: { default: string } = createRequire(import.meta.url)("workerd");

export interface Workerd {
  url: string;
  /** What the Worker has written. */
  output(): string;
  stop(): Promise<void>;
}

/**
 * Runs a Worker in Cloudflare's runtime, without any of Node's modules.
 *
 * @param module - the source of the Worker's main module
 * @param resolveDir - the folder from which the module imports
 */
export async function startWorkerd(
  module: string,
  resolveDir: string,
  env: Record<string, string> = {},
): Promise<Workerd> {
  const folder = await mkdtemp(join(tmpdir(), "mendix-webhooks-worker-"));
  const outfile = join(folder, "worker.mjs");
  const stdin = { contents: module, resolveDir };
  await build({ stdin, outfile, bundle: true, format: "esm", logLevel: "error" });
  await writeFile(join(folder, "config.capnp"), workerdConfig(env));
  const args = ["serve", join(folder, "config.capnp"), "--control-fd=3"];
  const child = spawn(binary, args, { stdio: ["ignore", "pipe", "pipe", "pipe"] });
  const closed = once(child, "close");
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk) => {
      output += chunk;
    });
  }
  const stop = async () => {
    child.kill();
    await closed;
    await rm(folder, { recursive: true, force: true });
  };
  // It writes an event to the control file descriptor when it listens.
  for await (const line of createInterface(child.stdio[3] as Readable)) {
    const { event, port } = JSON.parse(line);
    if (event === "listen") return { url: `http://127.0.0.1:${port}`, output: () => output, stop };
  }
  await stop();
  throw new Error(`workerd did not start: ${output}`);
}

function workerdConfig(env: Record<string, string>): string {
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
