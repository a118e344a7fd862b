import { mkdir, readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { copyProject, type ProjectCopy } from "../project-copy.js";
import { ScriptError } from "../script-error.js";
import { fetchedAddresses } from "./outside-addresses.js";
import { buildDocs, docsPage } from "./render-page.js";

let copy: ProjectCopy;
beforeEach(async () => {
  copy = await copyProject();
});
afterEach(() => copy.remove());

const contract = "openapi/openapi.yaml";

describe("buildDocs", { timeout: 60_000 }, () => {
  it("makes one page that loads nothing from elsewhere", async () => {
    expect(await buildDocs(copy.folder)).toBe(join(copy.folder, docsPage));
    const page = await copy.read(docsPage);
    expect(page).toContain("<title>Mendix Webhooks API</title>");
    expect(page).toContain('"disableTelemetry":true');
    expect(page).toContain("List the webhooks of an app");
    expect(fetchedAddresses(page)).toEqual([]);
    expect(await readdir(join(copy.folder, "dist"))).toEqual(["docs"]);
  });

  it.each([
    ["that cannot be read", "info:\n", "info: [\n", /^Redocly cannot render it: .*openapi\.yaml/],
    [
      "that shows an image from elsewhere",
      "    Webhooks exist for",
      "    ![](https://a.example/x.png) Webhooks exist for",
      /^the page would load https:\/\/a\.example\/x\.png$/,
    ],
  ])("refuses a contract %s in one line, and leaves the former page", async (_, from, to, why) => {
    await mkdir(dirname(join(copy.folder, docsPage)), { recursive: true });
    await copy.write(docsPage, "former");
    await copy.edit(contract, from, to);
    const error: Error = await buildDocs(copy.folder).then(
      () => expect.unreachable(),
      (reason) => reason,
    );
    expect(error).toBeInstanceOf(ScriptError);
    expect(error.message).toMatch(why);
    expect(error.message).not.toContain("\n");
    expect(await copy.read(docsPage)).toBe("former");
    expect(await readdir(join(copy.folder, "dist"))).toEqual(["docs"]);
  });
});
