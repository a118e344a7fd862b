import assert from "node:assert/strict";
import * as main from "mendix-webhooks";
import * as sandboxes from "mendix-webhooks/sandbox";
import { NextRequest } from "next/server.js";
import { deliverPush, secret } from "../scenario.cjs";
import { POST } from "./dist/webhooks/route.js";

process.env.WEBHOOK_SECRET = secret;
const branches = [];
console.log = (branch) => branches.push(branch);

const url = "https://some.domain.com/webhooks";
const send = (request) => POST(new NextRequest(request));
await deliverPush(main, sandboxes, url, { deliveries: { send } });
assert.deepEqual(branches, ["main"]);

const headers = { "content-type": "application/json" };
const unsigned = new NextRequest(url, { method: "POST", headers, body: "{}" });
assert.equal((await POST(unsigned)).status, 400);
