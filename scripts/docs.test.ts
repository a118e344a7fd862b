import { spawn } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { docsPage } from "./docs/render-page.js";
import { type Site, servePage } from "./docs/serve-page.js";
import { copyProject, type ProjectCopy } from "./project-copy.js";

let copy: ProjectCopy;
beforeAll(async () => {
  copy = await copyProject();
});
afterAll(() => copy.remove());

describe("docs", { timeout: 60_000 }, () => {
  it("builds the missing page and serves it until it is interrupted", async () => {
    const child = spawn(process.execPath, ["--import", "tsx", "scripts/docs.ts", "0"], {
      cwd: copy.folder,
    });
    let output = "";
    for await (const text of child.stdout) {
      output += text;
      if (output.includes("until Ctrl-C")) break;
    }
    expect(output).toMatch(/^Building the documentation first\./);
    const page = await fetch(/http:\S+/.exec(output)?.[0] ?? "");
    expect(await page.text()).toContain("<title>Mendix Webhooks API</title>");
    child.kill("SIGINT");
    await once(child, "exit");
    await expect(fetch(page.url)).rejects.toThrow();
  });

  it.each(["web", "65536"])("refuses the port '%s'", async (port) => {
    const { exitCode, output } = await copy.run("tsx", "scripts/docs.ts", port);
    expect(exitCode).toBe(2);
    expect(output.trim()).toBe(`docs: '${port}' is not a port; give a number from 0 to 65535`);
  });
});

describe("servePage", () => {
  let site: Site;
  beforeEach(async () => {
    await copy.write(docsPage, "<p>first</p>");
    site = await servePage(join(copy.folder, docsPage), 0);
  });
  afterEach(() => site.close());

  it.each(["/", "/index.html", "/?query"])("serves the page at %s on loopback", async (path) => {
    expect(site.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const response = await fetch(site.url + path);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toMatch(/^text\/html; charset=utf-8$/i);
    expect(await response.text()).toBe("<p>first</p>");
  });

  it("shows a page that was built since", async () => {
    await fetch(site.url);
    await copy.write(docsPage, "<p>second</p>");
    expect(await (await fetch(site.url)).text()).toBe("<p>second</p>");
  });

  it("serves nothing else", async () => {
    for (const path of ["/package.json", "/../package.json", "/%2e%2e/package.json", "/%zz"]) {
      expect((await fetch(site.url + path)).status).toBe(404);
    }
    expect((await fetch(site.url, { method: "POST", body: "x" })).status).toBe(404);
    await rm(join(copy.folder, docsPage));
    expect((await fetch(site.url)).status).toBe(404);
  });

  it("takes another port when the wanted one is taken", async () => {
    const second = await servePage(join(copy.folder, docsPage), Number(new URL(site.url).port));
    expect(second.url).not.toBe(site.url);
    expect((await fetch(second.url)).status).toBe(200);
    await second.close();
  });
});
