import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { createInterface } from "node:readline";
import { getRequestListener } from "@hono/node-server";
import express from "express";
import Fastify from "fastify";
import { createReceiver, toNodeHandler } from "mendix-webhooks/receiver";
import { describe, expect, it } from "vitest";
import {
  error,
  itReceivesDeliveries,
  listen,
  push,
  secret,
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

describe.each([
  ["Express", examples.Express],
  ["Fastify", examples.Fastify],
])("the %s example", (_, listener) => {
  it("leaves the parsed body to other routes", async () => {
    const url = await listen(createServer(listener));
    const response = await fetch(`${url}/echo`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: '{ "parsed": true }',
    });
    expect(await response.json()).toEqual({ parsed: true });
  });
});

describe("a receiver behind a body parser responds with 500 and names the line to change", () => {
  const parsed = (remedy: string) => ({
    code: "body_was_parsed",
    message: expect.stringContaining(remedy),
  });

  it("in Express", async () => {
    const app = express().use(express.json()).use(expressApp);
    const url = await listen(createServer(app));
    expect((await sendTo(url, await signedDelivery())).status).toBe(500);
    expect(error.mock.calls).toMatchObject([[parsed("express.raw({ type: 'application/json' })")]]);
  });

  it("in Fastify", async () => {
    const app = Fastify();
    const handle = toNodeHandler(createReceiver({ secrets: secret }));
    app.post("/webhooks", async (request, reply) => {
      reply.hijack();
      await handle(request.raw, reply.raw);
    });
    await app.ready();
    const url = await listen(createServer(app.routing));
    expect((await sendTo(url, await signedDelivery())).status).toBe(500);
    expect(error.mock.calls).toMatchObject([[parsed("addContentTypeParser(")]]);
  });
});

describe("an example that is run", () => {
  const settings = {
    PORT: "0",
    GITHUB_REPOSITORY: "owner/name",
    GITHUB_TOKEN: "token",
    GITLAB_PROJECT: "1",
    GITLAB_TRIGGER_TOKEN: "token",
  };
  const files = ["express", "fastify", "hono", "start-github-actions", "start-gitlab-pipeline"];

  it.each(files)("listens on PORT and receives: %s.ts", async (name) => {
    const child = spawn(process.execPath, ["--import", "tsx", `${name}.ts`], {
      cwd: import.meta.dirname,
      env: { ...process.env, ...settings },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const exited = once(child, "exit");
    try {
      const lines = createInterface(child.stdout);
      const [line = ""] = await Promise.race([once(lines, "line"), once(lines, "close")]);
      const port = /^listening .*port: (\d+)/.exec(line)?.[1];
      // With PORT=0 the system chooses the port, which is not the default.
      expect(Number(port)).toBeGreaterThan(3000);
      const delivery = await signedDelivery({ ...push, branchName: "try" });
      expect((await sendTo(`http://127.0.0.1:${port}`, delivery)).status).toBe(204);
    } finally {
      child.kill();
      await exited;
    }
  });
});
