import { inspect } from "node:util";
import type { Middleware } from "openapi-fetch";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { builtinEnvironments, type EnvironmentReturn } from "vitest/runtime";
import type { WebhookInput } from "../../generated/models.js";
import { createVirtualClock } from "../shared/clock.js";
import { createClient } from "./create-client.js";
import { httpMessage, type Step, startFaultServer, webhook } from "./testing/fault-server.js";
import { appId, input } from "./testing/input.js";
import { createTestClient, errorOf } from "./testing/test-client.js";

/** Responds with JSON to pages of any origin. */
const respond: Step = ({ method, path, socket, timeOut }) => {
  if (path.endsWith("/slow") && method === "GET") return timeOut();
  const isMissing = path.endsWith("/missing");
  const body = isMissing ? { error: { code: 404, message: "No webhook" } } : webhook;
  const allow = "access-control-allow-origin: *\r\naccess-control-allow-headers: *\r\n";
  const status = isMissing && method === "GET" ? "404 Not Found" : "200 OK";
  return socket.end(httpMessage(JSON.stringify(body), status, allow));
};

describe.each(["jsdom", "happy-dom"] as const)("createClient under %s", (name) => {
  let environment: EnvironmentReturn;
  beforeEach(async () => {
    environment = await builtinEnvironments[name].setup(globalThis, {});
  });
  afterEach(() => environment.teardown(globalThis));

  it("gets and creates webhooks, reads errors and times out", async () => {
    const clock = createVirtualClock();
    const { origin: baseUrl, close } = await startFaultServer([respond], clock.advanceToNext);
    const client = createClient({ token: "token", baseUrl, clock, maxRetries: 0 });
    expect(await client.getWebhook(appId, "msg_1")).toEqual(webhook);
    expect(await client.createWebhook(appId, input)).toEqual(webhook);
    const missing = await errorOf(client.getWebhook(appId, "missing"));
    expect(missing).toMatchObject({ code: "not_found", status: 404 });
    expect(`${missing}`).toContain("No webhook");
    const late = await errorOf(client.getWebhook(appId, "slow"));
    expect(late).toMatchObject({ code: "timeout" });
    client.fetchClient.use({ onRequest: () => undefined });
    expect(await client.createWebhook(appId, input)).toEqual(webhook);
    await close();
  });
});

describe("fetch", () => {
  afterEach(() => vi.unstubAllGlobals());

  it("is looked up for each attempt, so that a mock may be put in place later", async () => {
    vi.stubGlobal("fetch", () => expect.unreachable("the real network"));
    const { clock } = createTestClient(() => new Response());
    const client = createClient({ token: "token", clock, random: () => 0 });
    vi.stubGlobal("fetch", async () => {
      vi.stubGlobal("fetch", async () => Response.json(webhook));
      return new Response(null, { status: 503 });
    });
    expect(await client.getWebhook(appId, "msg_1")).toEqual(webhook);
  });

  it("is called with a URL and plain options, which every implementation takes", async () => {
    const calls: [unknown, RequestInit][] = [];
    const headers = { get: () => null, has: () => false };
    const minimal = { status: 200, ok: true, headers, text: async () => JSON.stringify(webhook) };
    // The body of node-fetch is a stream of Node.js, and many a mock has none.
    const responses: object[] = [{ ...minimal, body: {} }, minimal];
    const fetch = async (url: string, init: RequestInit) => {
      calls.push([url, init]);
      return responses.shift() as Response;
    };
    const client = createClient({ token: "token", fetch });
    expect(await client.createWebhook(appId, input)).toEqual(webhook);
    expect(await client.getWebhook(appId, "msg_1")).toEqual(webhook);
    const [[url, { method, headers: sent, body, redirect, signal }] = ["", {}]] = calls;
    expect(url).toBe(`https://webhook-portal.home.mendix.com/api/v1/apps/${appId}/webhooks`);
    expect({ method, body, redirect }).toEqual({
      method: "POST",
      body: JSON.stringify(input),
      redirect: "manual",
    });
    expect(sent).toMatchObject({ "content-type": "application/json" });
    expect(signal).toBeInstanceOf(AbortSignal);
  });

  it.each<[string, attempts: number, Error]>([
    ["a TypeError of its own", 1, new TypeError("x is not a function")],
    ["a ReferenceError", 1, new ReferenceError("x is not defined")],
    ["Node.js", 3, new TypeError("fetch failed", { cause: new Error("socket hang up") })],
    ["Chrome", 3, new TypeError("Failed to fetch")],
    ["Safari", 3, new TypeError("Load failed")],
    ["Firefox", 3, new TypeError("NetworkError when attempting to fetch resource.")],
    ["node-fetch", 3, Object.assign(new Error("failed, reason:"), { type: "system" })],
  ])("is called again after a network error only: %s", async (_name, attempts, error) => {
    const { client, requests } = createTestClient(() => Promise.reject(error));
    const { message } = error;
    const thrown = await errorOf(client.getWebhook(appId, "msg_1"));
    expect(thrown).toMatchObject({ code: "network", attempts, cause: { message } });
    expect(requests).toHaveLength(attempts);
  });
});

describe("fetchClient", () => {
  it("runs middleware around the methods, which may read the response and replace it", async () => {
    const { client } = createTestClient(() => Response.json(webhook));
    const seen: unknown[] = [];
    const reader: Middleware = { onResponse: ({ response }) => response.json().then(() => {}) };
    client.fetchClient.use(reader);
    expect(await client.getWebhook(appId, "msg_1")).toEqual(webhook);
    client.fetchClient.eject(reader);
    client.fetchClient.use({
      async onResponse({ response }) {
        seen.push(await response.clone().json());
        const { body, status, headers } = response;
        return new Response(body, { status, headers });
      },
    });
    expect(await client.getWebhook(appId, "msg_1")).toEqual(webhook);
    let replacement = Response.json({ ...webhook, name: "other" });
    client.fetchClient.use({ onResponse: () => replacement });
    expect(await client.createWebhook(appId, input)).toEqual({ ...webhook, name: "other" });
    expect(seen).toEqual([webhook, { ...webhook, name: "other" }]);
    replacement = Response.json({ error: { code: 404, message: "Not here" } }, { status: 404 });
    expect(`${await errorOf(client.getWebhook(appId, "msg_1"))}`).toMatch(/ — Not here$/);
    client.fetchClient.use({ onRequest: () => Response.json({ ...webhook, name: "cached" }) });
    expect(await client.getWebhook(appId, "msg_1")).toMatchObject({ name: "cached" });
  });

  it("sends the same requests with middleware as without", async () => {
    const { client, requests } = createTestClient(() => Response.json(webhook), {
      headers: { "X-Team": "integration" },
      validate: { responses: false },
    });
    const callAll = async () => {
      await client.listWebhooks(appId, { cursor: "a b&c", limit: 20, ascOrder: true });
      await client.createWebhook(appId, input, { headers: { accept: "application/json" } });
      await client.updateWebhook(appId, "msg/1 ü", input, { headers: { "X-Team": "other" } });
      await client.deleteWebhook(appId, "msg_1");
      const sent = requests.splice(0).map(async (request) => {
        const { method, url, headers } = request;
        return { method, url, headers: [...headers], body: await request.text() };
      });
      return Promise.all(sent);
    };
    const plain = await callAll();
    client.fetchClient.use({ onRequest() {} });
    const through = await callAll();
    expect(plain).toHaveLength(4);
    expect(through).toEqual(plain);
  });

  it("says that a create may have succeeded if middleware throws after it", async () => {
    const { client } = createTestClient(() => Response.json(webhook));
    client.fetchClient.use({
      onResponse() {
        throw new Error("log is full");
      },
    });
    const error = await errorOf(client.createWebhook(appId, input));
    expect(error).toMatchObject({ code: "failed", attempts: 1, mayHaveSucceeded: true });
    expect(`${error}`).toMatch(/Request failed: POST .* — log is full$/);
  });

  it("says which request failed if middleware throws before it, or it cannot be written", async () => {
    const { client, requests } = createTestClient(() => Response.json(webhook));
    const circle: WebhookInput & { self?: unknown } = { ...input };
    circle.self = circle;
    const unsendable = [client.getWebhook(appId, "\ud800"), client.createWebhook(appId, circle)];
    for (const call of unsendable) expect(await errorOf(call)).toMatchObject({ code: "failed" });
    client.fetchClient.use({
      onRequest() {
        throw new Error("log is full");
      },
    });
    const error = await errorOf(client.getWebhook(appId, "msg_1"));
    const url = "https://webhook-portal.home.mendix.com/api/v1/apps/{app-id}/webhooks/{webhook-id}";
    expect(`${error}`).toBe(`MendixWebhooksError: Request failed: GET ${url} — log is full`);
    expect(inspect((error as Error).cause)).toContain("fetch.test.ts");
    expect(requests).toEqual([]);
  });
});
