import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { createSandbox } from "./built.js";
import { startReceiver } from "./processes.js";
import { appId, headers, webhookInput } from "./webhook.js";

const deliveries = 100_000;
const batch = 1_000;
/** Per second, to a receiver on this machine. */
const goal = 1_000;
/** What the heap may grow by, from when the log is full until the end, in MB. */
const mostGrowth = 5;

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

const heap = () => {
  collectGarbage();
  return process.memoryUsage().heapUsed / 2 ** 20;
};

/** How fast events are delivered, and what delivering many costs in memory. */
export async function bench(): Promise<boolean> {
  const receiver = await startReceiver();
  const sandbox = await createSandbox();
  await fetch(`${sandbox.url}/apps/${appId}/webhooks`, {
    method: "POST",
    headers,
    body: JSON.stringify(webhookInput(receiver.url)),
  });
  const heaps: number[] = [];
  const start = performance.now();
  for (let sent = 0; sent < deliveries; sent += batch) {
    if (sent % (deliveries / 10) === 0) heaps.push(heap());
    for (let count = 0; count < batch; count += 1) {
      sandbox.trigger(appId, { type: "teamserver.push" });
    }
    await sandbox.settled();
  }
  const rate = deliveries / ((performance.now() - start) / 1000);
  heaps.push(heap());
  const failed = sandbox.deliveries.list().filter(({ status }) => status !== "delivered");
  await sandbox.close();
  await receiver.stop();

  const [, full = 0] = heaps;
  const growth = (heaps.at(-1) ?? Number.NaN) - full;
  const isMet = rate >= goal && growth <= mostGrowth && failed.length === 0;
  console.log(`\n${deliveries} signed deliveries to a receiver in another process`);
  console.log(
    `  ${rate.toFixed(0)} per second, goal ≥ ${goal}; ${failed.length} of the last failed`,
  );
  console.log(`  heap in MB at each tenth: ${heaps.map((one) => one.toFixed(1)).join(" ")}`);
  console.log(`  grows by ${growth.toFixed(1)} MB once the log is full, goal ≤ ${mostGrowth}`);
  return isMet;
}
