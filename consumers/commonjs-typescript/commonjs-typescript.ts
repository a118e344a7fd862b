import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { createClient, NotFoundError, type PageOf, type WebhookPage } from "mendix-webhooks";
import contract from "mendix-webhooks/openapi.json";
import { createReceiver, toNodeHandler, verify } from "mendix-webhooks/receiver";
import { redisClaimStore } from "mendix-webhooks/redis";

import sandboxes = require("mendix-webhooks/sandbox");

const appId = "80a28d6e-c5fc-43d9-87c2-d7d56b07542e";
const secret = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYq=";
const branches: string[] = [];
const receiver = createReceiver({
  secrets: [secret],
  on: { "teamserver.push": ({ branchName }) => void branches.push(branchName) },
});

async function main(): Promise<void> {
  const server = createServer(toNodeHandler(receiver)).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  assert.ok(typeof address === "object" && address !== null);
  const sandbox: sandboxes.Sandbox = await sandboxes.createSandbox();
  const client = createClient({ token: "any", baseUrl: sandbox.url });

  const input = {
    name: "Push",
    url: `http://127.0.0.1:${address.port}/webhooks`,
    eventTypes: ["teamserver.push"],
    isActive: true,
    validationSecret: secret,
  } satisfies Parameters<typeof client.createWebhook>[1];
  const { id } = await client.createWebhook(appId, input);
  await client.updateWebhook(appId, id, { ...input, name: "Push to main" });
  const page: PageOf<WebhookPage> = await client.listWebhooks(appId, { limit: 10 });
  assert.deepEqual(page.webhooks[0]?.name, (await client.getWebhook(appId, id)).name);

  sandbox.trigger(appId, { type: "teamserver.push", payload: { branchName: "main" } });
  await sandbox.settled();
  assert.deepEqual(branches, ["main"]);
  await client.deleteWebhook(appId, id);
  const error: unknown = await client.getWebhook(appId, id).catch((reason) => reason);
  assert.ok(error instanceof NotFoundError && error.code === "not_found");

  const verification = await verify({ headers: {}, body: "" }, { secrets: secret });
  assert.ok(!verification.ok);
  assert.equal(typeof redisClaimStore({ eval: async () => null }).claim, "function");
  assert.equal(contract.info.title, "Mendix Webhooks API");
  await sandbox.close();
  server.close();
}
void main();
