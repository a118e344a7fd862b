import { once } from "node:events";
import { createServer, request as httpRequest, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createReceiver, sign, toNodeHandler } from "./index.js";

const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const now = () => 1_700_000_000_000;
const body = JSON.stringify({ eventType: "model.renamed" });

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A server whose requests go through what stands before the receiver, and then to it. */
async function serve(before: (request: IncomingMessage) => Promise<void> = async () => {}) {
  const errors: unknown[] = [];
  const receiver = createReceiver({ secrets: secret, now, maxBodyBytes: 100_000 });
  const handler = toNodeHandler(receiver, (error) => errors.push(error));
  server = createServer(async (request, response) => {
    await before(request);
    await handler(request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { errors, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook` };
}

async function deliver(url: string, sent: string = body) {
  const headers = await sign({ body: sent, id: "msg_1", secrets: secret, timestamp: now() / 1000 });
  return fetch(url, { method: "POST", headers, body: sent });
}

describe("toNodeHandler", () => {
  it("receives a delivery through node:http", async () => {
    const { url } = await serve();
    expect((await deliver(url)).status).toBe(204);
    expect((await deliver(url)).status).toBe(200);
  });

  it("passes on what the receiver answers, its headers included", async () => {
    const { url } = await serve();
    const response = await fetch(url);
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("POST");
  });

  it("answers 405 to a method that no Request can have", async () => {
    const { url, errors } = await serve();
    const request = httpRequest(url, { method: "TRACE" }).end();
    const [response] = (await once(request, "response")) as [IncomingMessage];
    response.resume();
    expect(response.statusCode).toBe(405);
    expect(errors).toEqual([]);
  });

  it("answers 413 as soon as a body of unknown length is too large", async () => {
    const { url } = await serve();
    const headers = { "content-type": "application/json" };
    const request = httpRequest(url, { method: "POST", headers });
    request.write("x".repeat(200_000));
    const [response] = (await once(request, "response")) as [IncomingMessage];
    expect(response.statusCode).toBe(413);
    request.destroy();
  });

  it("refuses a body that is too large without reading all of it", async () => {
    const { url } = await serve();
    expect((await deliver(url, `"${"x".repeat(200_000)}"`)).status).toBe(413);
  });

  it("takes the raw body that a parser like express.raw left", async () => {
    const { url } = await serve(async (request) => {
      Object.assign(request, { body: await readAll(request) });
    });
    expect((await deliver(url)).status).toBe(204);
  });

  it("says which line to change when a parser consumed the body, instead of hanging", async () => {
    const { url, errors } = await serve(async (request) => {
      Object.assign(request, { body: JSON.parse((await readAll(request)).toString()) });
    });
    expect((await deliver(url)).status).toBe(500);
    expect(String(errors[0])).toContain("express.raw({ type: 'application/json' })");
  });
});

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}
