import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { dirname, join } from "node:path";

const root = join(import.meta.dirname, "..");
const prismFolder = dirname(
  createRequire(join(root, "package.json")).resolve("@stoplight/prism-cli/package.json"),
);

/** A server in a process of its own, so that it does not share a core with the client. */
export interface ServerProcess {
  url: string;
  stop(): Promise<void>;
}

/** Starts the compiled sandbox like `npm run sandbox`. It prints its URL. */
export async function startSandbox(): Promise<ServerProcess> {
  const args = [join(root, "dist/esm/src/cli/main.js"), "sandbox", "--quiet", "--port", "0"];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const [first] = await Promise.race([once(child.stdout, "data"), once(child, "exit")]);
  const url = `${first}`.match(/http\S+/)?.[0];
  if (url === undefined) throw new Error("the sandbox did not start");
  return serverProcess(child, url);
}

/** Starts Prism as its users do. It logs each request, here to nowhere. */
export async function startPrism(): Promise<ServerProcess> {
  const port = await findFreePort();
  const document = join(root, "dist/esm/generated/openapi.json");
  const args = [join(prismFolder, "dist/index.js"), "mock", document, "--port", `${port}`];
  const child = spawn(process.execPath, args, { stdio: "ignore" });
  const url = `http://127.0.0.1:${port}`;
  while (!(await isListening(url))) {
    if (child.exitCode !== null) throw new Error("Prism did not start");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return serverProcess(child, url);
}

const isListening = (url: string): Promise<boolean> =>
  fetch(url).then(
    () => true,
    () => false,
  );

function serverProcess(child: ChildProcess, url: string): ServerProcess {
  const exited = once(child, "exit");
  const stop = async () => {
    child.kill("SIGKILL");
    await exited;
  };
  return { url, stop };
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}
