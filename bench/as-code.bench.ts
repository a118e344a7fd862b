import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { type Row, toRow } from "./measure.js";
import { startSandbox } from "./servers.js";

const appCount = 500;
const webhooksPerApp = 10;

const command = join(import.meta.dirname, "../dist/esm/src/cli/main.js");

/** Measures the memory of the commands of webhooks as code, over HTTP. */
export async function bench(): Promise<Row[]> {
  const sandbox = await startSandbox();
  const folder = await mkdtemp(join(tmpdir(), "mendix-webhooks-bench-"));
  const file = join(folder, "webhooks.yaml");
  const nothing = await megabytesOf("--eval", "0");
  const rows: Row[] = [];
  const measure = async (name: string, ...args: string[]) => {
    const megabytes = await megabytesOf(command, ...args, "--base-url", sandbox.url);
    const labels = { peer: "node -e 0", unit: "MB", limit: 200 } as const;
    rows.push(toRow({ name: `as code: ${name}`, ...labels }, [megabytes], [nothing]));
  };
  await writeFile(file, fileFor(""));
  await measure("plan 5,000 creates", "plan", file);
  await measure("apply 5,000 creates", "apply", file, "--yes");
  await measure("plan no difference", "plan", file);
  await writeFile(file, fileFor("/changed"));
  await measure("apply 250 updates", "apply", file, "--yes");
  await measure("export", "export", ...appIds, "--into", file);
  await sandbox.stop();
  await rm(folder, { recursive: true });
  return rows;
}

const appIds = Array.from(
  { length: appCount },
  (_, index) => `${index.toString(16).padStart(8, "0")}-c5fc-43d9-87c2-d7d56b07542e`,
);

/** @param change - the end of every 20th URL */
function fileFor(change: string): string {
  const apps = appIds.map((id, index) => {
    const webhooks = Array.from({ length: webhooksPerApp }, (_, number) => {
      const end = (index * webhooksPerApp + number) % 20 === 7 ? change : "";
      const url = `https://some.domain.com/${index}/${number}${end}`;
      return `      Webhook ${number}:\n        url: ${url}\n        eventTypes: [teamserver.push]\n`;
    });
    return `  ${id}:\n    webhooks:\n${webhooks.join("")}`;
  });
  const defaults = "defaults:\n  validationSecret: env:WEBHOOK_SECRET\n";
  return `version: 1\n${defaults}apps:\n${apps.join("")}`;
}

const printMemory =
  'data:text/javascript,process.on("exit", () => process.send(process.resourceUsage().maxRSS))';

/** The most memory that a process of its own needs. */
async function megabytesOf(...args: string[]): Promise<number> {
  const child = spawn(process.execPath, ["--import", printMemory, ...args], {
    env: { MENDIX_PAT: "token", WEBHOOK_SECRET: "PMJhiGo1nTL6wlNyZVFh5v9rLZdcLsG2O" },
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  const memory = once(child, "message");
  const errors = child.stderr === null ? "" : text(child.stderr);
  const [exitCode] = await once(child, "exit");
  // A plan with a difference exits with 3.
  if (exitCode !== 0 && exitCode !== 3) throw new Error(`${args[1]}: ${exitCode} ${await errors}`);
  const [kilobytes] = await memory;
  return Number(kilobytes) / 1024;
}
