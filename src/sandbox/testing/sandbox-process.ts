import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { build } from "esbuild";

/** A sandbox in a process of its own. */
export interface SandboxProcess {
  /** What a client takes as `baseUrl`. */
  url: string;
  child: ChildProcess;
  kill(): Promise<void>;
}

/** Makes one file of the sandbox, which starts much faster than its sources do. */
export async function bundleSandbox(folder: string): Promise<string> {
  const outfile = join(folder, "sandbox.mjs");
  await build({
    entryPoints: [join(import.meta.dirname, "../start-sandbox.ts")],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    logLevel: "error",
    // For dependencies that are CommonJS and require Node.js's own modules.
    banner: {
      js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
    },
  });
  return outfile;
}

/** Starts a bundled sandbox; resolves once it listens, rejects with what it writes otherwise. */
export async function startSandbox(file: string, ...args: string[]): Promise<SandboxProcess> {
  const child = spawn(process.execPath, [file, "--port", "0", ...args], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const closed = once(child, "close");
  const firstLines = [child.stdout, child.stderr].map((input) =>
    once(createInterface({ input }), "line"),
  );
  const [line] = await Promise.race([...firstLines, closed]);
  const [url] = String(line).match(/http\S+/) ?? [];
  if (url === undefined) throw new Error(`the sandbox did not start: ${line}`);
  return {
    url,
    child,
    async kill() {
      child.kill("SIGKILL");
      await closed;
    },
  };
}
