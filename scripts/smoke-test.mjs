/**
 * Uses client, receiver and sandbox of the built package over HTTP on this machine. It runs on every
 * runtime that the README names, so it uses nothing but the package and `node:http`.
 */
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { createClient, NotFoundError } from "mendix-webhooks";
import { createReceiver, sign, toNodeHandler, verify } from "mendix-webhooks/receiver";
import { createSandbox } from "mendix-webhooks/sandbox";

const appId = "80a28d6e-c5fc-43d9-87c2-d7d56b07542e";
const secret = "PMJhiGo1nTL6wlNyZVFh5v9rLZdcLsG2O";

const branches = [];
const receiver = createReceiver({
  secrets: secret,
  on: { "teamserver.push": ({ branchName }) => branches.push(branchName) },
});
const server = createServer(toNodeHandler(receiver));
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const receiverUrl = `http://127.0.0.1:${server.address().port}/`;

const sandbox = await createSandbox();
const client = createClient({ token: "any", baseUrl: sandbox.url });

const body = {
  name: "Push to pipeline",
  url: receiverUrl,
  eventTypes: ["teamserver.push"],
  isActive: true,
  validationSecret: secret,
};
const { id } = await client.createWebhook(appId, body);
await client.updateWebhook(appId, id, { ...body, name: "Renamed" });
assert.equal((await client.getWebhook(appId, id)).name, "Renamed");
const names = [];
for await (const { name } of client.listWebhooks(appId)) names.push(name);
assert.deepEqual(names, ["Renamed"]);

sandbox.trigger(appId, { type: "teamserver.push" });
await sandbox.settled();
assert.deepEqual(
  sandbox.deliveries.list().map(({ status }) => status),
  ["delivered"],
);
assert.equal(branches.length, 1);

const headers = await sign({ id: "msg_1", body: "{}", secrets: secret });
assert.equal((await verify({ headers, body: "{}" }, { secrets: secret })).ok, true);
const forged = await fetch(receiverUrl, { method: "POST", headers, body: "{ }" });
assert.equal(forged.status, 401);

await client.deleteWebhook(appId, id);
await assert.rejects(async () => client.getWebhook(appId, id), NotFoundError);

await sandbox.close();
server.closeAllConnections();
server.close();
