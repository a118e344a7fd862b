import { afterEach, describe, expect, it } from "vitest";
import { type DeliveryRequest, ErrorResponse, type SandboxOptions } from "./index.js";
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

  it("keeps what is stored when an override changes the result", async () => {
    const options: SandboxOptions = {
      examples: true,
      handlers: {
        async getWebhook(_, next) {
          const webhook = await next();
          webhook.eventTypes.push("changed");
          return webhook;
        },
      },
    };
    const client = clientOf(await start(options));
    const [webhook] = (await client.listWebhooks(appId)).webhooks;
    const { eventTypes } = await client.getWebhook(appId, webhook?.id ?? "");
    expect(eventTypes).toEqual([...(webhook?.eventTypes ?? []), "changed"]);
    for (const one of [client, clientOf(await start(options))]) {
      expect((await one.listWebhooks(appId)).webhooks[0]).toEqual(webhook);
    }
  });

  it("responds with the error that a handler throws for a valid request", async () => {
    const invalidParams = [{ name: "name", reason: "is taken" }];
    const error = new ErrorResponse(409, "Conflict", invalidParams, { "x-conflict": "name" });
    const sandbox = await start({ handlers: { createWebhook: () => Promise.reject(error) } });
    expect((await ask(sandbox, path, json("POST", {}))).status).toBe(400);
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

  it("refuses a body that is too large, of which it has a copy", async () => {
    const sandbox = await start({ maxBodyBytes: 10, around: (_, next) => next() });
    const body = new Blob(["x".repeat(2000)]).stream();
    const init = { method: "POST", body, duplex: "half" } as RequestInit;
    expect((await ask(sandbox, path, init)).status).toBe(413);
  });

  it("responds with the error that it throws, and leaves /_sandbox alone", async () => {
    const headers = { "Content-Type": "text/plain", "Retry-After": "60" };
    const error = new ErrorResponse(503, "Closed for maintenance", [], headers);
    const sandbox = await start({ around: () => Promise.reject(error) });
    const { status, response, body } = await ask(sandbox, path);
    expect([status, body.error.message]).toEqual([503, "Closed for maintenance"]);
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(response.headers.get("retry-after")).toBe("60");
    expect((await sandbox.fetch(`${sandbox.origin}/_sandbox`)).status).toBe(200);
  });
});

describe("the option deliveries.onAttempt of createSandbox", () => {
  it("does not affect the delivery when it throws", async () => {
    const errors: unknown[] = [];
    const error = new Error("of the test");
    const deliveries = {
      send: async () => new Response(),
      onAttempt() {
        throw error;
      },
    };
    const sandbox = await start({ deliveries, onError: (one) => errors.push(one) });
    await clientOf(sandbox).createWebhook(appId, input);
    sandbox.trigger(appId, { type: "teamserver.push" });
    await sandbox.settled();
    expect(sandbox.deliveries.list()).toMatchObject([{ status: "delivered" }]);
    expect(errors).toEqual([error]);
  });
});

describe("the option deliveries.around of createSandbox", () => {
  it("sees what a fault made of an attempt, and may change it, or the response", async () => {
    const seen: DeliveryRequest[] = [];
    const received: Request[] = [];
    const sandbox = await start({
      deliveries: {
        async around(request, next) {
          seen.push(request);
          const { status } = await next({ ...request, headers: { "x-one": "one" }, body: '"ü"' });
          return { status, text: input.validationSecret };
        },
        async send(request) {
          received.push(request);
          return new Response(null, { status: 202 });
        },
      },
    });
    const { id } = await clientOf(sandbox).createWebhook(appId, input);
    sandbox.faults.set("delivery-unsigned");
    const [delivery] = sandbox.trigger(appId, { type: "teamserver.push" });
    await sandbox.settled();
    const { id: deliveryId, payload: body } = delivery ?? {};
    const url = new URL(input.url);
    const expected = { url, body, appId, webhook: { id }, deliveryId, attempt: 1 };
    expect(seen).toMatchObject([{ ...expected, headers: { "webhook-id": deliveryId } }]);
    expect(seen[0]?.headers).not.toHaveProperty("webhook-signature");
    const headers = Object.fromEntries(received[0]?.headers ?? []);
    expect(headers).toMatchObject({ "x-one": "one", "content-length": "4" });
    expect(headers).not.toHaveProperty("webhook-id");
    const attempts = [{ status: 202, response: "[redacted]" }];
    expect(sandbox.deliveries.list()).toMatchObject([{ attempts }]);
  });
});
