import type { AddressInfo } from "node:net";
import Fastify from "fastify";
import { createReceiver, toNodeHandler } from "mendix-webhooks/receiver";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { delivery, error, receivesDeliveries, sendTo } from "./testing/deliveries.js";

const { app } = await import("./fastify.js");
const portOf = ({ server }: { server: typeof app.server }) =>
  (server.address() as AddressInfo).port;

describe("the Fastify example", () => {
  beforeAll(async () => {
    app.post("/echo", async (request) => request.body);
    await app.listen({ port: 0, host: "127.0.0.1" });
  });
  afterAll(() => app.close());
  receivesDeliveries(sendTo(() => portOf(app)));

  it("leaves other routes their parsed bodies", async () => {
    const response = await fetch(`http://127.0.0.1:${portOf(app)}/echo`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: '{ "parsed": true }',
    });
    expect(await response.json()).toEqual({ parsed: true });
  });
});

describe("a Fastify route that keeps the default parser", () => {
  const parsed = Fastify();
  const handle = toNodeHandler(createReceiver({ secrets: process.env.WEBHOOK_SECRET ?? "" }));
  beforeAll(async () => {
    parsed.post("/webhooks", async (request, reply) => {
      reply.hijack();
      await handle(request.raw, reply.raw);
    });
    await parsed.listen({ port: 0, host: "127.0.0.1" });
  });
  afterAll(() => parsed.close());

  it("answers 500, and tells which line to change", async () => {
    const response = await sendTo(() => portOf(parsed))(await delivery());
    expect(response.status).toBe(500);
    expect(error.mock.calls[0]?.[0]).toMatchObject({
      code: "body_was_parsed",
      message: expect.stringContaining("addContentTypeParser("),
    });
  });
});
