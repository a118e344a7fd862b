import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { WebhookInput } from "../../generated/models.js";
import { InvalidRequestError, NotFoundError } from "./client-errors.js";
import { createClient } from "./create-client.js";
import { appId, input } from "./testing/input.js";
import { createTestClient, errorOf } from "./testing/test-client.js";

const token = "TokenThatNobodyElseMaySee";

const createDeletingClient = () =>
  createTestClient(() => new Response(null, { status: 204, headers: { "X-Request-Id": "42" } }));

describe("createClient", () => {
  it("sends token, headers and User-Agent with each request", async () => {
    const { client, requests } = createTestClient(() => new Response(null, { status: 204 }), {
      token,
      baseUrl: "http://localhost:8080/api/",
      headers: { "X-Team": "one", "X-Client": "kept" },
    });
    await client.deleteWebhook(appId, "a/b", { headers: { "x-team": "two" } });
    expect(requests[0]?.url).toBe(`http://localhost:8080/api/apps/${appId}/webhooks/a%2Fb`);
    expect(Object.fromEntries(requests[0]?.headers ?? [])).toMatchObject({
      authorization: `MxToken ${token}`,
      accept: "application/json, */*;q=0.1",
      "user-agent": "mendix-webhooks",
      "x-client": "kept",
      "x-team": "two",
    });
  });
});

describe("Call", () => {
  it("sends its request once, even if nobody awaits it", async () => {
    const { client, requests } = createDeletingClient();
    client.deleteWebhook(appId, "msg_1");
    await turn();
    expect(requests).toHaveLength(1);
  });

  it("returns the result together with the response", async () => {
    const { client } = createDeletingClient();
    const { data, response } = await client.deleteWebhook(appId, "msg_1").withResponse();
    expect(data).toBeUndefined();
    expect(response.status).toBe(204);
    expect(response.headers.get("x-request-id")).toBe("42");
  });

  it("rejects wherever it is awaited, and leaves no other rejection unhandled", async () => {
    const { client } = createTestClient(() => new Response(null, { status: 404 }));
    const start = [
      () => client.getWebhook(appId, "msg_1"),
      () => client.listWebhooks(appId),
      () => client.patchWebhook(appId, "msg_1", {}),
    ];
    for (const call of start) {
      await expect(call().withResponse()).rejects.toThrow(NotFoundError);
      await expect(Promise.resolve(call())).rejects.toThrow(NotFoundError);
      await expect(call().finally(() => {})).rejects.toThrow(NotFoundError);
      expect(await call().catch(() => "caught")).toBe("caught");
    }
  });
});

/** A webhook of a later version of the service, with fields that this client does not know. */
const stored = {
  id: "msg_1",
  ...input,
  // Today's rules refuse this name.
  name: "a-name",
  headers: [{ key: "Authorization", value: "Bearer DG4R4GT6R43", isSecret: true }],
  retryPolicy: { attempts: 5 },
};

/** What a request takes of it. */
const kept = {
  ...{ id: "msg_1", ...input },
  name: "a-name",
  headers: [{ key: "Authorization", value: "Bearer DG4R4GT6R43" }],
};

/** Patches a webhook, and returns the methods of the requests and what is stored in the end. */
function createPatch() {
  const service = { webhook: stored as object, methods: [] as string[] };
  const { client } = createTestClient(async (request) => {
    service.methods.push(request.method);
    if (!request.url.endsWith("/msg_1")) return new Response(null, { status: 404 });
    if (request.method === "PUT") {
      const body = (await request.json()) as object;
      expect(body).not.toHaveProperty("id");
      service.webhook = { id: "msg_1", ...body };
    }
    return Response.json(service.webhook, { status: request.method === "PUT" ? 202 : 200 });
  });
  const patch = (partial: Partial<WebhookInput>, id = "msg_1") =>
    client.patchWebhook(appId, id, partial);
  return { patch, service };
}

describe("patchWebhook", () => {
  it("changes the given fields, and keeps all others that a request takes", async () => {
    const { patch, service } = createPatch();
    const { data, response } = await patch({ isActive: false }).withResponse();
    expect(response.status).toBe(202);
    expect(data).toEqual({ ...kept, isActive: false });
    expect(service.webhook).toEqual({ ...kept, isActive: false });
    expect(service.methods).toEqual(["GET", "PUT"]);
  });

  it("ignores undefined fields", async () => {
    const { patch, service } = createPatch();
    await patch({ name: "other", validationSecret: undefined, headers: undefined } as object);
    expect(service.webhook).toEqual({ ...kept, name: "other" });
  });

  it("replaces nothing if the webhook cannot be read", async () => {
    const { patch, service } = createPatch();
    expect(await errorOf(patch({ name: "other" }, "msg_2"))).toBeInstanceOf(NotFoundError);
    expect(service.methods).toEqual(["GET"]);
  });

  it("replaces nothing if the contract forbids the change", async () => {
    const { patch, service } = createPatch();
    const error = await errorOf(patch({ name: "no!" }));
    expect(error).toBeInstanceOf(InvalidRequestError);
    expect(error).toMatchObject({ invalidParams: [{ name: "name" }] });
    expect(service.methods).toEqual(["GET"]);
  });
});

describe("fetchClient", () => {
  /** Sends two requests through middleware that changes their URL, and returns them. */
  async function redirectBy(change: (url: string) => string): Promise<Request[]> {
    const requests: Request[] = [];
    const client = createClient({
      token: token,
      baseUrl: "https://api.example.com/v1",
      fetch: async (url, init) => {
        requests.push(new Request(url, init));
        return new Response(null, { status: 204 });
      },
    });
    client.fetchClient.use({
      onRequest: ({ request }) => new Request(change(request.url), request),
    });
    await client.deleteWebhook(appId, "msg_1");
    const path = { "app-id": appId, "webhook-id": "msg_1" };
    await client.fetchClient.DELETE("/apps/{app-id}/webhooks/{webhook-id}", { params: { path } });
    expect(requests).toHaveLength(2);
    return requests;
  }

  it.each([
    ["another host", "https://evil.example.com/v1"],
    ["another port", "https://api.example.com:8443/v1"],
    ["another scheme", "http://api.example.com/v1"],
    ["a host that starts with the same name", "https://api.example.com.evil.com/v1"],
  ])("sends no token if middleware changes the URL to %s", async (_name, url) => {
    for (const request of await redirectBy(() => url)) {
      expect(request.url).toBe(url);
      expect([...request.headers].flat().join()).not.toContain(token);
    }
  });

  it("sends the token to any path of the base URL's origin", async () => {
    for (const { headers } of await redirectBy((url) => url.replace("/v1/", "/v2/"))) {
      expect(headers.get("Authorization")).toBe(`MxToken ${token}`);
    }
  });
});
