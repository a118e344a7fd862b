import { request as httpRequest } from "node:http";
import { connect, createServer } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createSandbox, type Delivery, type DeliveryOptions } from "./index.js";
import { appId, clientOf, closeAll, input, start } from "./testing/ask.js";

afterEach(closeAll);

describe("the sandbox's socket", () => {
  it("refuses requests for another host name", async () => {
    const { origin } = await start({ port: 0 });
    const statusFor = (host: string) =>
      new Promise((resolve) => {
        httpRequest(`${origin}/_sandbox`, { headers: { host } }, (response) => {
          response.resume();
          resolve(response.statusCode);
        }).end();
      });
    expect(await statusFor("evil.example:80")).toBe(403);
    expect((await fetch(origin.replace("127.0.0.1", "localhost"))).status).toBe(200);
    expect(await statusFor("LOCALHOST:80")).toBe(200);
  });

  it("reports no error when a client closes the connection during its request", async () => {
    const errors: unknown[] = [];
    const sandbox = await start({ port: 0, onError: (error) => errors.push(error) });
    const { port } = new URL(sandbox.url);
    const socket = connect(Number(port), "127.0.0.1");
    const path = `/api/v1/apps/${appId}/webhooks`;
    socket.write(`POST ${path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: MxToken t\r\n`);
    socket.write("Content-Type: application/json\r\nContent-Length: 50\r\n\r\n{");
    // By the next response it has read this much.
    await fetch(sandbox.url);
    socket.destroy();
    await fetch(sandbox.url);
    expect(errors).toEqual([]);
  });

  it("is reached by its url when it listens on every address", async () => {
    const sandbox = await start({ port: 0, host: "0.0.0.0" });
    expect(new URL(sandbox.url).hostname).toBe("localhost");
    expect((await fetch(sandbox.url)).status).toBe(404);
  });

  it.each<[string, DeliveryOptions, boolean]>([
    ["0.0.0.0", {}, true],
    ["0.0.0.0", { allowPrivateTargets: true }, false],
    ["127.0.0.1", {}, false],
  ])("listens on %s with %j: refuses to deliver to private addresses: %j", async (...row) => {
    const [host, options, isRefused] = row;
    const attempted = new Promise<Delivery>((onAttempt) => {
      const deliveries = { ...options, onAttempt };
      void start({ port: 0, host, deliveries }).then(async (sandbox) => {
        await clientOf(sandbox).createWebhook(appId, { ...input, url: "http://127.0.0.1:9/" });
        sandbox.trigger(appId, { type: "teamserver.push" });
      });
    });
    const { attempts } = await attempted;
    expect(attempts[0]?.error?.startsWith("target is a private address")).toBe(isRefused);
  });

  it("says in one line that its port is taken", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => other.once("listening", resolve));
    const { port } = other.address() as { port: number };
    await expect(createSandbox({ port })).rejects.toThrow(`port ${port} of 127.0.0.1 is taken`);
    other.close();
  });

  it("rejects when a request without a socket is aborted", async () => {
    const sandbox = await start();
    sandbox.faults.set("hang");
    const { url, fetch } = sandbox;
    const waiting = fetch(`${url}/apps/${appId}/webhooks`, {
      headers: { authorization: "MxToken t" },
      signal: AbortSignal.timeout(1),
    });
    await expect(waiting).rejects.toMatchObject({ name: "TimeoutError" });
  });

  it("rejects, as fetch does, a URL that is not valid", async () => {
    const { fetch } = await start();
    await expect(fetch("nowhere")).rejects.toThrow(TypeError);
  });

  it("replaces no global of the process that it runs in", async () => {
    const before = [globalThis.Request, globalThis.Response];
    await start({ port: 0 });
    expect([globalThis.Request, globalThis.Response]).toEqual(before);
  });
});
