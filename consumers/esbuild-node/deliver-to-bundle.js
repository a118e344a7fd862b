import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as main from "mendix-webhooks";
import * as sandboxes from "mendix-webhooks/sandbox";
import { deliverPush, secret } from "../scenario.cjs";
import { branches, handler } from "./handler.mjs";

process.env.WEBHOOK_SECRET = secret;
const options = { deliveries: { send: handler } };
await deliverPush(main, sandboxes, "https://some.domain.com/webhooks", options);
assert.deepEqual(branches, ["main"]);

// From CommonJS, a bundler could leave nothing out.
assert.doesNotMatch(readFileSync("handler.mjs", "utf8"), /__commonJS/);
