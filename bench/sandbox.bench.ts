import autocannon from "autocannon";
import { appId, headers, webhookBody } from "./built.js";
import { median, medianRatio, printTable } from "./measure.js";
import { startPrism, startSandbox } from "./servers.js";

const rounds = 5;
const secondsPerRound = 1;
const secondsOfWarmUp = 3;
/** How many times as many requests as Prism the sandbox has to respond to. */
const minRatio = 5;

type Load = { path: string; method?: "GET" | "POST"; body?: string };
/** Compares the sandbox with Prism on list, get and create. */
export async function bench(): Promise<boolean> {
  const sandbox = await startSandbox();
  const prism = await startPrism();
  let isMet = true;
  const rows: string[][] = [];
  try {
    for (const [operation, load] of Object.entries(await createLoads(sandbox.url))) {
      const rates = { sandbox: [] as number[], prism: [] as number[] };
      await requestsPerSecond(sandbox.url, load, secondsOfWarmUp);
      await requestsPerSecond(prism.url, load, secondsOfWarmUp);
      for (let round = 0; round < rounds; round += 1) {
        rates.sandbox.push(await requestsPerSecond(sandbox.url, load, secondsPerRound));
        rates.prism.push(await requestsPerSecond(prism.url, load, secondsPerRound));
      }
      const ratio = medianRatio(rates.sandbox, rates.prism);
      isMet = isMet && ratio >= minRatio;
      const figures = [median(rates.sandbox).toFixed(0), median(rates.prism).toFixed(0)];
      rows.push([operation, ...figures, ratio.toFixed(1), ratio >= minRatio ? "met" : "MISSED"]);
    }
  } finally {
    await sandbox.stop();
    await prism.stop();
  }
  console.log("\nRequests per second");
  printTable(["", "sandbox", "Prism", "× Prism", `goal ≥ ${minRatio}`], rows);
  return isMet;
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
async function requestsPerSecond(
  baseUrl: string,
  { path, ...request }: Load,
  seconds: number,
): Promise<number> {
  const result = await autocannon({
    url: baseUrl + path,
    ...request,
    headers,
    connections: 10,
    duration: seconds,
    sampleInt: 100,
  });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${path} fails: ${result.non2xx} refused, ${result.errors} errors`);
  }
  return result["2xx"] / result.duration;
}
