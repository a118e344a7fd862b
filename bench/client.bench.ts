import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { appId, createSandbox, headers, webhookBody } from "./built.js";
import { compareTasks, type Row, toRow } from "./measure.js";
import type { FiveCalls, Settings } from "./peers/retrying-fetch.js";

const heyApi = (folder: string) => `
  import * as sdk from "./generated/${folder}/index.js";
  import { client } from "./generated/${folder}/client.gen.js";
  import { createHeyApiClient } from "./peers/hey-api-client.js";
  export const create = (settings) => createHeyApiClient(sdk, client, settings);`;

/** A module for each client, whose `create` makes it. All but ours are in `peers/`. */
const modules = {
  ours: `export { createClient as create } from "../dist/esm/src/index.js";`,
  "openapi-fetch": `export { createOpenapiFetchClient as create } from "./peers/openapi-fetch-client.js";`,
  ky: `export { createKyClient as create } from "./peers/ky-client.js";`,
  "hey-api": heyApi("hey-api"),
  orval: `export { createOrvalClient as create } from "./peers/orval-client.js";`,
  "hey-api + Valibot": heyApi("hey-api-valibot"),
  "orval + Zod": `export { createValidatingOrvalClient as create } from "./peers/orval-validating-client.js";`,
};

/** The most that the size of the client may be of one that also validates. */
const sizeGoals: Record<string, number> = { "hey-api + Valibot": 0.67, "orval + Zod": 0.67 };
/** A call may not take longer than with any client that is generated. */
const callGoals = { "hey-api": 1, orval: 1, "hey-api + Valibot": 1, "orval + Zod": 1 };

/**
 * Compares the size of the client, and the time of a call, with peers that do the same five calls
 * with a token, timeouts, retries and errors. Calls run in process, where nothing hides their cost.
 */
export async function bench(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), "bench-"));
  const sizes: Record<string, number> = {};
  const calls: Record<string, () => unknown> = {};
  const settings = await settingsInProcess();
  const url = `${settings.baseUrl}/apps/${appId}/webhooks/msg_1`;
  calls.fetch = async () => (await settings.fetch(url, { headers })).json();
  for (const [name, contents] of Object.entries(modules)) {
    const file = join(folder, `${name}.mjs`);
    const code = await bundle(contents);
    sizes[name] = gzipSync(code).length;
    await writeFile(file, code);
    const { create }: { create(settings: Settings): FiveCalls } = await import(file);
    const client = create(settings);
    calls[name] = async () => client.getWebhook(appId, "msg_1");
    await performAll(client);
  }
  await rm(folder, { recursive: true });
  const { ours = () => {}, ...peers } = calls;
  const rows = await compareTasks("call", ours, peers, callGoals);
  for (const [peer, size] of Object.entries(sizes).slice(1)) {
    const labels = { name: "bundle", peer, unit: "B", goal: sizeGoals[peer] } as const;
    rows.push(toRow(labels, [sizes.ours ?? Number.NaN], [size]));
  }
  return rows;
}

/** A `fetch` that responds with a webhook of the sandbox, or with 204 to a delete. */
async function settingsInProcess(): Promise<Settings> {
  const sandbox = await createSandbox({ port: "none" });
  const url = `${sandbox.url}/apps/${appId}/webhooks`;
  const created = await sandbox.fetch(url, { method: "POST", headers, body: webhookBody() });
  const [webhook, page] = [await created.text(), '{"webhooks":[],"cursors":{}}'];
  await sandbox.close();
  return {
    baseUrl: sandbox.url,
    token: "token",
    async fetch(input, init) {
      const { method = "GET", url } =
        input instanceof Request ? input : { ...init, url: `${input}` };
      if (method === "DELETE") return new Response(null, { status: 204 });
      const isList = method === "GET" && url.endsWith("/webhooks");
      return new Response(isList ? page : webhook, {
        status: method === "PUT" ? 202 : 200,
        headers: { "content-type": "application/json" },
      });
    },
  };
}

async function bundle(contents: string): Promise<Uint8Array> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname, loader: "ts" },
    bundle: true,
    minify: true,
    format: "esm",
    write: false,
  });
  return outputFiles[0]?.contents ?? new Uint8Array();
}

/** Makes the five calls once: a client that cannot do all of them is not a peer. */
async function performAll(client: FiveCalls): Promise<void> {
  const body = JSON.parse(webhookBody());
  await client.listWebhooks(appId);
  await client.createWebhook(appId, body);
  await client.getWebhook(appId, "msg_1");
  await client.updateWebhook(appId, "msg_1", body);
  await client.deleteWebhook(appId, "msg_1");
}
