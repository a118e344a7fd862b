import { describe, expect, it } from "vitest";
import type { WebhookInput } from "../../generated/models.js";
import { InvalidRequestError } from "./client-errors.js";
import type { ClientOptions } from "./client-options.js";
import type { Client } from "./create-client.js";
import { appId, input } from "./testing/input.js";
import { createTestClient, errorOf } from "./testing/test-client.js";

const createEchoClient = (options: Partial<ClientOptions> = {}) =>
  createTestClient(() => Response.json({ id: "msg_1", ...input }), options);

type Perform = (client: Client) => PromiseLike<unknown>;

/** Returns the error of a call that must be refused before it is sent. */
async function refusalOf(perform: Perform): Promise<InvalidRequestError> {
  const { client, requests } = createEchoClient();
  const error = await errorOf(perform(client));
  if (!(error instanceof InvalidRequestError)) throw error;
  expect(requests).toEqual([]);
  return error;
}

/** Passes what a caller without types might pass. */
const untyped = <T>(value: unknown) => value as T;
const missing = untyped<string>(undefined);

describe("validateRequest", () => {
  it.each<[string, object, string]>([
    ["a missing name", { name: undefined }, "name is required"],
    ["an empty name", { name: "" }, "name must have minLength 1"],
    ["a name with a sign", { name: "secret!" }, "name must have pattern ^([a-zA-Z0-9_ ]+)$"],
    ["event types that are no list", { eventTypes: "secret" }, "eventTypes must have type array"],
    ["an event type that is a number", { eventTypes: ["a", 7] }, "eventTypes[1] must have type"],
    ["isActive that is a string", { isActive: "secret" }, "isActive must have type boolean"],
    ["a short secret", { validationSecret: "secret" }, "validationSecret must have pattern ^("],
    ["null headers", { headers: null }, "headers must have type array"],
    ["a header that is a string", { headers: ["secret"] }, "headers[0] must have type object"],
    ["a header without a value", { headers: [{ key: "secret" }] }, "headers[0].value is required"],
    [
      "a reserved header",
      { headers: [...(input.headers ?? []), { key: "X-Svix-Secret", value: "secret" }] },
      "headers[1].key is reserved",
    ],
  ])("refuses %s, without showing the value", async (_name, changes, violation) => {
    const body = { ...input, ...changes };
    const error = await refusalOf((client) => client.createWebhook(appId, body));
    expect(error.message).toContain(violation);
    const reasons = error.invalidParams.map(({ name, reason }) => `${name} ${reason}`);
    expect(error.message).toBe(`createWebhook not sent: ${reasons.join(", ")}`);
    expect(error).toMatchObject({ code: "invalid_request", attempts: 0, mayHaveSucceeded: false });
    expect(JSON.stringify(error)).not.toMatch(/secret/);
  });

  it("reports all violations at once", async () => {
    const body = { ...input, name: "", isActive: untyped<boolean>(1) };
    const { invalidParams } = await refusalOf((client) =>
      client.updateWebhook("no uuid", "", body),
    );
    const names = invalidParams.map(({ name }) => name);
    expect(new Set(names)).toEqual(new Set(["app-id", "webhook-id", "name", "isActive"]));
  });

  it.each([undefined, null, "text", 7, []])("refuses %j as a body", async (body) => {
    const { invalidParams } = await refusalOf((client) =>
      client.createWebhook(appId, untyped<WebhookInput>(body)),
    );
    expect(invalidParams).toMatchObject([{ name: "body" }]);
  });

  it.each<[string, Perform]>([
    ["an empty id of getWebhook", (client) => client.getWebhook(appId, "")],
    ["an undefined id of getWebhook", (client) => client.getWebhook(appId, missing)],
    ["a number as an id", (client) => client.getWebhook(appId, untyped<string>(7))],
    ["an id of one dot", (client) => client.getWebhook(appId, ".")],
    ["an id of dots, which names another resource", (client) => client.getWebhook(appId, "..")],
    ["an empty id of patchWebhook", (client) => client.patchWebhook(appId, "", {})],
  ])("refuses %s", async (_name, perform) => {
    const { invalidParams } = await refusalOf(perform);
    expect(invalidParams).toMatchObject([{ name: "webhook-id" }]);
  });

  it("accepts what the contract allows, including unknown properties and event types", async () => {
    const { client, requests } = createEchoClient();
    const body = { ...input, eventTypes: ["some.day"], headers: [], note: "kept" };
    await client.createWebhook(appId, body);
    expect(await requests[0]?.json()).toEqual(body);
  });

  it.each([
    ["the client", { validate: false }, {}],
    ["the request", {}, { validate: { requests: false } }],
  ])("is turned off by validate of %s, but for ids of dots", async (_name, options, own) => {
    const { client, requests } = createEchoClient(options);
    await client.createWebhook("no uuid", { ...input, name: "!" }, own);
    expect(await requests[0]?.json()).toMatchObject({ name: "!" });
    for (const id of ["..", "."]) {
      expect(await errorOf(client.deleteWebhook(appId, id, own))).toBeInstanceOf(
        InvalidRequestError,
      );
    }
    expect(requests).toHaveLength(1);
  });
});

describe("readResponse", () => {
  const webhook = { id: "msg_1", ...input };
  const get = (body: unknown, validate: ClientOptions["validate"] = true) =>
    createTestClient(() => Response.json(body), { validate }).client.getWebhook(appId, "msg_1");

  it("takes null for an optional property as if it were absent", async () => {
    const { headers: _, ...without } = webhook;
    expect(await get({ ...webhook, headers: null })).toEqual(without);
    const { client } = createTestClient(() =>
      Response.json({ webhooks: [webhook, webhook], cursors: { next: null } }),
    );
    const { cursors, nextPage } = await client.listWebhooks(appId);
    expect(cursors).toEqual({});
    expect(await nextPage()).toBeUndefined();
  });

  it.each([
    [{ ...webhook, name: null }, "its name is required"],
    [{ ...webhook, eventTypes: [null] }, "its eventTypes[0] must have type string"],
    [null, "its body must have type object"],
  ])("refuses null elsewhere: %j", async (body, reason) => {
    const error = await errorOf(get(body));
    expect(error).toMatchObject({ code: "invalid_response" });
    expect(`${error}`).toContain(reason);
  });

  it("validates nothing with validate: { responses: false }, but needs JSON", async () => {
    await errorOf(get({ id: 7 }));
    expect(await get({ id: 7 }, { responses: false })).toEqual({ id: 7 });
    const { client } = createTestClient(() => new Response("<html>"), { validate: false });
    const error = await errorOf(client.getWebhook(appId, "msg_1"));
    expect(`${error}`).toContain("its body is not JSON");
  });

  it("finds the first of a million violations without collecting them", async () => {
    const body = `{"webhooks":[${"{},".repeat(2 ** 20)}{}],"cursors":{}}`;
    const { client } = createTestClient(() => new Response(body));
    const before = process.memoryUsage().heapUsed;
    const error = await errorOf(client.listWebhooks(appId));
    expect(`${error}`).toContain("its webhooks[0].id is required");
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(400 * 2 ** 20);
  });
});
