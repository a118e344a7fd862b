import { type Load, requestsPerSecond } from "./load.js";
import { median } from "./measure.js";
import { type ServerProcess, startPrism, startSandbox } from "./processes.js";
import { printTable } from "./table.js";
import { appId, headers, webhookInput } from "./webhook.js";

const rounds = 5;
const seconds = 1;
const warmUp = 3;
/** How many times as many requests as Prism the sandbox has to answer. */
const goal = 5;

/** Requests per second on list, get and create: the sandbox, and Prism as its users start it. */
export async function bench(): Promise<boolean> {
  const servers = {
    sandbox: await startSandbox(),
    Prism: await startPrism("info"),
    "Prism, silent": await startPrism("silent"),
  };
  try {
    const loads = Object.entries(await loadsFor(servers.sandbox.url));
    const rows: Row[] = [];
    for (const [name, load] of loads) rows.push({ name, rates: await compare(servers, load) });
    console.log("\nRequests per second");
    return report(rows);
  } finally {
    for (const server of Object.values(servers)) await server.stop();
  }
}

/** Requests per second, round by round. */
type Rates = Record<"sandbox" | "Prism" | "Prism, silent", number[]>;
interface Row {
  name: string;
  rates: Rates;
}

async function compare(servers: Record<keyof Rates, ServerProcess>, load: Load): Promise<Rates> {
  const rates: Rates = { sandbox: [], Prism: [], "Prism, silent": [] };
  const names = Object.keys(rates) as (keyof Rates)[];
  for (const name of names) await requestsPerSecond(servers[name].url, load, warmUp);
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) {
      rates[name].push(await requestsPerSecond(servers[name].url, load, seconds));
    }
  }
  return rates;
}

/** Prints the figures; true if the goal is met by each operation. */
function report(rows: Row[]): boolean {
  const timesAsMuch = ({ sandbox, ...others }: Rates, than: "Prism" | "Prism, silent") =>
    median(sandbox.map((own, round) => own / (others[than][round] ?? Number.NaN)));
  const isMet = ({ rates }: Row) => timesAsMuch(rates, "Prism") >= goal;
  printTable(
    ["", "sandbox", "Prism", "Prism, silent", "as much as Prism", "as Prism, silent", "goal", ""],
    rows.map((row) => [
      row.name,
      ...Object.values(row.rates).map((rate) => median(rate).toFixed(0)),
      `${timesAsMuch(row.rates, "Prism").toFixed(1)} ×`,
      `${timesAsMuch(row.rates, "Prism, silent").toFixed(1)} ×`,
      `≥ ${goal} × Prism`,
      isMet(row) ? "met" : "MISSED",
    ]),
  );
  return rows.every(isMet);
}

/** The same requests for all: Prism answers with examples, the sandbox with one webhook like them. */
async function loadsFor(sandboxUrl: string): Promise<Record<string, Load>> {
  const body = JSON.stringify(webhookInput());
  const path = `/apps/${appId}/webhooks`;
  const response = await fetch(sandboxUrl + path, { method: "POST", headers, body });
  const { id } = (await response.json()) as { id: string };
  return {
    list: { path },
    get: { path: `${path}/${id}` },
    // In another app, so that the list stays as it is.
    create: { path: path.replace(/8/, "9"), method: "POST", body },
  };
}
