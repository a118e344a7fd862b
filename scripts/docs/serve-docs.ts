import { spawn } from "node:child_process";
import { once } from "node:events";
import { watch } from "node:fs";
import type { AddressInfo } from "node:net";
import { createServer as createSocket } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createServer } from "vitepress";
import { portOrFree } from "../mock/prism.js";
import { ScriptError } from "../script-error.js";
import { defaultPorts, writeContract, writeSources } from "./build-site.js";

/**
 * Serves the site, beside a sandbox with the webhooks of the contract's examples, until this
 * process is stopped. Pages follow changes of the guides and of the contract.
 *
 * @throws ScriptError when the site cannot be made
 */
export async function serveDocs(
  root: string,
  { port, sandboxPort }: { port: number; sandboxPort: number },
): Promise<void> {
  const sandbox = await startSandbox(root, await portOrFree(sandboxPort));
  const ports = { ...defaultPorts, sandbox: Number(new URL(sandbox).port) };
  await Promise.all([writeContract(root, ports), writeSources(root)]);
  // Vite takes another port for one that is taken, but reads 0 as its default.
  const server = await createServer(join(root, "docs"), {
    host: "127.0.0.1",
    port: port === 0 ? await anyPort() : port,
  });
  await server.listen();
  const address = server.resolvedUrls?.local[0] ?? "";
  if (port !== 0 && !address.includes(`:${port}/`)) console.log(`Port ${port} is taken.`);
  console.log(`The sandbox is at ${sandbox}, with the webhooks of the contract's examples.`);
  console.log(`The documentation is at ${address} until Ctrl-C.`);
  onChange(join(root, "openapi"), async () => {
    await writeContract(root, ports);
    server.ws.send({ type: "full-reload" });
    console.log("The contract has changed: reload the reference and the console. The sandbox");
    console.log("and the client follow it after `npm run generate`.");
  });
}

/** Starts a sandbox that ends with this process, and returns its URL. @throws ScriptError */
async function startSandbox(root: string, port: number): Promise<string> {
  const command = [join(root, "src/cli/main.ts"), "sandbox", `--port=${port}`];
  const args = ["--import", "tsx", ...command, "--examples", "--quiet"];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
  process.once("exit", () => child.kill());
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(signal, () => process.exit(0));
  }
  const lines = createInterface(child.stdout);
  const [line = ""] = await Promise.race([once(lines, "line"), once(child, "exit").then(() => [])]);
  const [url] = /http:\S+/.exec(line) ?? [];
  if (url === undefined) throw new ScriptError("the sandbox does not start");
  return url;
}

async function anyPort(): Promise<number> {
  const socket = createSocket().listen(0, "127.0.0.1");
  await once(socket, "listening");
  const { port } = socket.address() as AddressInfo;
  await once(socket.close(), "close");
  return port;
}

/** Calls a function after each change of a folder, once for changes that come together. */
function onChange(folder: string, act: () => Promise<void>): void {
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  const report = (error: unknown) =>
    console.error(error instanceof Error ? `docs: ${error.message}` : error);
  watch(folder, () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      running = running.then(act).catch(report);
    }, 100);
  });
}
