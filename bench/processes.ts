import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { dirname, join } from "node:path";

const root = join(import.meta.dirname, "..");
const prismFolder = dirname(
  createRequire(join(root, "package.json")).resolve("@stoplight/prism-cli/package.json"),
);

/** A server in a process of its own, so that it has a core of its own. */
export interface ServerProcess {
  /** Where the API is. */
  url: string;
  pid: number;
  stop(): Promise<void>;
}

/** The compiled sandbox, as `npm run sandbox` would start its source. */
export const startSandbox = (): Promise<ServerProcess> =>
  startAnnounced(join(root, "dist/src/sandbox/start-sandbox.js"), "--port", "0");

/** A server that answers everything, and does nothing else. */
export const startBare = (): Promise<ServerProcess> => startScript("response.end('{}')");

/** Something to deliver to: reads the body, and takes it. */
export const startReceiver = (): Promise<ServerProcess> =>
  startScript("request.resume().on('end', () => response.writeHead(204).end())");

function startScript(answer: string): Promise<ServerProcess> {
  const script = `
    const server = require("node:http").createServer((request, response) => { ${answer} });
    server.listen(0, "127.0.0.1", () => console.log("http://127.0.0.1:" + server.address().port));
  `;
  return startAnnounced("--eval", script);
}

/** Starts a process that writes where it is reached. */
async function startAnnounced(...args: string[]): Promise<ServerProcess> {
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const [chunk] = await once(child.stdout, "data");
  return processOf(child, String(chunk).match(/http\S+/)?.[0] ?? "");
}

/**
 * Prism as its users start it.
 *
 * @param level - what it logs; `info` unless somebody asks for something else
 */
export async function startPrism(level: "info" | "silent"): Promise<ServerProcess> {
  const port = await freePort();
  const document = join(root, "dist/generated/openapi.json");
  const args = ["mock", document, "--port", `${port}`, "--verboseLevel", level];
  const child = spawn(process.execPath, [join(prismFolder, "dist/index.js"), ...args], {
    stdio: "ignore",
  });
  const url = `http://127.0.0.1:${port}`;
  // It says that it listens only where it logs.
  for (;;) {
    const isUp = await fetch(url).then(
      () => true,
      () => false,
    );
    if (isUp) return processOf(child, url);
    if (child.exitCode !== null) throw new Error("Prism did not start");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function processOf(child: ChildProcess, url: string): ServerProcess {
  return {
    url,
    pid: child.pid ?? 0,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGKILL");
      await once(child, "exit");
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}
