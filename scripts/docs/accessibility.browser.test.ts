import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  accessibilityFindings,
  isHydrated,
  openSite,
  pagesOf,
  type Site,
} from "./testing/browser.js";

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

describe("the site, except the console", { timeout: 300_000 }, () => {
  it.concurrent.each(["light", "dark"] as const)(
    "has no critical or serious finding of axe-core: %s",
    async (colorScheme) => {
      const viewport = { width: 1440, height: 900 };
      const { page } = await site.open("index.html", { colorScheme, viewport });
      const files = pagesOf(site).filter((file) => file !== "console/index.html");
      const findings = [];
      for (const file of [...files, "reference/index.html#/webhooks/createwebhook"]) {
        await page.goto(site.url + file);
        await page.locator("h1, h2").first().waitFor();
        if (file.startsWith("reference/")) await isHydrated(page);
        findings.push(...(await accessibilityFindings(page)).map((one) => `${file}: ${one}`));
      }
      expect(findings).toEqual([]);
    },
  );
});
