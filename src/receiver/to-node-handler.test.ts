import { once } from "node:events";
import { createServer, request as httpRequest, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { afterEach, describe, expect, it } from "vitest";
import { createReceiver, toNodeHandler } from "./index.js";
import { now, secret, signedDelivery } from "./testing/signed-deliveries.js";

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** Starts a server with a receiver, optionally behind a body parser. */
async function serve(parseBody?: (raw: Buffer) => unknown) {
  const errors: unknown[] = [];
  const receiver = createReceiver({ secrets: secret, now, maxBodyBytes: 100_000 });
  const handler = toNodeHandler(receiver, (error) => errors.push(error));
  server = createServer(async (request, response) => {
    if (parseBody) Object.assign(request, { body: parseBody(await buffer(request)) });
    await handler(request, response);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return { errors, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook` };
}

async function deliver(url: string, payload: unknown = { eventType: "model.renamed" }) {
  const { headers, body } = await signedDelivery(JSON.stringify(payload));
  return fetch(url, { method: "POST", headers, body });
}

describe("toNodeHandler", () => {
  it("receives a delivery through node:http", async () => {
    const { url } = await serve();
    expect((await deliver(url)).status).toBe(204);
    expect((await deliver(url)).status).toBe(200);
  });

  it("passes on the receiver's response with its headers", async () => {
    const { url } = await serve();
    const response = await fetch(url);
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("POST");
  });

  it("responds with 405 to a method that Request does not allow", async () => {
    const { url, errors } = await serve();
    const request = httpRequest(url, { method: "TRACE" }).end();
    const [response] = (await once(request, "response")) as [IncomingMessage];
    response.resume();
    expect(response.statusCode).toBe(405);
    expect(errors).toEqual([]);
  });

  it("responds with 413 as soon as a body of unknown length is too large", async () => {
    const { url } = await serve();
    const headers = { "content-type": "application/json" };
    const request = httpRequest(url, { method: "POST", headers });
    request.write("x".repeat(200_000));
    const [response] = (await once(request, "response")) as [IncomingMessage];
    expect(response.statusCode).toBe(413);
    request.destroy();
  });

  it("responds with 413 to a body that is announced as too large", async () => {
    const { url } = await serve();
    expect((await deliver(url, "x".repeat(200_000))).status).toBe(413);
  });

  it("accepts the raw body that a parser like express.raw leaves", async () => {
    const { url } = await serve((raw) => raw);
    expect((await deliver(url)).status).toBe(204);
  });

  it("says which line to change when a parser consumed the body, instead of hanging", async () => {
    const { url, errors } = await serve((raw) => JSON.parse(raw.toString()));
    expect((await deliver(url)).status).toBe(500);
    expect(String(errors[0])).toContain("express.raw({ type: 'application/json' })");
  });
});
