import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { brightnessOf, isHydrated, openSite, pagesOf, type Site } from "./testing/browser.js";

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const phone = { width: 390, height: 844 };
const desktop = { width: 1440, height: 900 };
const home = "index.html";
const reference = "reference/index.html";
const operation = `${reference}#/webhooks/createwebhook`;
const consolePage = "console/index.html";

/** The file that a link to the site leads to. */
const fileOf = (link: string) =>
  new URL(link).pathname.slice(site.base.length).replace(/(^|\/)$/, "$1index.html");

/** Whether a link to the site leads to a file, and its hash to an element or a route. */
function leadsSomewhere(link: string): boolean {
  const { hash } = new URL(link);
  const file = join(site.folder, fileOf(link));
  const isFile = statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
  if (!isFile || hash === "" || /^#\//.test(hash)) return isFile;
  return readFileSync(file, "utf8").includes(`id="${decodeURIComponent(hash.slice(1))}"`);
}

describe("the site", () => {
  it("has pages that open, fit 1440 and 390 pixels, and link to what exists", async () => {
    const { page, problems } = await site.open(home, { viewport: desktop });
    const links = new Map<string, string>();
    for (const file of pagesOf(site)) {
      await page.setViewportSize(desktop);
      await page.goto(site.url + file);
      await page.locator("h1, h2").first().waitFor();
      for (const viewport of [desktop, phone]) {
        await page.setViewportSize(viewport);
        const width = await page.evaluate<number>("document.documentElement.scrollWidth");
        expect(`${file}: ${width} of ${viewport.width}`).toBe(
          `${file}: ${viewport.width} of ${viewport.width}`,
        );
      }
      const found = await page.evaluate<string[]>("[...document.links].map(({ href }) => href)");
      for (const link of found) if (link.startsWith(site.origin)) links.set(link, file);
    }
    expect(links.size).toBeGreaterThan(100);
    const broken = [...links].filter(([link]) => !leadsSomewhere(link));
    expect(broken).toEqual([]);
    const linked = new Set([...links.keys()].map(fileOf));
    expect(pagesOf(site).filter((file) => !linked.has(file))).toEqual([]);
    expect(problems).toEqual([]);
  });

  it("has the Markdown of each page, and lists it in llms.txt", () => {
    const markdown = pagesOf(site).map((file) => file.replace(/html$/, "md"));
    expect(markdown.filter((file) => !existsSync(join(site.folder, file)))).toEqual([]);
    const list = readFileSync(join(site.folder, "llms.txt"), "utf8");
    const listed = [...list.matchAll(/\((\/.+)\)/g)].map(([, link = ""]) => link);
    // The home page is navigation, and the other two say what contract.md says.
    const others = ["index.md", "console/index.md", "reference/index.md"];
    const pages = markdown.filter((file) => !others.includes(file));
    expect(listed.sort()).toEqual(pages.map((file) => site.base + file));
  });

  it("sends no request elsewhere while pages load, are used and are left", async () => {
    const { page, context } = await site.open(reference);
    await isHydrated(page);
    await page.keyboard.press("Control+K");
    await page.keyboard.type("createWebhook");
    await page.goto(site.url + consolePage);
    await page.locator(".opblock-summary-control").first().click();
    await page.goto(`${site.url}guides/first-call.html`);
    await page.getByRole("button", { name: "Search" }).click();
    await page.goto("about:blank");
    await context.close();
    expect(site.strayRequests).toEqual([]);
  });

  it.each([
    ["createWebhook", "contract.html#createWebhook"],
    ["WebhookDetailed", "contract.html#schema-webhookdetailed"],
    ["rotate", "guides/rotate-a-secret.html"],
  ])("finds %s by its search", async (text, target) => {
    const { page } = await site.open("guides/errors.html", { viewport: desktop });
    await page.getByRole("button", { name: "Search" }).click();
    await page.getByRole("searchbox").fill(text);
    const results = page.locator(".VPLocalSearchBox a.result");
    await results.first().waitFor();
    const found = await results.evaluateAll((all) => all.map((one) => one.getAttribute("href")));
    expect(found.map((href) => href?.replace(/#rotate.*/, ""))).toContain(site.base + target);
  });

  it.each([home, "guides/errors.html", operation, consolePage])(
    "has both colour schemes: %s",
    async (path) => {
      const brightness = [];
      for (const colorScheme of ["light", "dark"] as const) {
        const { page, context } = await site.open(path, { colorScheme });
        await page.locator("h1, h2").first().waitFor();
        brightness.push(await brightnessOf(page));
        await context.close();
      }
      expect(brightness[0]).toBeGreaterThan(200);
      expect(brightness[1]).toBeLessThan(60);
    },
  );

  it("works from files: the reference", async () => {
    const { page, problems } = await site.open(`file://${site.folder}/${operation}`);
    await page.getByRole("heading", { name: "Create a webhook" }).waitFor();
    expect(problems).toEqual([]);
  });

  it("is ready soon and small", async ({ annotate }) => {
    const { page } = await site.open(home);
    const lines = [];
    for (const file of [reference, "guides/first-call.html", consolePage]) {
      const start = performance.now();
      await page.goto(site.url + file);
      if (file === reference) await isHydrated(page);
      else
        await page
          .locator(file === consolePage ? ".opblock" : "h1")
          .first()
          .waitFor();
      const time = performance.now() - start;
      // A bound against hangs: the machine may be busy.
      expect(time).toBeLessThan(15_000);
      lines.push(`${file}: ready in ${time.toFixed(0)} ms`);
    }
    for (const [part, limit] of budgets) {
      const size = compressedSize(part);
      expect(`${part}: ${size <= limit ? "within" : `${size} kB, over`} ${limit} kB`).toBe(
        `${part}: within ${limit} kB`,
      );
      lines.push(`${part}: ${size} kB of ${limit} kB, compressed`);
    }
    await annotate(lines.join("\n"), "table");
  });
});

/** Compressed kilobytes that each part may have. */
const budgets: [string, number][] = [
  ["reference", 800],
  ["console", 600],
  ["guides", 120],
  ["api", 120],
  ["assets", 900],
];

function compressedSize(part: string): number {
  const folder = join(site.folder, part);
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((file) => join(folder, file))
    .filter((file) => statSync(file).isFile());
  return Math.ceil(
    files.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0) / 1000,
  );
}
