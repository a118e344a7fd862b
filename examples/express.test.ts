import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import express, { type Express } from "express";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { delivery, error, receivesDeliveries, sendTo } from "./testing/deliveries.js";

const { app } = await import("./express.js");
app.post("/echo", (request, response) => {
  response.json(request.body);
});

let server: Server;
const port = () => (server.address() as AddressInfo).port;
const send = sendTo(port);

async function start(served: Express): Promise<void> {
  server = served.listen(0, "127.0.0.1");
  await once(server, "listening");
}
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

describe("the Express example", () => {
  beforeEach(() => start(app));
  receivesDeliveries(send);

  it("leaves other routes their parsed bodies", async () => {
    const response = await fetch(`http://127.0.0.1:${port()}/echo`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: '{ "parsed": true }',
    });
    expect(await response.json()).toEqual({ parsed: true });
  });
});

describe("the Express example below express.json()", () => {
  it("answers 500, and tells which line to change", async () => {
    await start(express().use(express.json()).use(app));
    expect((await send(await delivery())).status).toBe(500);
    expect(error.mock.calls[0]?.[0]).toMatchObject({
      code: "body_was_parsed",
      message: expect.stringContaining("express.raw({ type: 'application/json' })"),
    });
  });
});
