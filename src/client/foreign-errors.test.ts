import { describe, expect, it } from "vitest";
import { createClient, MendixWebhooksError } from "../index.js";

const appId = "80a28d6e-c5fc-43d9-87c2-d7d56b07542e";
const nested = "[".repeat(100_000) + "]".repeat(100_000);

/** What a call of a client fails with whose every request is answered like this. */
async function failureOf(respond: () => Response, webhookId = "msg_1") {
  const client = createClient({ token: "token", maxRetries: 0, fetch: async () => respond() });
  return client.getWebhook(appId, webhookId).catch((error: unknown) => error);
}

describe("every failure is one of ours", () => {
  it.each([
    [
      "an error whose message cannot be text",
      () => Response.json({ error: { message: { toString: 1 } } }, { status: 400 }),
    ],
    ["an error nested too deep to read", () => new Response(nested, { status: 400 })],
    [
      "a cause that is its own cause",
      () => {
        const error = new Error("circle");
        error.cause = error;
        throw error;
      },
    ],
  ])("for %s", async (_, respond) => {
    expect(await failureOf(respond as () => Response)).toBeInstanceOf(MendixWebhooksError);
  });

  it("for an id that no URL can hold", async () => {
    expect(await failureOf(() => new Response(), "\uD800")).toBeInstanceOf(MendixWebhooksError);
  });

  it("without the token, though the server puts it into its status line", async () => {
    const client = createClient({
      token: "canary-token",
      fetch: async () => new Response(null, { status: 400, statusText: "bad canary-token" }),
    });
    const error = await client.getWebhook(appId, "msg_1").catch(String);
    expect(error).toContain("failed with 400 bad [redacted]: GET");
  });

  it.each([".", "..", "..."])("for the id '%s', which would name another resource", async (id) => {
    let requests = 0;
    const error = await failureOf(() => {
      requests += 1;
      return new Response();
    }, id);
    expect(error).toMatchObject({
      code: "invalid_request",
      invalidParams: [{ name: "webhook-id" }],
    });
    expect(requests).toBe(0);
  });
});

describe("createWebhook", () => {
  it("tells that a lost create may have succeeded, though looking for it failed too", async () => {
    const client = createClient({
      token: "token",
      random: () => 0,
      maxRetries: 0,
      fetch: async ({ method }) => {
        if (method === "POST") created = true;
        if (created) throw new Error("reset");
        return Response.json({ webhooks: [], cursors: {} });
      },
    });
    let created = false;
    const body = {
      name: "Push",
      url: "https://some.domain.com",
      eventTypes: [],
      isActive: true,
      validationSecret: "PMJhiGo1nTL6wlNyZVFh5v9rLZdcLsG2O",
    };
    const creating = client.createWebhook(appId, body, { reconcile: true });
    await expect(creating).rejects.toMatchObject({ method: "POST", mayHaveSucceeded: true });
  });
});
