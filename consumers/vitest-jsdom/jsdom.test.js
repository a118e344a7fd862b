import * as main from "mendix-webhooks";
import * as receivers from "mendix-webhooks/receiver";
import * as sandboxes from "mendix-webhooks/sandbox";
import { expect, test } from "vitest";
import { usePackage } from "../scenario.cjs";

test("manages webhooks and receives a delivery", async () => {
  expect(window.navigator.userAgent).toContain("jsdom");
  await usePackage(main, receivers, sandboxes);
});
