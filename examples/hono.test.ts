import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { type ServerType, serve } from "@hono/node-server";
import { afterAll, beforeAll, describe } from "vitest";
import { receivesDeliveries, sendTo } from "./testing/deliveries.js";

const { app } = await import("./hono.js");

describe("the Hono example", () => {
  let server: ServerType;
  beforeAll(async () => {
    server = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" });
    await once(server, "listening");
  });
  afterAll(() => void server.close());
  receivesDeliveries(sendTo(() => (server.address() as AddressInfo).port));
});
