const assert = require("node:assert/strict");
const main = require("mendix-webhooks");
const sandboxes = require("mendix-webhooks/sandbox");
const { deliverPush, secret } = require("../scenario.cjs");
const { branches, createApp } = require("./dist/app.js");

async function run() {
  process.env.WEBHOOK_SECRET = secret;
  const app = await createApp();
  await app.listen(0, "127.0.0.1");
  const url = `${await app.getUrl()}/webhooks`;
  await deliverPush(main, sandboxes, url);
  assert.deepEqual(branches, ["main"]);

  const headers = { "content-type": "application/json" };
  const { status } = await fetch(url, { method: "POST", headers, body: "{}" });
  assert.equal(status, 400);
  await app.close();
}
run();
