import { appId, headers } from "./built.js";
import { median, printTable } from "./measure.js";
import { startBareServer, startSandbox } from "./servers.js";

const rounds = 15;
/** Milliseconds from the start of the process to the first response. */
const maxMilliseconds = 300;

/** Measures how soon the sandbox responds, beside a server that does nothing. */
export async function bench(): Promise<boolean> {
  const sandbox: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    sandbox.push(await millisecondsToResponse(startSandbox));
    bare.push(await millisecondsToResponse(startBareServer));
  }
  const isMet = median(sandbox) < maxMilliseconds;
  console.log("\nFrom the start of the process to the first response");
  const figures = (times: number[]) => [median(times).toFixed(0), Math.max(...times).toFixed(0)];
  printTable(
    ["", "ms", "at most", "goal", ""],
    [
      ["sandbox", ...figures(sandbox), `< ${maxMilliseconds}`, isMet ? "met" : "MISSED"],
      ["bare node:http", ...figures(bare)],
    ],
  );
  return isMet;
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
