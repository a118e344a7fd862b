import assert from "node:assert/strict";
import { createRequire } from "node:module";
import * as main from "mendix-webhooks";
import contract from "mendix-webhooks/openapi.json" with { type: "json" };
import * as receivers from "mendix-webhooks/receiver";
import { redisClaimStore } from "mendix-webhooks/redis";
import * as sandboxes from "mendix-webhooks/sandbox";
import { usePackage } from "../scenario.cjs";

await usePackage(main, receivers, sandboxes);
assert.equal(contract.info.title, "Mendix Webhooks API");
assert.equal(typeof redisClaimStore, "function");

// An application and its dependencies may load the package in both ways.
const required = createRequire(import.meta.url)("mendix-webhooks");
assert.equal(required.NotFoundError, main.NotFoundError);

console.log(`uses node ${process.versions.node}`);
