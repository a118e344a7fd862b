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

/**
 * Runs a Worker in Cloudflare's runtime, without any of Node's modules.
 *
 * @param contents - the source of the Worker's main module
 * @param resolveDir - the folder from which the module imports
 */
export async function startWorkerd(contents: string, resolveDir: string) {
  const folder = await mkdtemp(join(tmpdir(), "mendix-webhooks-worker-"));
  const outfile = join(folder, "worker.mjs");
  const stdin = { contents, resolveDir };
  await build({ stdin, outfile, bundle: true, format: "esm", logLevel: "error" });
  await writeFile(join(folder, "config.capnp"), workerdConfig);
  // It writes an event to the control file descriptor when it listens.
  const child = spawn(binary, ["serve", join(folder, "config.capnp"), "--control-fd=3"], {
    stdio: ["ignore", "pipe", "inherit", "pipe"],
  });
  const closed = once(child, "close");
  let output = "";
  child.stdout?.on("data", (chunk) => {
    output += chunk;
  });
  const [line] = await once(createInterface(child.stdio[3] as Readable), "line");
  return {
    url: `http://127.0.0.1:${JSON.parse(line).port}`,
    /** What the Worker has written. */
    output: () => output,
    async stop() {
      child.kill();
      await closed;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const workerdConfig = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .worker)],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
const worker :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed "worker.mjs")],
  compatibilityDate = "2026-01-01",
);
`;
