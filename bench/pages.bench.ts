import { appId, createSandbox, headers, webhookBody } from "./built.js";
import { measure, printTable } from "./measure.js";

const webhooks = 10_000;
const limit = 20;
/** The last page must cost what the first costs. More than this is not noise. */
const maxRatio = 1.25;

interface Page {
  cursors: { next?: string };
}

/** Compares the first and the last page of a long list. */
export async function bench(): Promise<boolean> {
  const sandbox = await createSandbox({ port: "none" });
  const url = `${sandbox.url}/apps/${appId}/webhooks`;
  const body = webhookBody();
  for (let count = 0; count < webhooks; count += 1) {
    await sandbox.fetch(url, { method: "POST", headers, body });
  }
  const get = async (query: string): Promise<Page> =>
    (await sandbox.fetch(`${url}?${query}`, { headers })).json() as Promise<Page>;
  const first = `limit=${limit}`;
  let last = first;
  let page = await get(first);
  while (page.cursors.next) {
    last = `limit=${limit}&cursor=${page.cursors.next}`;
    page = await get(last);
  }
  const timings = await measure({ first: () => get(first), last: () => get(last) });
  await sandbox.close();

  const ratio = timings.speed("first", "last");
  const isMet = ratio < maxRatio;
  console.log(`\n${webhooks} webhooks in pages of ${limit}`);
  const times = [timings.microseconds("first"), timings.microseconds("last")];
  const figures = [...times.map((time) => `${time.toFixed(0)} µs`), `${ratio.toFixed(2)} ×`];
  printTable(
    ["first page", "last page", "ratio", `goal < ${maxRatio} ×`],
    [[...figures, isMet ? "met" : "MISSED"]],
  );
  return isMet;
}
