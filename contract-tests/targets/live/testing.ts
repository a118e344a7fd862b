import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { createClient, type WebhookInput } from "../../../src/index.js";
import { createSandbox } from "../../../src/sandbox/index.js";
import { contract, inputExample } from "../../contract.js";

/** A service in use, to run the live path against. */
export interface Service {
  /** Behind another port and base path than the sandbox's own. */
  url: string;
  app: string;
  token: string;
  /** What arrived, in its order. */
  seen: Seen[];
  /** Called once so many requests have arrived. */
  onCount: { count: number; call: () => void } | undefined;
  /** Names of the webhooks that there are. */
  names(): Promise<string[]>;
  /** Makes a webhook as somebody else would. */
  create(name: string): Promise<void>;
  close(): Promise<void>;
}

interface Seen {
  method: string;
  path: string;
  authorization: string | undefined;
  body: string;
  status: number;
}

const token = "canary-pat-0a1b2c3d4e5f";
const app = "6f1dbb9c-9c5e-4bd0-a2f0-0d2c45c5a2a1";
const basePath = "/some/where/else";

/** The sandbox in strict mode: one app, one token, and a limit if you like. */
export async function startService(rateLimit?: number): Promise<Service> {
  const limit = rateLimit !== undefined && { rateLimit };
  const others = "token-of-others";
  const tokens = [{ token }, { token: others }];
  const sandbox = await createSandbox({ port: "none", apps: [app], tokens, ...limit });
  const seen: Seen[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    const path = (incoming.url ?? "").replace(basePath, "");
    const response = await sandbox.fetch(sandbox.url + path, initOf(incoming, body));
    const { method = "", headers } = incoming;
    seen.push({
      method,
      path,
      authorization: headers.authorization,
      body,
      status: response.status,
    });
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.end(await response.text());
    if (service.onCount?.count === seen.length) service.onCount.call();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const client = createClient({ token: others, baseUrl: sandbox.url, fetch: sandbox.fetch });
  const service: Service = {
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
      const input: WebhookInput = { ...inputExample(contract, "pushWebhook"), name };
      await client.createWebhook(app, input);
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await sandbox.close();
    },
  };
  return service;
}

function initOf({ method = "GET", headers }: IncomingMessage, body: string): RequestInit {
  const { host: _, connection: __, "content-length": ___, ...rest } = headers;
  return {
    method,
    headers: rest as Record<string, string>,
    ...(body !== "" && { body }),
  };
}
