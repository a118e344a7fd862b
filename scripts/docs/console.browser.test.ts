import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createSandbox, type Sandbox } from "../../src/sandbox/index.js";
import { apiOperations } from "../contract/operations.js";
import { bundleContract } from "../generate/bundle.js";
import { root } from "../run-programs.js";
import { accessibilityFindings, openSite, type Site } from "./testing/browser.js";

const { document } = await bundleContract(root);
const operationIds = apiOperations(document).map(({ operationId }) => operationId);

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const sandboxes: Sandbox[] = [];
afterEach(async () => {
  for (const sandbox of sandboxes.splice(0)) await sandbox.close();
});

/** The console, with a sandbox that records what it is sent. */
async function openConsole(query = "", where = "console/index.html") {
  const requests: Request[] = [];
  const sandbox = await createSandbox({
    examples: true,
    around: (request, next) => {
      requests.push(request);
      return next();
    },
  });
  sandboxes.push(sandbox);
  const opened = await site.open(where + query);
  const { page } = opened;
  await page.getByLabel("port", { exact: true }).fill(new URL(sandbox.url).port);
  return { ...opened, sandbox, requests, operation: (id: string) => operationOn(page, id) };
}

async function authorize(page: Page, token: string): Promise<void> {
  await page.locator(".auth-wrapper > .authorize").click();
  await page.locator(".dialog-ux input").fill(token);
  await page.locator(".dialog-ux button.authorize").click();
  await page.locator(".dialog-ux .btn-done").click();
}

function operationOn(page: Page, operationId: string) {
  const block = page.locator(
    `.opblock:has(.opblock-summary-operation-id:text-is("${operationId}"))`,
  );
  return {
    block,
    open: () => block.locator(".opblock-summary-control").click(),
    /** Sends the request, and returns the status and the body that the console shows. */
    async execute() {
      await block.getByRole("button", { name: "Execute" }).click();
      const response = block.locator(".live-responses-table .response");
      const status = await response.locator(".response-col_status").innerText();
      const body = response.locator(".response-col_description code").first();
      return {
        status: status.trim(),
        body: (await body.isVisible()) ? await body.innerText() : "",
      };
    },
  };
}

describe("the console", () => {
  it("creates, gets, updates and deletes a webhook by clicks, with the token in its header", async () => {
    const { page, problems, requests, operation } = await openConsole();
    await authorize(page, "browser-token");
    const list = operation("listWebhooks");
    await list.open();
    expect((await list.execute()).status).toBe("200");
    const create = operation("createWebhook");
    await create.open();
    const created = await create.execute();
    const { id } = JSON.parse(created.body);
    expect(created.status).toBe("200");
    for (const [operationId, status] of [
      ["getWebhook", "200"],
      ["updateWebhook", "202"],
      ["deleteWebhook", "204"],
    ] as const) {
      const { block, open, execute } = operation(operationId);
      await open();
      await block.locator('tr[data-param-name="webhook-id"] input').fill(id);
      expect((await execute()).status).toBe(status);
    }
    const sent = requests.filter(({ method }) => method !== "OPTIONS");
    expect(sent.map(({ method }) => method)).toEqual(["GET", "POST", "GET", "PUT", "DELETE"]);
    expect(new Set(sent.map(({ headers }) => headers.get("authorization")))).toEqual(
      new Set(["MxToken browser-token"]),
    );
    expect(problems).toEqual([]);
  });

  it("takes the whole header as the documentation says, and shows or stores it nowhere", async () => {
    const { page, context, requests, operation } = await openConsole();
    await authorize(page, "MxToken secret-token");
    const { block, open, execute } = operation("listWebhooks");
    await open();
    await execute();
    expect(requests.at(-1)?.headers.get("authorization")).toBe("MxToken secret-token");
    expect(await block.locator(".curl").innerText()).toContain("Authorization: MxToken ***");
    expect(await page.content()).not.toContain("secret-token");
    expect(JSON.stringify(await context.storageState())).not.toContain("secret-token");
    await page.reload();
    expect(await page.locator(".auth-wrapper > .authorize.locked").count()).toBe(0);
    await page.locator(".auth-wrapper > .authorize").click();
    const field = page.locator(".dialog-ux input");
    const mask = await page.evaluate<string>(
      'getComputedStyle(document.querySelector(".dialog-ux input")).webkitTextSecurity',
    );
    expect([mask, await field.inputValue()]).toEqual(["disc", ""]);
  });

  it.each(operationIds)("executes the prefilled example of %s, opened by its link", async (id) => {
    const { page, operation } = await openConsole(`?operation=${id}`);
    await authorize(page, "any");
    expect((await operation(id).execute()).status).toMatch(/^2\d\d$/);
    expect(await page.locator(".errors-wrapper, .version-pragma__message").count()).toBe(0);
  });

  it("is operated with the keyboard alone", async () => {
    const { page, operation, requests } = await openConsole("?operation=listWebhooks");
    await tabTo(page, "Authorize");
    await page.keyboard.press("Enter");
    await page.keyboard.type("typed-token");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    await tabTo(page, "Execute");
    await page.keyboard.press("Enter");
    await operation("listWebhooks").block.locator(".live-responses-table .response").waitFor();
    expect(requests.at(-1)?.headers.get("authorization")).toBe("MxToken typed-token");
  });

  it("works from a file", async () => {
    const { page, operation, problems } = await openConsole(
      "",
      `file://${site.folder}/console/index.html`,
    );
    await authorize(page, "any");
    await operation("listWebhooks").open();
    expect((await operation("listWebhooks").execute()).status).toBe("200");
    expect(problems).toEqual([]);
  });

  it.each(["light", "dark"] as const)("is accessible: %s", async (colorScheme) => {
    const { page } = await site.open("console/index.html?operation=createWebhook", { colorScheme });
    await page.getByRole("button", { name: "Execute" }).waitFor();
    const findings = await accessibilityFindings(page);
    await page.locator(".auth-wrapper > .authorize").click();
    findings.push(...(await accessibilityFindings(page)));
    expect([...new Set(findings)]).toEqual([]);
  });

  it("offers sandbox, mock and production, and sends nothing to other servers", async () => {
    const { page } = await openConsole();
    const servers = await page.locator(".servers option").allInnerTexts();
    expect(servers).toEqual([
      "http://127.0.0.1:{port}/api/v1 - Sandbox on this machine",
      "http://127.0.0.1:{port} - Mock on this machine",
      ...document.servers.map(({ url }) => expect.stringContaining(url)),
    ]);
    const other = page.evaluate(() =>
      fetch("https://elsewhere.example/").catch(({ name }) => name),
    );
    expect(await other).toBe("TypeError");
    expect(site.strayRequests).toEqual([]);
  });
});

/** Presses Tab until the focus is on a control with this text or name. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 100; presses += 1) {
    await page.keyboard.press("Tab");
    const focused = await page.evaluate<string>(
      "(({ ariaLabel, tagName, textContent }) => ariaLabel ?? (tagName === 'BUTTON' ? textContent : ''))(document.activeElement)",
    );
    if (focused.includes(name)) return;
  }
  throw new Error(`Tab does not reach ${name}`);
}
