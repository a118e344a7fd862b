/** Serves a page with the package in it, and the API of the sandbox below the same origin. */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { request } from "node:http";
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
  const { method, url, headers } = incoming;
  if (url === "/page") outgoing.writeHead(200, { "content-type": "text/html" }).end(page);
  else if (url === "/webhooks") {
    delivery = { headers, body: await text(incoming) };
    outgoing.writeHead(204).end();
  } else {
    const proxied = request(sandbox.origin + url, { method, headers }, (response) => {
      response.pipe(outgoing.writeHead(response.statusCode, response.headers));
    });
    incoming.pipe(proxied);
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
  const { pathname: path } = new URL(sandbox.url);
  const parameters = { appId, secret, path, other: sandbox.origin };
  assert.deepEqual(await tab.evaluate((given) => globalThis.usePackage(given), parameters), {
    ...{ isActive: true, names: ["Push"], hasSecret: true },
    verified: [true, false],
    errors: [true, true, true],
  });
}).finally(() => Promise.all([browser.close(), sandbox.close()]));
