import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Site, servePage } from "./serve-page.js";

let folder: string;
let page: string;
let site: Site;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "mendix-webhooks-docs-"));
  page = join(folder, "index.html");
  await writeFile(page, "<p>first</p>");
  site = await servePage(page, 0);
});
afterEach(async () => {
  await site.close();
  await rm(folder, { recursive: true, force: true });
});

describe("servePage", () => {
  it.each(["/", "/index.html", "/?query"])("serves the page at %s on loopback", async (path) => {
    expect(site.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const response = await fetch(site.url + path);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toMatch(/^text\/html; charset=utf-8$/i);
    expect(await response.text()).toBe("<p>first</p>");
  });

  it("shows a page that was built since", async () => {
    await fetch(site.url);
    await writeFile(page, "<p>second</p>");
    expect(await (await fetch(site.url)).text()).toBe("<p>second</p>");
  });

  it("has nothing else to give, and takes nothing", async () => {
    for (const path of ["/package.json", "/../package.json", "/%2e%2e/package.json", "/%zz"]) {
      expect((await fetch(site.url + path)).status).toBe(404);
    }
    expect((await fetch(site.url, { method: "POST", body: "x" })).status).toBe(404);
    await rm(page);
    expect((await fetch(site.url)).status).toBe(404);
  });

  it("takes another port when the wanted one is taken", async () => {
    const second = await servePage(page, Number(new URL(site.url).port));
    expect(second.url).not.toBe(site.url);
    expect((await fetch(second.url)).status).toBe(200);
    await second.close();
  });
});
