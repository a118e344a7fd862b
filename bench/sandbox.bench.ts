import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import autocannon from "autocannon";
import { appId, createSandbox, headers, webhookBody } from "./built.js";
import { compareTasks, type Row, toRow } from "./measure.js";
import { startDeliveryTarget, startPrism, startSandbox } from "./servers.js";

const rounds = 5;
const secondsOfWarmUp = 3;
/** The most that a request may cost of what it costs with Prism. */
const maxOfPrism = 0.2;

/** Measures the sandbox: beside Prism, for a long list, and for many deliveries. */
export const bench = async (): Promise<Row[]> => [
  ...(await compareWithPrism()),
  ...(await compareLastPage()),
  await compareHeaps(),
];

type Load = { path: string; method?: "GET" | "POST"; body?: string };

/** Compares the time for a request with Prism, on list, get and create. */
async function compareWithPrism(): Promise<Row[]> {
  const sandbox = await startSandbox();
  const prism = await startPrism();
  const rows: Row[] = [];
  try {
    for (const [operation, load] of Object.entries(await createLoads(sandbox.url))) {
      const times = { sandbox: [] as number[], prism: [] as number[] };
      await microsecondsPerRequest(sandbox.url, load, secondsOfWarmUp);
      await microsecondsPerRequest(prism.url, load, secondsOfWarmUp);
      for (let round = 0; round < rounds; round += 1) {
        times.sandbox.push(await microsecondsPerRequest(sandbox.url, load, 1));
        times.prism.push(await microsecondsPerRequest(prism.url, load, 1));
      }
      const labels = { name: `sandbox: ${operation}`, peer: "Prism", unit: "µs" } as const;
      rows.push(toRow({ ...labels, goal: maxOfPrism }, times.sandbox, times.prism));
    }
  } finally {
    await sandbox.stop();
    await prism.stop();
  }
  return rows;
}

/** The same requests for both servers. Prism responds with examples, the sandbox with a webhook. */
async function createLoads(sandboxUrl: string): Promise<Record<string, Load>> {
  const body = webhookBody();
  const path = `/apps/${appId}/webhooks`;
  const response = await fetch(sandboxUrl + path, { method: "POST", headers, body });
  const { id } = (await response.json()) as { id: string };
  // Webhooks are created in another app, so that the list does not grow.
  const otherPath = path.replace(/8/, "9");
  return {
    list: { path },
    get: { path: `${path}/${id}` },
    create: { path: otherPath, method: "POST", body },
  };
}

/** Sends requests over ten connections for a number of seconds. */
async function microsecondsPerRequest(
  baseUrl: string,
  { path, ...request }: Load,
  seconds: number,
): Promise<number> {
  const url = baseUrl + path;
  const load = { url, ...request, headers, connections: 10, duration: seconds, sampleInt: 100 };
  const result = await autocannon(load);
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${path} fails: ${result.non2xx} refused, ${result.errors} errors`);
  }
  return (result.duration * 1_000_000) / result["2xx"];
}

interface Page {
  cursors: { next?: string };
}

/** Compares the last page of a list of 10,000 webhooks with the first one. */
async function compareLastPage(): Promise<Row[]> {
  const sandbox = await createSandbox({ port: "none" });
  const url = `${sandbox.url}/apps/${appId}/webhooks`;
  const body = webhookBody();
  for (let count = 0; count < 10_000; count += 1) {
    await sandbox.fetch(url, { method: "POST", headers, body });
  }
  const get = async (query: string): Promise<Page> =>
    (await sandbox.fetch(`${url}?limit=20${query}`, { headers })).json() as Promise<Page>;
  let last = "";
  for (let page = await get(last); page.cursors.next; page = await get(last)) {
    last = `&cursor=${page.cursors.next}`;
  }
  const peers = { "first page": () => get("") };
  const rows = await compareTasks("sandbox: last page", () => get(last), peers);
  await sandbox.close();
  return rows;
}

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

/** Compares the heap after 50,000 signed deliveries with that after 5,000, when the log is full. */
async function compareHeaps(): Promise<Row> {
  const target = await startDeliveryTarget();
  const sandbox = await createSandbox();
  const body = webhookBody(target.url);
  await fetch(`${sandbox.url}/apps/${appId}/webhooks`, { method: "POST", headers, body });
  const heaps: number[] = [];
  for (let sent = 1_000; sent <= 50_000; sent += 1_000) {
    for (let count = 0; count < 1_000; count += 1) {
      sandbox.trigger(appId, { type: "teamserver.push" });
    }
    await sandbox.settled();
    if (sent !== 5_000 && sent !== 50_000) continue;
    collectGarbage();
    heaps.push(process.memoryUsage().heapUsed / 2 ** 20);
  }
  const isComplete = sandbox.deliveries.list().every(({ status }) => status === "delivered");
  await sandbox.close();
  await target.stop();
  if (!isComplete) throw new Error("some deliveries failed");
  const labels = { name: "sandbox: heap after 50,000 deliveries", unit: "MB" } as const;
  return toRow({ ...labels, peer: "after 5,000" }, heaps.slice(1), heaps.slice(0, 1));
}
