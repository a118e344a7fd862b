import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createServer } from "vitepress";
import { portOrFree } from "../mock/prism.js";
import { ScriptError } from "../script-error.js";
import { writeContract, writeSources } from "./build-site.js";

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
  const write = () => writeContract(root, Number(new URL(sandbox).port));
  await Promise.all([write(), writeSources(root)]);
  const server = await createServer(join(root, "docs"), { host: "127.0.0.1", port });
  await server.listen();
  console.log(`The sandbox is at ${sandbox}, with the webhooks of the contract's examples.`);
  console.log(`The documentation is at ${server.resolvedUrls?.local[0]} until Ctrl-C.`);
  const update = async () => {
    await write();
    server.ws.send({ type: "full-reload" });
    console.log("The contract has changed: reload the reference and the console. The sandbox");
    console.log("and the client follow it after `npm run generate`.");
  };
  const report = (error: unknown) =>
    console.error(error instanceof Error ? `docs: ${error.message}` : error);
  const folder = join(root, "openapi");
  let updated = Promise.resolve();
  server.watcher.add(folder).on("change", (file) => {
    if (file.startsWith(folder)) updated = updated.then(update).catch(report);
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
