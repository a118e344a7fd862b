import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient as generateClient } from "@hey-api/openapi-ts";
import axios from "axios";
import ky from "ky";
import createFetchClient from "openapi-fetch";
import type { paths } from "../generated/schema.js";
import { appId, createClient, createSandbox, headers, webhookBody } from "./built.js";
import { measure, printTable } from "./measure.js";
import { startSandbox } from "./servers.js";

/** How many times as long as openapi-fetch alone the client may take. */
const goals = { loopback: 1.25, "in process": 1.6 };

type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** The client that @hey-api/openapi-ts generates. */
interface GeneratedClient {
  createClient(options: object): { get(options: object): Promise<{ data: unknown }> };
  createConfig(options: object): object;
}

/** Gets one webhook again and again, by this client and by its peers. */
export async function bench(): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), "hey-api-"));
  const input = join(import.meta.dirname, "../dist/esm/generated/openapi.json");
  await generateClient({ input, output: folder, logs: { level: "silent" } });
  const generated: GeneratedClient = await import(join(folder, "client/index.ts"));
  try {
    const sandbox = await createSandbox({ port: "none" });
    const json = await (await createWebhook(sandbox.url, sandbox.fetch)).text();
    await sandbox.close();
    const respond: Fetch = async () =>
      new Response(json, { headers: { "content-type": "application/json" } });
    const isInProcessMet = await compare("in process", sandbox.url, "msg_1", respond, generated);

    const server = await startSandbox();
    const { id } = (await (await createWebhook(server.url, fetch)).json()) as { id: string };
    const isLoopbackMet = await compare("loopback", server.url, id, fetch, generated);
    await server.stop();
    return isInProcessMet && isLoopbackMet;
  } finally {
    await rm(folder, { recursive: true });
  }
}

const createWebhook = (baseUrl: string, fetch: Fetch) =>
  fetch(`${baseUrl}/apps/${appId}/webhooks`, { method: "POST", headers, body: webhookBody() });

async function compare(
  place: keyof typeof goals,
  baseUrl: string,
  id: string,
  fetch: Fetch,
  generated: GeneratedClient,
): Promise<boolean> {
  const url = `${baseUrl}/apps/${appId}/webhooks/${id}`;
  const path = { "app-id": appId, "webhook-id": id };
  const ours = createClient({ token: "token", baseUrl, fetch });
  const openapiFetch = createFetchClient<paths>({ baseUrl, headers, fetch });
  const kyClient = ky.create({ headers, fetch });
  const axiosClient = axios.create({ headers, adapter: "fetch", env: { fetch } });
  const heyApi = generated.createClient(generated.createConfig({ baseUrl, headers, fetch }));
  const template = "/apps/{app-id}/webhooks/{webhook-id}";
  const timings = await measure({
    fetch: async () => (await fetch(url, { headers })).json(),
    "openapi-fetch": () => openapiFetch.GET(template, { params: { path } }),
    "mendix-webhooks": async () => ours.getWebhook(appId, id),
    "hey-api": () => heyApi.get({ url: template, path }),
    axios: () => axiosClient.get(url),
    ky: () => kyClient.get(url).json(),
  });
  const names = ["fetch", "openapi-fetch", "mendix-webhooks", "hey-api", "axios", "ky"] as const;
  const ratio = timings.speed("openapi-fetch", "mendix-webhooks");
  const isMet = ratio < goals[place];
  console.log(`\nGet a webhook, ${place}: ${ratio.toFixed(2)} times openapi-fetch alone`);
  console.log(`goal < ${goals[place]}: ${isMet ? "met" : "MISSED"}`);
  const rows = names.map((name) => [
    name,
    timings.microseconds(name).toFixed(0),
    `${timings.speed("fetch", name).toFixed(2)} ×`,
  ]);
  printTable(["", "µs", "time of fetch"], rows);
  return isMet;
}
