import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { printTable } from "./measure.js";
import { startSandbox } from "./servers.js";

const appCount = 500;
const webhooksPerApp = 10;
const maxMegabytes = 200;

const command = join(import.meta.dirname, "../dist/esm/src/cli/main.js");

/** Measures memory and time of the commands of webhooks as code, over HTTP. */
export async function bench(): Promise<boolean> {
  const sandbox = await startSandbox();
  const folder = await mkdtemp(join(tmpdir(), "mendix-webhooks-bench-"));
  const file = join(folder, "webhooks.yaml");
  await writeFile(file, fileFor(""));
  const run = (...args: string[]) => measure([...args, "--base-url", sandbox.url]);
  const rows = [
    ["plan, nothing exists", await run("plan", file)],
    ["apply, 5,000 creates", await run("apply", file, "--yes")],
    ["plan, no difference", await run("plan", file)],
  ] as [string, Measurement][];
  await writeFile(file, fileFor("/changed"));
  rows.push(["apply, 250 updates", await run("apply", file, "--yes")]);
  rows.push(["export", await run("export", ...appIds, "--into", file)]);
  await sandbox.stop();
  await rm(folder, { recursive: true });
  const isMet = rows.every(([, { megabytes }]) => megabytes < maxMegabytes);
  console.log(`\nWebhooks as code: ${appCount} apps with ${webhooksPerApp} webhooks each`);
  printTable(
    ["", "seconds", "peak MB", `goal < ${maxMegabytes} MB`],
    rows.map(([name, { seconds, megabytes }]) => [
      ...[name, seconds.toFixed(1), megabytes.toFixed(0)],
      megabytes < maxMegabytes ? "met" : "MISSED",
    ]),
  );
  return isMet;
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

interface Measurement {
  seconds: number;
  megabytes: number;
}

const printMemory =
  'data:text/javascript,process.on("exit", () => process.send(process.resourceUsage().maxRSS))';

/** Runs a command in a process of its own. */
async function measure(args: string[]): Promise<Measurement> {
  const startTime = performance.now();
  const child = spawn(process.execPath, ["--import", printMemory, command, ...args], {
    env: { MENDIX_PAT: "token", WEBHOOK_SECRET: "PMJhiGo1nTL6wlNyZVFh5v9rLZdcLsG2O" },
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  const memory = once(child, "message");
  const errors = child.stderr === null ? "" : text(child.stderr);
  const [exitCode] = await once(child, "exit");
  // A plan with a difference exits with 3.
  if (exitCode !== 0 && exitCode !== 3) throw new Error(`${args[0]}: ${exitCode} ${await errors}`);
  const [kilobytes] = await memory;
  return { seconds: (performance.now() - startTime) / 1000, megabytes: Number(kilobytes) / 1024 };
}
