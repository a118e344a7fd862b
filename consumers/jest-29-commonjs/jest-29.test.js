const main = require("mendix-webhooks");
const receivers = require("mendix-webhooks/receiver");
const sandboxes = require("mendix-webhooks/sandbox");
const { usePackage } = require("../scenario.cjs");

test("manages webhooks and receives a delivery", () => usePackage(main, receivers, sandboxes));
