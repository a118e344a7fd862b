import { afterEach, describe, expect, it } from "vitest";
import { ErrorResponse, type SandboxOptions } from "./index.js";
import { appId, ask, clientOf, closeAll, input, json, start } from "./testing/ask.js";

afterEach(closeAll);

const path = `/apps/${appId}/webhooks`;

describe("the option handlers of createSandbox", () => {
  it("changes the request or the result, or replaces the handler", async () => {
    const sandbox = await start({
      handlers: {
        getWebhook: async (_, next) => ({ ...(await next()), isActive: false }),
        createWebhook: ({ body, ...request }, next) =>
          next({ ...request, body: { ...body, name: "Changed" } }),
        listWebhooks: () => ({ webhooks: [], cursors: { next: "more" } }),
      },
    });
    const client = clientOf(sandbox);
    const { id } = await client.createWebhook(appId, input);
    const changed = { ...input, name: "Changed", isActive: false };
    expect(await client.getWebhook(appId, id)).toEqual({ id, ...changed });
    expect(await client.listWebhooks(appId)).toEqual({ webhooks: [], cursors: { next: "more" } });
  });

  it("responds with the error that a handler throws", async () => {
    const invalidParams = [{ name: "name", reason: "is taken" }];
    const error = new ErrorResponse(409, "Conflict", invalidParams, { "x-conflict": "name" });
    const sandbox = await start({ handlers: { createWebhook: () => Promise.reject(error) } });
    const { response, status, body } = await ask(sandbox, path, json("POST", input));
    expect([status, response.headers.get("x-conflict")]).toEqual([409, "name"]);
    const expected = { code: 409, message: "Conflict", "invalid-params": invalidParams };
    expect(body.error).toEqual(expected);
  });

  it("reports what else a handler or around throws, and responds with 500", async () => {
    const errors: unknown[] = [];
    const error = new Error("of the test");
    const fail = () => Promise.reject(error);
    const onError = (one: unknown) => errors.push(one);
    for (const options of [{ handlers: { listWebhooks: fail } }, { around: fail }]) {
      expect((await ask(await start({ ...options, onError }), path)).status).toBe(500);
    }
    expect(errors).toEqual([error, error]);
  });

  it("is called only for valid requests", async () => {
    const sandbox = await start({ handlers: { createWebhook: () => expect.unreachable() } });
    expect((await ask(sandbox, path, json("POST", {}))).status).toBe(400);
  });
});

describe("the option around of createSandbox", () => {
  it.each<SandboxOptions>([{ port: 0 }, { port: "none" }])(
    "changes requests and responses with %j",
    async ({ port }) => {
      const sandbox = await start({
        port: port ?? "none",
        async around(request, next) {
          const changed = new Request(request);
          changed.headers.set("authorization", "MxToken token");
          const { status, body } = await next(changed);
          return new Response(body, { status, headers: { "x-seen": request.method } });
        },
      });
      const fetch = port === 0 ? globalThis.fetch : sandbox.fetch;
      const init = json("POST", input);
      const response = await fetch(sandbox.url + path, init);
      expect([response.status, response.headers.get("x-seen")]).toEqual([200, "POST"]);
      expect(await response.json()).toMatchObject(input);
      const other = await fetch(`${sandbox.url}/unknown`);
      expect([other.status, other.headers.get("x-seen")]).toEqual([404, "GET"]);
    },
  );

  it("responds with the error that it throws, and leaves /_sandbox alone", async () => {
    const error = new ErrorResponse(503, "Closed for maintenance");
    const sandbox = await start({ around: () => Promise.reject(error) });
    const { status, body } = await ask(sandbox, path);
    expect([status, body.error.message]).toEqual([503, "Closed for maintenance"]);
    expect((await sandbox.fetch(`${sandbox.origin}/_sandbox`)).status).toBe(200);
  });
});

describe("the option deliveries.around of createSandbox", () => {
  it("sees what a fault made of a delivery, and may change it", async () => {
    const received: (string | null)[] = [];
    const sandbox = await start({
      deliveries: {
        around: (request, next) => {
          const isSigned = "webhook-signature" in request.headers;
          return next({ ...request, headers: { ...request.headers, "x-signed": `${isSigned}` } });
        },
        async send({ headers }) {
          received.push(headers.get("x-signed"));
          return new Response(null, { status: 204 });
        },
      },
    });
    await clientOf(sandbox).createWebhook(appId, input);
    sandbox.faults.set("delivery-unsigned", { times: 1 });
    for (let count = 0; count < 2; count += 1) {
      sandbox.trigger(appId, { type: "teamserver.push" });
      await sandbox.settled();
    }
    expect(received).toEqual(["false", "true"]);
  });
});
