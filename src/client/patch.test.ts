import { describe, expect, it } from "vitest";
import type { WebhookInput } from "../../generated/models.js";
import { createClient } from "./create-client.js";
import { InvalidRequestError, NotFoundError } from "./errors.js";

const appId = "80a28d6e-c5fc-43d9-87c2-d7d56b07542e";

/** As the service may store it one day: with fields that this client does not know. */
const stored = {
  id: "msg_1",
  name: "Push to pipeline",
  url: "https://some.domain.com/webhooks",
  eventTypes: ["teamserver.push"],
  isActive: true,
  validationSecret: "PMJhiGo1nTL6wlNyZVFh5v9rLZdcLsG2O",
  headers: [{ key: "Authorization", value: "Bearer DG4R4GT6R43", isSecret: true }],
  retryPolicy: { attempts: 5 },
};

/** A service with one webhook, and a client that patches it. */
function play() {
  const state = { webhook: stored as object };
  const sent: { method: string; body: unknown }[] = [];
  const client = createClient({
    token: "token",
    fetch: async (request) => {
      const body: unknown = request.body && (await request.json());
      sent.push({ method: request.method, body });
      if (!request.url.endsWith("/msg_1")) return new Response(null, { status: 404 });
      if (request.method === "PUT") state.webhook = { id: "msg_1", ...(body as object) };
      return Response.json(state.webhook, { status: request.method === "PUT" ? 202 : 200 });
    },
  });
  const patch = (partial: Partial<WebhookInput>, id = "msg_1") =>
    client.patchWebhook(appId, id, partial);
  return { patch, sent, state };
}

describe("patchWebhook", () => {
  it("changes what it is told, and keeps secret, headers and unknown fields", async () => {
    const { patch, sent, state } = play();
    const { data, response } = await patch({ isActive: false }).withResponse();
    expect(response.status).toBe(202);
    expect(data).toEqual({ ...stored, isActive: false });
    expect(state.webhook).toEqual({ ...stored, isActive: false });
    expect(sent.map(({ method }) => method)).toEqual(["GET", "PUT"]);
  });

  it("sends no id, which is not for the caller to decide", async () => {
    const { patch, sent } = play();
    await patch({ name: "other" });
    const { id: _, ...rest } = stored;
    expect(sent[1]?.body).toEqual({ ...rest, name: "other" });
  });

  it("replaces a list as a whole", async () => {
    const { patch, state } = play();
    await patch({ headers: [], eventTypes: ["package.uploaded"] });
    expect(state.webhook).toEqual({ ...stored, headers: [], eventTypes: ["package.uploaded"] });
  });

  it("takes no notice of what is undefined", async () => {
    const { patch, state } = play();
    const partial = { name: "other", validationSecret: undefined, headers: undefined };
    await patch(partial as unknown as Partial<WebhookInput>);
    expect(state.webhook).toEqual({ ...stored, name: "other" });
  });

  it("replaces nothing when the webhook cannot be read", async () => {
    const { patch, sent } = play();
    await expect(patch({ name: "other" }, "msg_2")).rejects.toThrow(NotFoundError);
    expect(sent.map(({ method }) => method)).toEqual(["GET"]);
  });

  it("replaces nothing with what the contract forbids", async () => {
    const { patch, sent, state } = play();
    const error = await patch({ name: "no!" }).catch((reason) => reason);
    expect(error).toBeInstanceOf(InvalidRequestError);
    expect(error.invalidParams).toMatchObject([{ name: "name" }]);
    expect(sent.map(({ method }) => method)).toEqual(["GET"]);
    expect(state.webhook).toBe(stored);
  });
});
