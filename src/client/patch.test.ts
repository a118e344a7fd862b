import { describe, expect, it } from "vitest";
import type { WebhookInput } from "../../generated/models.js";
import { InvalidRequestError, NotFoundError } from "./client-errors.js";
import { appId, input } from "./testing/input.js";
import { createTestClient, errorOf } from "./testing/test-client.js";

/** A webhook of a later version of the service, with fields that this client does not know. */
const stored = {
  id: "msg_1",
  ...input,
  headers: [{ key: "Authorization", value: "Bearer DG4R4GT6R43", isSecret: true }],
  retryPolicy: { attempts: 5 },
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
  it("changes the given fields, and keeps secret, headers and unknown fields", async () => {
    const { patch, service } = createPatch();
    const { data, response } = await patch({ isActive: false }).withResponse();
    expect(response.status).toBe(202);
    expect(data).toEqual({ ...stored, isActive: false });
    expect(service.webhook).toEqual({ ...stored, isActive: false });
    expect(service.methods).toEqual(["GET", "PUT"]);
  });

  it("replaces a list as a whole", async () => {
    const { patch, service } = createPatch();
    await patch({ headers: [], eventTypes: ["package.uploaded"] });
    expect(service.webhook).toEqual({ ...stored, headers: [], eventTypes: ["package.uploaded"] });
  });

  it("ignores undefined fields", async () => {
    const { patch, service } = createPatch();
    await patch({ name: "other", validationSecret: undefined, headers: undefined } as object);
    expect(service.webhook).toEqual({ ...stored, name: "other" });
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
