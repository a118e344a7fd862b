import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { getRequestListener } from "@hono/node-server";
import { describe, expect, it, onTestFinished } from "vitest";
import {
  itReceivesDeliveries,
  listen,
  push,
  sendTo,
  signedDelivery,
} from "./testing/example-deliveries.js";

const { app: expressApp } = await import("./express.js");
const { app: fastifyApp } = await import("./fastify.js");
const { app: honoApp } = await import("./hono.js");

expressApp.post("/echo", (request, response) => {
  response.json(request.body);
});
fastifyApp.post("/echo", async (request) => request.body);
await fastifyApp.ready();

const examples = {
  Express: expressApp,
  Fastify: fastifyApp.routing,
  Hono: getRequestListener(honoApp.fetch),
};

describe.each(Object.entries(examples))("the %s example", (_, listener) => {
  itReceivesDeliveries(async (delivery) => sendTo(await listen(createServer(listener)), delivery));
});

const parsing = ["Express", "Fastify"] as const;
it.each(parsing)("the %s example leaves the parsed body to other routes", async (name) => {
  const url = await listen(createServer(examples[name]));
  const headers = { "content-type": "application/json" };
  const request = { method: "POST", headers, body: '{ "parsed": true }' };
  expect(await (await fetch(`${url}/echo`, request)).json()).toEqual({ parsed: true });
});

/** Runs an example, and waits for its end, or for the address that it prints. */
async function run(file: string, env: NodeJS.ProcessEnv) {
  const child = spawn(process.execPath, ["--import", "tsx", file], {
    cwd: import.meta.dirname,
    env: { ...process.env, PORT: "0", ...env },
  });
  const closed = once(child, "close");
  onTestFinished(async () => {
    child.kill();
    await closed;
  });
  const output = text(child.stderr);
  const lines = createInterface(child.stdout);
  const [line = ""] = await Promise.race([once(lines, "line"), once(lines, "close")]);
  const end = async () => ({ status: (await closed)[0], output: await output });
  return { url: /^Send deliveries to (http:\/\/127\.0\.0\.1:\d+)\/webhooks$/.exec(line)?.[1], end };
}

const files = ["express", "fastify", "hono", "start-github-actions", "start-gitlab-pipeline"];
describe.each(files)("%s.ts", (name) => {
  it("prints the address where it receives", async () => {
    const { url = "" } = await run(`${name}.ts`, {});
    // With PORT=0 the system chooses the port, which is not the default.
    expect(Number(new URL(url).port)).toBeGreaterThan(3000);
    const delivery = await signedDelivery({ ...push, branchName: "try" });
    expect((await sendTo(url, delivery)).status).toBe(204);
  });

  it.each([
    ["", "is not set, or has spaces or line breaks"],
    ["0123456789abcdef0123456", "has fewer than 24 characters"],
  ])("ends with one line if its secret is '%s'", async (secret, problem) => {
    const { end } = await run(`${name}.ts`, { WEBHOOK_SECRET: secret });
    expect(await end()).toEqual({ status: 2, output: `WEBHOOK_SECRET ${problem}\n` });
  });
});

it("an example ends with one line if its port is taken", async () => {
  const { port } = new URL(await listen(createServer()));
  const { end } = await run("express.ts", { PORT: port });
  const output = `listen EADDRINUSE: address already in use 127.0.0.1:${port}\n`;
  expect(await end()).toEqual({ status: 2, output });
});

const platformFiles = ["aws-lambda.ts", "cloudflare-worker.ts", "nextjs/app/webhooks/route.ts"];
it.each(platformFiles)("%s ends with a line that says where it runs", async (file) => {
  const { end } = await run(file, { WEBHOOK_SECRET: "" });
  const output = expect.stringMatching(/^\S+\.ts needs its platform: .*\n$/);
  expect(await end()).toEqual({ status: 2, output });
});
