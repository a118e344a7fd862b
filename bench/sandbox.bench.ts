import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Load, requestsPerSecond } from "./load.js";
import { median } from "./measure.js";
import { startPrism, startSandbox } from "./processes.js";
import { printTable } from "./table.js";

const rounds = 5;
const seconds = 1;
const warmUp = 3;
/** How many times as many requests as Prism the sandbox has to answer. */
const goal = 10;

interface Contract {
  components: { examples: Record<"pushWebhook", { value: unknown }> };
}

/** Requests per second on list, get and create: the sandbox, and Prism as its users start it. */
export async function bench(): Promise<boolean> {
  const servers = {
    sandbox: await startSandbox(),
    Prism: await startPrism("info"),
    "Prism, silent": await startPrism("silent"),
  };
  try {
    const loads = await loadsFor(servers.sandbox.url);
    console.log("\nRequests per second");
    const rows: string[][] = [];
    let isMet = true;
    for (const [name, load] of Object.entries(loads)) {
      const rates: Record<string, number[]> = {};
      for (const [server, { url }] of Object.entries(servers)) {
        await requestsPerSecond(url, load, warmUp);
        rates[server] = [];
      }
      for (let round = 0; round < rounds; round += 1) {
        for (const [server, { url }] of Object.entries(servers)) {
          rates[server]?.push(await requestsPerSecond(url, load, seconds));
        }
      }
      const { sandbox = [], ...others } = rates;
      const speeds = Object.values(others).map((rate) =>
        median(sandbox.map((own, round) => own / (rate[round] ?? Number.NaN))),
      );
      const [speed = 0] = speeds;
      isMet = isMet && speed >= goal;
      rows.push([
        name,
        ...Object.values(rates).map((rate) => median(rate).toFixed(0)),
        ...speeds.map((one) => `${one.toFixed(1)} ×`),
        `≥ ${goal} × Prism`,
        speed >= goal ? "met" : "MISSED",
      ]);
    }
    const names = Object.keys(servers);
    printTable(
      ["", ...names, ...names.slice(1).map((name) => `as much as ${name}`), "goal", ""],
      rows,
    );
    return isMet;
  } finally {
    for (const server of Object.values(servers)) await server.stop();
  }
}

/** The same requests for all; the sandbox has the webhook of the contract's example page. */
async function loadsFor(sandboxUrl: string): Promise<Record<string, Load>> {
  const file = join(import.meta.dirname, "../dist/generated/openapi.json");
  const { components }: Contract = JSON.parse(readFileSync(file, "utf8"));
  const body = JSON.stringify(components.examples.pushWebhook.value);
  const path = "/apps/80a28d6e-c5fc-43d9-87c2-d7d56b07542e/webhooks";
  const response = await fetch(sandboxUrl + path, {
    method: "POST",
    headers: { authorization: "MxToken token", "content-type": "application/json" },
    body,
  });
  const { id } = (await response.json()) as { id: string };
  const others = path.replace("80a28d6e", "90a28d6e");
  return {
    list: { path },
    get: { path: `${path}/${id}` },
    create: { path: others, method: "POST", body },
  };
}
