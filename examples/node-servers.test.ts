import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { createInterface } from "node:readline";
import { getRequestListener } from "@hono/node-server";
import { describe, expect, it } from "vitest";
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

const files = ["express", "fastify", "hono", "start-github-actions", "start-gitlab-pipeline"];
it.each(files)("%s.ts listens on PORT and receives", async (name) => {
  const child = spawn(process.execPath, ["--import", "tsx", `${name}.ts`], {
    cwd: import.meta.dirname,
    env: { ...process.env, PORT: "0" },
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
