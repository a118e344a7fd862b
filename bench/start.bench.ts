import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { appId, headers } from "./built.js";
import { type Row, toRow } from "./measure.js";
import { startBareServer, startSandbox } from "./servers.js";

const rounds = 15;
const commandLine = join(import.meta.dirname, "../dist/esm/src/cli/main.js");

/** Measures how soon the sandbox and the command line respond, beside programs that do nothing. */
export async function bench(): Promise<Row[]> {
  const sandbox = await takeTurns(
    () => millisecondsToResponse(startSandbox),
    () => millisecondsToResponse(startBareServer),
  );
  const sandboxLabels = { name: "start: sandbox", peer: "node:http", unit: "ms" } as const;
  const rows = [toRow({ ...sandboxLabels, limit: 300 }, ...sandbox)];
  if (!existsSync(commandLine)) {
    console.error("bench: the command line is not measured, because it is not built yet");
    return rows;
  }
  const help = await takeTurns(
    () => millisecondsToExit(commandLine, "--help"),
    () => millisecondsToExit("--eval", "0"),
  );
  return [...rows, toRow({ name: "start: --help", peer: "node -e 0", unit: "ms" }, ...help)];
}

type Measurement = () => number | Promise<number>;

async function takeTurns(ours: Measurement, theirs: Measurement): Promise<[number[], number[]]> {
  const times: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    times[0].push(await ours());
    times[1].push(await theirs());
  }
  return times;
}

async function millisecondsToResponse(start: typeof startSandbox): Promise<number> {
  const startTime = performance.now();
  const server = await start();
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
