/** What the consumers in JavaScript do with the package, each after loading it in its own way. */
const assert = require("node:assert/strict");
const { once } = require("node:events");
const { createServer } = require("node:http");

const appId = "80a28d6e-c5fc-43d9-87c2-d7d56b07542e";
const secret = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYq=";

/** Listens on a free port of this machine while a function runs with the server's URL. */
async function whileListening(listener, use) {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    return await use(`http://127.0.0.1:${server.address().port}/webhooks`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/**
 * Calls every method of the client on a sandbox, and has a push delivered.
 *
 * @param main - the exports of `mendix-webhooks`
 * @param sandboxes - the exports of `mendix-webhooks/sandbox`
 * @param url - where the consumer receives deliveries, verified with the secret
 * @param options - options of the sandbox
 */
async function deliverPush(main, sandboxes, url, options) {
  const sandbox = await sandboxes.createSandbox(options);
  try {
    const client = main.createClient({ token: "any", baseUrl: sandbox.url, maxRetries: 0 });
    const input = { name: "Push", url, eventTypes: ["teamserver.push"], isActive: false };
    const { id } = await client.createWebhook(appId, { ...input, validationSecret: secret });
    const update = { ...input, isActive: true, validationSecret: secret };
    assert.equal((await client.updateWebhook(appId, id, update)).isActive, true);
    assert.equal((await client.getWebhook(appId, id)).name, "Push");
    const names = [];
    for await (const { name } of client.listWebhooks(appId)) names.push(name);
    assert.deepEqual(names, ["Push"]);

    sandbox.trigger(appId, { type: "teamserver.push", payload: { branchName: "main" } });
    await sandbox.settled();
    const [delivery] = sandbox.deliveries.list();
    assert.deepEqual([delivery.status, delivery.attempts[0].status], ["delivered", 204]);

    await client.deleteWebhook(appId, id);
    await assert.rejects(client.getWebhook(appId, id), main.NotFoundError);
    await assert.rejects(client.getWebhook(appId, id), main.MendixWebhooksError);
    await assert.rejects(client.createWebhook(appId, {}), main.InvalidRequestError);
  } finally {
    await sandbox.close();
  }
}

/** The whole scenario, with a receiver of the package itself on `node:http`. */
async function usePackage(main, receivers, sandboxes) {
  const branches = [];
  const receiver = receivers.createReceiver({
    secrets: secret,
    on: { "teamserver.push": ({ branchName }) => branches.push(branchName) },
  });
  await whileListening(receivers.toNodeHandler(receiver), async (url) => {
    await deliverPush(main, sandboxes, url);
    const signed = { id: "forged", body: "{}" };
    const headers = await receivers.sign({ ...signed, secrets: secret.toLowerCase() });
    const { status } = await fetch(url, { method: "POST", headers, body: signed.body });
    assert.equal(status, 401);
    const unwrapped = receivers.unwrap({ headers, body: signed.body }, { secrets: secret });
    await assert.rejects(unwrapped, receivers.SignatureVerificationError);
  });
  assert.deepEqual(branches, ["main"]);
}

module.exports = { appId, deliverPush, secret, usePackage, whileListening };
