import assert from "node:assert/strict";
import {
  type Client,
  createClient,
  InvalidRequestError,
  MendixWebhooksError,
  NotFoundError,
  type WebhookDetailed,
  type WebhookInput,
} from "mendix-webhooks";
import contract from "mendix-webhooks/openapi.json" with { type: "json" };
import { createReceiver, type Events, type Receiver, sign, unwrap } from "mendix-webhooks/receiver";
import { redisClaimStore } from "mendix-webhooks/redis";
import { createSandbox, createVirtualClock, type Sandbox } from "mendix-webhooks/sandbox";

const appId = "80a28d6e-c5fc-43d9-87c2-d7d56b07542e";
const secret = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYq=";
const clock = createVirtualClock();
const pushes: Events["teamserver.push"][] = [];

const receiver: Receiver = createReceiver({
  secrets: secret,
  now: () => clock.now(),
  on: { "teamserver.push": (push) => void pushes.push(push) },
});
const sandbox: Sandbox = await createSandbox({
  clock,
  port: "none",
  deliveries: { send: receiver },
});
const { fetch, url: baseUrl } = sandbox;
const client: Client = createClient({ token: "any", baseUrl, fetch, clock });

const input: WebhookInput = {
  name: "Push",
  url: "https://some.domain.com/webhooks",
  eventTypes: ["teamserver.push"],
  isActive: false,
  validationSecret: secret,
};
const { id }: WebhookDetailed = await client.createWebhook(appId, input);
const { response } = await client
  .updateWebhook(appId, id, { ...input, isActive: true })
  .withResponse();
assert.equal(response.status, 202);
assert.equal((await client.getWebhook(appId, id)).isActive, true);
for await (const { name } of client.listWebhooks(appId)) assert.equal(name, "Push");

sandbox.trigger(appId, { type: "teamserver.push", payload: { branchName: "main" } });
await sandbox.settled();
assert.deepEqual(
  pushes.map(({ branchName }) => branchName),
  ["main"],
);

await client.deleteWebhook(appId, id);
await assert.rejects(client.getWebhook(appId, id), NotFoundError);
// @ts-expect-error: a webhook needs a name
const refused = client.createWebhook(appId, { ...input, name: undefined });
await assert.rejects(refused, InvalidRequestError);
await assert.rejects(client.getWebhook(appId, ""), MendixWebhooksError);
await sandbox.close();

const body = JSON.stringify({ eventType: "package.uploaded" });
const headers = await sign({ id: "1", body, secrets: secret });
const { event } = await unwrap({ headers, body }, { secrets: secret });
assert.ok(event.type === "package.uploaded" && event.payload.eventType === event.type);

const claimStore = redisClaimStore({ eval: async () => "done" });
assert.equal(await claimStore.claim("1", "owner"), "done");
assert.equal(contract.info.title, "Mendix Webhooks API");
