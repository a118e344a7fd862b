import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { appId, headers } from "./built.js";
import { type Row, toRow } from "./measure.js";
import { startSandbox } from "./servers.js";

const rounds = 15;
const commandLine = join(import.meta.dirname, "../dist/esm/src/cli/main.js");

/** Measures how soon the sandbox and the command line respond, beside a program that does nothing. */
export async function bench(): Promise<Row[]> {
  const times = { sandbox: [] as number[], help: [] as number[], nothing: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    times.sandbox.push(await millisecondsToResponse());
    times.nothing.push(millisecondsToExit("--eval", "0"));
    times.help.push(millisecondsToExit(commandLine, "--help"));
  }
  const labels = { peer: "node -e 0", unit: "ms" } as const;
  return [
    toRow({ name: "start: sandbox", ...labels, limit: 300 }, times.sandbox, times.nothing),
    toRow({ name: "start: --help", ...labels }, times.help, times.nothing),
  ];
}

async function millisecondsToResponse(): Promise<number> {
  const startTime = performance.now();
  const server = await startSandbox();
  const response = await fetch(`${server.url}/apps/${appId}/webhooks`, { headers });
  await response.text();
  const time = performance.now() - startTime;
  await server.stop();
  if (!response.ok) throw new Error(`the first response is ${response.status}`);
  return time;
}

function millisecondsToExit(...args: string[]): number {
  const startTime = performance.now();
  const { status } = spawnSync(process.execPath, args, { stdio: "ignore" });
  if (status !== 0) throw new Error(`${args.join(" ")} exits with ${status}`);
  return performance.now() - startTime;
}
