const assert = require("node:assert/strict");
const { usePackage } = require("../scenario.cjs");

usePackage(
  require("mendix-webhooks"),
  require("mendix-webhooks/receiver"),
  require("mendix-webhooks/sandbox"),
);
assert.equal(require("mendix-webhooks/openapi.json").info.title, "Mendix Webhooks API");
assert.equal(typeof require("mendix-webhooks/redis").redisClaimStore, "function");
