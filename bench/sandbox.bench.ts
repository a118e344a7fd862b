import autocannon from "autocannon";
import { appId, headers, webhookBody } from "./built.js";
import { type Row, toRow } from "./measure.js";
import { startPrism, startSandbox } from "./servers.js";

const rounds = 5;
const secondsOfWarmUp = 3;
/** The most that a request may cost of what it costs with Prism. */
const maxOfPrism = 0.2;

type Load = { path: string; method?: "GET" | "POST"; body?: string };

/** Compares the time for a request with Prism, on list, get and create. */
export async function bench(): Promise<Row[]> {
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
