import { createSandbox } from "./built.js";
import { measure } from "./measure.js";
import { printTable } from "./table.js";
import { appId, headers, webhookInput } from "./webhook.js";

const webhooks = 10_000;
const limit = 20;
/** How much slower the last page may be than the first; as much again is noise. */
const tolerance = 1.25;

interface Page {
  webhooks: unknown[];
  cursors: { next?: string };
}

/** What a page of a long list costs, the first and the last. */
export async function bench(): Promise<boolean> {
  const sandbox = await createSandbox({ port: "none" });
  const url = `${sandbox.url}/apps/${appId}/webhooks`;
  const body = JSON.stringify(webhookInput());
  for (let count = 0; count < webhooks; count += 1) {
    await sandbox.fetch(url, { method: "POST", headers, body });
  }
  const get = async (query: string): Promise<Page> =>
    (await sandbox.fetch(`${url}?${query}`, { headers })).json() as Promise<Page>;
  let last = "";
  let pages = 1;
  for (let page = await get(`limit=${limit}`); page.cursors.next; pages += 1) {
    last = `limit=${limit}&cursor=${page.cursors.next}`;
    page = await get(last);
  }
  const timings = await measure({
    "first page": () => get(`limit=${limit}`),
    "last page": () => get(last),
  });
  await sandbox.close();

  const slower = 1 / timings.speed("last page", "first page");
  const isMet = slower < tolerance;
  console.log(`\n${webhooks} webhooks of one app, ${pages} pages of ${limit}`);
  printTable(
    ["", "µs", "of the first", "goal", ""],
    [
      ["first page", timings.microseconds("first page").toFixed(0)],
      [
        "last page",
        timings.microseconds("last page").toFixed(0),
        `${slower.toFixed(2)} ×`,
        `< ${tolerance} ×`,
        isMet ? "met" : "MISSED",
      ],
    ],
  );
  return isMet;
}
