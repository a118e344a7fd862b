import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildDocs, docsPage, servePage } from "./docs/docs-page.js";
import { copyProject, type ProjectCopy } from "./project-copy.js";

let copy: ProjectCopy;
beforeAll(async () => {
  copy = await copyProject();
});
afterAll(() => copy.remove());

describe("docs", { timeout: 60_000 }, () => {
  it("builds the missing page, which loads nothing, and serves it until it is interrupted", async () => {
    const args = ["--import", "tsx", "scripts/docs.ts", "--port=0"];
    const child = spawn(process.execPath, args, { cwd: copy.folder });
    let output = "";
    for await (const text of child.stdout) {
      output += text;
      if (output.includes("until Ctrl-C")) break;
    }
    const response = await fetch(/http:\S+/.exec(output)?.[0] ?? "");
    const page = await response.text();
    expect(page).toContain("<title>Mendix Webhooks API</title>");
    expect(page).toMatch(/<meta charset="utf-8">\s*<meta .*Policy"\s*content="default-src 'none';/);
    expect(page).toContain('"disableTelemetry":true');
    expect(page).not.toMatch(/\/\/(cdn|otel)\.\S*redoc/);
    child.kill("SIGINT");
    await once(child, "exit");
    await expect(fetch(response.url)).rejects.toThrow();
  });
});

describe("buildDocs", () => {
  it("refuses a contract that cannot be read in one line, and leaves the former page", async () => {
    await copy.write(docsPage, "former");
    await copy.edit("openapi/openapi.yaml", "info:\n", "info: [\n");
    await expect(buildDocs(copy.folder)).rejects.toThrow(
      /^Redocly cannot render it: .*openapi\.yaml.*$/,
    );
    expect(await copy.read(docsPage)).toBe("former");
    expect(await readdir(join(copy.folder, "dist"))).toEqual(["docs"]);
  });
});

describe("servePage", () => {
  it("serves the page as it is now, and nothing else, on a free port if the wanted one is taken", async () => {
    await copy.write(docsPage, "<p>first</p>");
    const site = await servePage(join(copy.folder, docsPage), 0);
    const other = await servePage(join(copy.folder, docsPage), Number(new URL(site.url).port));
    const get = async (path: string) => {
      const response = await fetch(other.url + path);
      return [response.status, response.headers.get("content-type"), await response.text()];
    };
    expect(other.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(await get("/")).toEqual([200, "text/html; charset=utf-8", "<p>first</p>"]);
    await copy.write(docsPage, "<p>second</p>");
    expect((await get("/index.html?query"))[2]).toBe("<p>second</p>");
    expect((await get("/%2e%2e/package.json"))[0]).toBe(404);
    await Promise.all([site.close(), other.close()]);
  });
});
