import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createRequire } from "node:module";
import { connect, type Socket } from "node:net";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import express from "express";
import Fastify from "fastify";
import { createReceiver, sign, toNodeHandler } from "mendix-webhooks/receiver";
import { expect, it, onTestFinished, vi } from "vitest";
import { listen, secret, sendTo, signedDelivery } from "./testing/example-deliveries.js";

const express4: typeof express = createRequire(import.meta.url)("express4");
setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

type Listener = (request: IncomingMessage, response: ServerResponse) => unknown;

const servers: Record<string, (handle: Listener) => Listener | Promise<Listener>> = {
  "node:http": (handle) => handle,
  "Express 4": (handle) => express4().post("/webhooks", handle),
  "Express 5": (handle) => express().post("/webhooks", handle),
  Fastify: async (handle) => {
    const app = Fastify();
    app.removeAllContentTypeParsers();
    app.addContentTypeParser("*", (_request, _payload, done) => done(null));
    app.post("/webhooks", async (request, reply) => {
      reply.hijack();
      await handle(request.raw, reply.raw);
    });
    await app.ready();
    return app.routing;
  },
};

/** The start of a request, with headers that look right if they are forged. */
async function requestHead(isForged: boolean, length: number): Promise<string> {
  const headers = await sign({ id: "msg_forged", body: "other", secrets: secret });
  const signature = isForged ? headers : { "content-type": "application/json" };
  const all = { host: "receiver", ...signature, "content-length": `${length}` };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `POST /webhooks HTTP/1.1\r\n${lines.join("")}\r\n`;
}

/** Opens many connections, each of which sends the start of an upload. */
async function upload(port: number, connections: number): Promise<Socket[]> {
  const heads = await Promise.all([true, false].map((isForged) => requestHead(isForged, 500_000)));
  const sockets = Array.from({ length: connections }, (_, at) => {
    const socket = connect(port, "127.0.0.1").on("error", () => {});
    socket.write(`${heads[at % 2]}{`);
    return socket;
  });
  await Promise.all(sockets.map((socket) => once(socket, "connect")));
  return sockets;
}

/** Sends requests, at most a hundred at once, and waits until all were refused. */
async function flood(port: number, isForged: boolean, requests: number): Promise<void> {
  const batch = `${await requestHead(isForged, 2)}{}`.repeat(100);
  const socket = connect(port, "127.0.0.1");
  let [refused, rest] = [0, ""];
  socket.write(batch);
  for await (const chunk of socket) {
    const parts = `${rest}${chunk}`.split(/HTTP\/1\.1 40[01] /);
    refused += parts.length - 1;
    rest = parts.at(-1)?.slice(-12) ?? "";
    if (refused === requests) break;
    if (parts.length > 1 && refused % 100 === 0) socket.write(batch);
  }
  expect(refused).toBe(requests);
}

function megabytes(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
}

it.each(Object.entries(servers))(
  "a receiver on %s survives an hour of abuse and handles every delivery once",
  async (_, serverOf) => {
    const unhandled = vi.fn();
    process.on("unhandledRejection", unhandled);
    onTestFinished(() => void process.off("unhandledRejection", unhandled));
    const handled: string[] = [];
    const rejecting = vi.fn(() => Promise.reject(new Error("the log is full")));
    const receiver = createReceiver({
      secrets: secret,
      on: { "teamserver.push": (_payload, { id }) => handled.push(id) },
    });
    const handle = toNodeHandler(receiver, rejecting);
    const listener = await serverOf((request, response) => {
      // Something like a middleware with a time limit.
      if (request.headers["x-late"]) response.writeHead(503).end();
      return handle(request, response);
    });
    // This process is busy for seconds: it could use a connection again that it is about to close.
    const url = await listen(createServer({ keepAliveTimeout: 0 }, listener));
    const port = Number(new URL(url).port);
    const before = megabytes();

    const slow = await upload(port, 300);
    for (const socket of await upload(port, 300)) socket.destroy();
    const floods = Array.from({ length: 10 }, (_, at) => flood(port, at % 2 === 0, 2000));
    const late = Array.from({ length: 300 }, () =>
      fetch(`${url}/webhooks`, { method: "POST", headers: { "x-late": "1" }, body: "{}" }),
    );
    const ids: (string | null)[] = [];
    for (let sent = 0; sent < 100; sent += 1) {
      const delivery = await signedDelivery();
      ids.push(delivery.headers.get("webhook-id"));
      const [first, second] = [await sendTo(url, delivery), await sendTo(url, delivery)];
      expect([first.status, second.status]).toEqual([204, 200]);
    }
    for (const { status } of await Promise.all(late)) expect(status).toBe(503);
    await Promise.all(floods);

    expect(handled).toEqual(ids);
    expect(megabytes() - before).toBeLessThan(50);
    for (const socket of slow) socket.destroy();
    expect(rejecting).toHaveBeenCalledTimes(300);
    expect(unhandled).not.toHaveBeenCalled();
  },
  120_000,
);
