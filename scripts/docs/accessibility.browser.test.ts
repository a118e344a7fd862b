import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  accessibilityFindings,
  brightnessOf,
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

describe("the site, except the console", () => {
  it("has no critical or serious finding of axe-core, light and dark", async () => {
    const viewport = { width: 1440, height: 900 };
    const { page } = await site.open("index.html", { viewport });
    const files = pagesOf(site).filter((file) => file !== "console/index.html");
    const findings = [];
    // With a query, so that the last is loaded and not only scrolled to.
    for (const file of [...files, "reference/index.html?#/webhooks/createwebhook"]) {
      const isReference = file.startsWith("reference/");
      await page.emulateMedia({ colorScheme: "light" });
      await page.goto(site.url + file);
      await page.locator("h1, h2").first().waitFor();
      if (isReference) await isHydrated(page);
      expect(await brightnessOf(page)).toBeGreaterThan(200);
      const light = await accessibilityFindings(page);
      await page.emulateMedia({ colorScheme: "dark" });
      // Redoc chooses its colours when it is loaded.
      if (isReference) await page.reload().then(() => isHydrated(page));
      await expect.poll(() => brightnessOf(page)).toBeLessThan(60);
      // The same page in other colours: only the rules about colours can find something else.
      const dark = await accessibilityFindings(page, "colors");
      findings.push(...light.map((one) => `${file}, light: ${one}`));
      findings.push(...dark.map((one) => `${file}, dark: ${one}`));
    }
    expect(findings).toEqual([]);
  });
});
