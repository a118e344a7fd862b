import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { createClient } from "../../../src/index.js";
import { createSandbox } from "../../../src/sandbox/index.js";
import { contract, inputExample } from "../../contract.js";

/** A service in use: the sandbox behind another port and base path, with a token and one app. */
export interface LiveService {
  url: string;
  app: string;
  token: string;
  /** The requests, in the order in which they arrived. */
  seen: { method: string; body: string; status: number }[];
  /** Called after as many requests. */
  onCount: { count: number; call: () => void } | undefined;
  /** Names of all webhooks, sorted. */
  names(): Promise<string[]>;
  /** Creates a webhook as another user would. */
  create(name: string): Promise<void>;
  close(): Promise<void>;
}

const token = "canary-pat-0a1b2c3d4e5f";
const tokenOfOthers = "token-of-others";
const app = "6f1dbb9c-9c5e-4bd0-a2f0-0d2c45c5a2a1";
const basePath = "/some/where/else";

export async function startLiveService(): Promise<LiveService> {
  const tokens = [{ token }, { token: tokenOfOthers }];
  const sandbox = await createSandbox({ port: "none", apps: [app], tokens });
  const client = createClient({
    token: tokenOfOthers,
    baseUrl: sandbox.url,
    fetch: sandbox.fetch,
  });
  const seen: LiveService["seen"] = [];

  async function forward(request: Request): Promise<Response> {
    const { method, headers, url } = request;
    const { pathname, search } = new URL(url);
    const path = pathname.replace(basePath, "") + search;
    const body = await request.text();
    const init = { method, headers, ...(body !== "" && { body }) };
    const response = await sandbox.fetch(sandbox.url + path, init);
    seen.push({ method, body, status: response.status });
    if (service.onCount?.count === seen.length) service.onCount.call();
    return response;
  }

  const server = serve({ fetch: forward, hostname: "127.0.0.1", port: 0 });
  await once(server, "listening");
  const service: LiveService = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${basePath}`,
    app,
    token,
    seen,
    onCount: undefined,
    async names() {
      const names: string[] = [];
      for await (const { name } of client.listWebhooks(app)) names.push(name);
      return names.sort();
    },
    async create(name) {
      await client.createWebhook(app, { ...inputExample(contract, "pushWebhook"), name });
    },
    async close() {
      server.close();
      await sandbox.close();
    },
  };
  return service;
}
