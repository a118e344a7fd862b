import { spawn } from "node:child_process";
import { once } from "node:events";
import { utimes } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, it, onTestFinished } from "vitest";
import { root } from "../run-programs.js";
import { openSite } from "./testing/browser.js";

it("serves the site beside a sandbox, and follows the contract, until it is stopped", async () => {
  const args = ["--import", "tsx", "scripts/docs.ts", "--sandbox-port=0"];
  const child = spawn(process.execPath, args, { cwd: root });
  const site = await openSite();
  onTestFinished(async () => {
    child.kill();
    await site.close();
  });
  const lines = createInterface(child.stdout);
  const printed = (text: string): Promise<string> =>
    new Promise((found) => {
      lines.on("line", (line) => {
        if (line.includes(text)) found(line);
      });
    });
  const atSandbox = printed("The sandbox is at");
  const atSite = printed("The documentation is at");
  const [sandbox = ""] = /http:[^\s,]+/.exec(await atSandbox) ?? [];
  const [address = ""] = /http:\S+/.exec(await atSite) ?? [];
  const { page } = await site.open(`${address}console/index.html?operation=listWebhooks`);
  await page.getByRole("button", { name: "Execute" }).click();
  // Without a token: the sandbox itself has responded.
  await page.locator(".live-responses-table").getByText("401").first().waitFor();
  expect(new URL(sandbox).port).toBe(await page.getByLabel("port", { exact: true }).inputValue());
  await page.goto(`${address}guides/errors`);
  await page.getByRole("heading", { name: "Errors, and what to do" }).waitFor();

  const now = new Date();
  const changed = printed("The contract has changed");
  await utimes(join(root, "openapi/openapi.yaml"), now, now);
  await changed;

  child.kill("SIGINT");
  await once(child, "exit");
  await expect(fetch(address)).rejects.toThrow();
  await expect(fetch(sandbox)).rejects.toThrow();
}, 180_000);
