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

describe("a receiver behind a body parser", () => {
  const fastify = Fastify();
  const handle = toNodeHandler(createReceiver({ secrets: secret }));
  fastify.post("/webhooks", (request, reply) => {
    reply.hijack();
    return handle(request.raw, reply.raw);
  });

  it.each([
    [
      "Express",
      express().use(express.json()).use(expressApp),
      "express.raw({ type: 'application/json'",
    ],
    ["Fastify", fastify.routing, "addContentTypeParser("],
  ])("in %s responds with 500 and names the line to change", async (_, listener, remedy) => {
    await fastify.ready();
    const url = await listen(createServer(listener));
    expect((await sendTo(url, await signedDelivery())).status).toBe(500);
    const message = expect.stringContaining(remedy);
    expect(error.mock.calls).toMatchObject([[{ code: "body_was_parsed", message }]]);
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
