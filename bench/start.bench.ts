import { median } from "./measure.js";
import { startBare, startSandbox } from "./processes.js";
import { printTable } from "./table.js";
import { appId, headers } from "./webhook.js";

const rounds = 15;
/** Milliseconds from the start of the process to the first answer. */
const goal = 300;

/** How long it takes until the sandbox answers, beside a server that does nothing. */
export async function bench(): Promise<boolean> {
  const sandbox: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    sandbox.push(await timeOf(startSandbox));
    bare.push(await timeOf(startBare));
  }
  const isMet = median(sandbox) < goal;
  console.log("\nFrom start to first answer");
  const row = (name: string, times: number[]) => [
    name,
    median(times).toFixed(0),
    Math.max(...times).toFixed(0),
  ];
  printTable(
    ["", "ms", "at most", "goal", ""],
    [
      [...row("sandbox", sandbox), `< ${goal}`, isMet ? "met" : "MISSED"],
      row("bare node:http", bare),
    ],
  );
  return isMet;
}

async function timeOf(start: typeof startBare): Promise<number> {
  const began = performance.now();
  const server = await start();
  const response = await fetch(`${server.url}/apps/${appId}/webhooks`, { headers });
  await response.text();
  const time = performance.now() - began;
  await server.stop();
  if (!response.ok) throw new Error(`the first answer is ${response.status}`);
  return time;
}
