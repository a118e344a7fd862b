import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { appId, createSandbox, headers, webhookBody } from "./built.js";
import { startDeliveryTarget } from "./servers.js";

const deliveries = 100_000;
const batch = 1_000;
/** Deliveries per second. */
const minRate = 1_000;
/** How many MB the heap may grow once the log of deliveries is full. */
const maxGrowth = 5;

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

function heapInMegabytes(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

/** Measures how fast the sandbox delivers events, and whether its memory grows. */
export async function bench(): Promise<boolean> {
  const target = await startDeliveryTarget();
  const sandbox = await createSandbox();
  const body = webhookBody(target.url);
  await fetch(`${sandbox.url}/apps/${appId}/webhooks`, { method: "POST", headers, body });
  const heaps: number[] = [];
  const start = performance.now();
  for (let sent = 0; sent < deliveries; sent += batch) {
    if (sent % (deliveries / 10) === 0) heaps.push(heapInMegabytes());
    for (let count = 0; count < batch; count += 1) {
      sandbox.trigger(appId, { type: "teamserver.push" });
    }
    await sandbox.settled();
  }
  const rate = deliveries / ((performance.now() - start) / 1000);
  heaps.push(heapInMegabytes());
  const failed = sandbox.deliveries.list().filter(({ status }) => status !== "delivered");
  await sandbox.close();
  await target.stop();

  // The log is full at the second measurement.
  const growth = (heaps.at(-1) ?? Number.NaN) - (heaps[1] ?? Number.NaN);
  console.log(`\n${deliveries} signed deliveries to another process`);
  console.log(`  ${rate.toFixed(0)} per second, goal ≥ ${minRate}`);
  console.log(`  ${failed.length} of the last ones failed`);
  console.log(`  heap in MB at each tenth: ${heaps.map((heap) => heap.toFixed(1)).join(" ")}`);
  console.log(`  growth with a full log: ${growth.toFixed(1)} MB, goal ≤ ${maxGrowth}`);
  return rate >= minRate && growth <= maxGrowth && failed.length === 0;
}
