/** Serves a page with the package in it, which calls the sandbox at another origin. */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { text } from "node:stream/consumers";
import { build } from "esbuild";
import { createSandbox } from "mendix-webhooks/sandbox";
import { chromium } from "playwright-core";
import { appId, secret, whileListening } from "../scenario.cjs";

const options = { entryPoints: ["page.ts"], bundle: true, minify: true, write: false };
const { outputFiles } = await build({ ...options, format: "iife" });
const page = `<!doctype html><meta charset="utf-8"><script>${outputFiles[0].text}</script>`;

const browsers = ["chromium", "chromium-browser", "google-chrome"].map(
  (name) => `/usr/bin/${name}`,
);
const executablePath = process.env.CHROMIUM ?? browsers.find(existsSync);
assert.ok(executablePath, "install Chromium, or set CHROMIUM to its path");
const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-component-update"];

const sandbox = await createSandbox();
let delivery;

async function serve(incoming, outgoing) {
  const { url, headers } = incoming;
  if (url === "/page") outgoing.writeHead(200, { "content-type": "text/html" }).end(page);
  else {
    delivery = { headers, body: await text(incoming) };
    outgoing.writeHead(204).end();
  }
}

const browser = await chromium.launch({ executablePath, args });
console.log(`uses chromium ${browser.version()}`);
await whileListening(serve, async (url) => {
  const tab = await browser.newPage();
  await tab.exposeFunction("trigger", async (event) => {
    sandbox.trigger(appId, event);
    await sandbox.settled();
    return delivery;
  });
  await tab.goto(new URL("/page", url).href);
  const parameters = { appId, secret, api: sandbox.url, control: `${sandbox.origin}/_sandbox` };
  assert.deepEqual(await tab.evaluate((given) => globalThis.usePackage(given), parameters), {
    ...{ isActive: true, names: ["Push"], hasSecret: true },
    verified: [true, false],
    errors: [true, true, true],
  });
}).finally(() => Promise.all([browser.close(), sandbox.close()]));
