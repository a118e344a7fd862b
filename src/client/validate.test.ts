import { describe, expect, it } from "vitest";
import type { InvalidParam, WebhookInput } from "../../generated/models.js";
import { type Client, createClient } from "./create-client.js";
import { InvalidRequestError } from "./errors.js";
import type { ClientOptions } from "./options.js";
import { appId, input } from "./testing/input.js";

function play(options: Partial<ClientOptions> = {}) {
  const requests: Request[] = [];
  const client = createClient({
    token: "token",
    fetch: async (request) => {
      requests.push(request);
      return Response.json({ id: "msg_1", ...input });
    },
    ...options,
  });
  return { client, requests };
}

type Perform = (client: Client) => Promise<unknown>;

/** The error of a call that is refused before anything is sent. */
async function refusalOf(perform: Perform): Promise<InvalidRequestError> {
  const { client, requests } = play();
  const error: unknown = await perform(client).then(String, (reason: unknown) => reason);
  expect(error).toBeInstanceOf(InvalidRequestError);
  expect(requests).toEqual([]);
  return error as InvalidRequestError;
}

const create = (changes: object): Perform => {
  const body = { ...input, ...changes };
  return (client) => client.createWebhook(appId, body);
};

const missing = undefined as unknown as string;

describe("refuseInvalid", () => {
  it.each<[string, object, string, string]>([
    ["a missing name", { name: undefined }, "name", "is required"],
    ["a missing secret", { validationSecret: undefined }, "validationSecret", "is required"],
    ["an empty name", { name: "" }, "name", "must have minLength 1"],
    ["a name with a sign", { name: "secret!" }, "name", "must have pattern ^([a-zA-Z0-9_ ]+)$"],
    ["a url that is none", { url: "secret place" }, "url", "must have format uri"],
    ["no list of events", { eventTypes: "secret" }, "eventTypes", "must have type array"],
    ["an event of no text", { eventTypes: ["a", 7] }, "eventTypes[1]", "must have type string"],
    ["a truth of text", { isActive: "secret" }, "isActive", "must have type boolean"],
    ["a short secret", { validationSecret: "secret" }, "validationSecret", "must have pattern "],
    ["null headers", { headers: null }, "headers", "must have type array"],
    ["a header of text", { headers: ["secret"] }, "headers[0]", "must have type object"],
    ["no value", { headers: [{ key: "secret" }] }, "headers[0].value", "is required"],
    [
      "a reserved header",
      { headers: [...(input.headers ?? []), { key: "X-Svix-Secret", value: "secret" }] },
      "headers[1].key",
      "is reserved",
    ],
  ])("refuses %s in its own words, without the value", async (_, changes, name, reason) => {
    const error = await refusalOf(create(changes));
    expect(error.invalidParams).toContainEqual({ name, reason: expect.stringContaining(reason) });
    expect(error.message).toMatch(/^createWebhook not sent: /);
    expect(error.message).toContain(`${name} ${reason}`);
    expect(error).toMatchObject({ code: "invalid_request", attempts: 0, mayHaveSucceeded: false });
    expect(JSON.stringify(error)).not.toMatch(/secret(?!")/);
  });

  it("tells all that is wrong at once", async () => {
    const { message, invalidParams } = await refusalOf((client) =>
      client.updateWebhook("no uuid", "", {
        ...input,
        name: "",
        isActive: 1 as unknown as boolean,
      }),
    );
    const names = invalidParams.map(({ name }: InvalidParam) => name);
    expect(new Set(names)).toEqual(new Set(["app-id", "webhook-id", "name", "isActive"]));
    for (const name of names) expect(message).toContain(name);
  });

  it.each([undefined, null, "text", 7, []])("refuses %j as a body", async (body) => {
    const { invalidParams } = await refusalOf((client) =>
      client.createWebhook(appId, body as unknown as WebhookInput),
    );
    expect(invalidParams).toEqual([{ name: "body", reason: "must have type object" }]);
  });

  it.each<[string, Perform]>([
    ["an empty webhook id of getWebhook", (client) => client.getWebhook(appId, "")],
    ["an undefined webhook id of getWebhook", (client) => client.getWebhook(appId, missing)],
    ["an empty webhook id of deleteWebhook", (client) => client.deleteWebhook(appId, "")],
    ["an undefined webhook id of deleteWebhook", (client) => client.deleteWebhook(appId, missing)],
    ["an empty webhook id of updateWebhook", (client) => client.updateWebhook(appId, "", input)],
    ["an empty webhook id of patchWebhook", (client) => client.patchWebhook(appId, "", {})],
    ["a webhook id that is a number", (client) => client.getWebhook(appId, 7 as unknown as string)],
  ])("refuses %s", async (_, perform) => {
    const { invalidParams } = await refusalOf(perform);
    expect(invalidParams).toMatchObject([{ name: "webhook-id" }]);
  });

  it.each(["", missing, "80a28d6e-c5fc-43d9-87c2-d7d56b07542", "../other", "x".repeat(36)])(
    "refuses %j as an app id",
    async (id) => {
      const { invalidParams } = await refusalOf((client) => client.getWebhook(id, "msg_1"));
      expect(invalidParams.map(({ name }) => name)).toContain("app-id");
    },
  );

  it.each([
    ["limit", 0, "must have minimum 1"],
    ["limit", 1.5, "must have type integer"],
    ["limit", Number.NaN, "must have type integer"],
    ["limit", "20", "must have type integer"],
    ["ascOrder", "true", "must have type boolean"],
    ["cursor", 7, "must have type string"],
  ])("refuses %s %j of a list", async (name, value, reason) => {
    const { invalidParams } = await refusalOf((client) =>
      Promise.resolve(client.listWebhooks(appId, { [name]: value })),
    );
    expect(invalidParams).toContainEqual({ name, reason });
  });

  it("refuses a list when it is iterated", async () => {
    await refusalOf(async (client) => {
      for await (const webhook of client.listWebhooks("")) return webhook;
    });
  });

  it("rejects instead of throwing, for whoever has only a catch", () => {
    const { client } = play();
    const calls = [
      client.getWebhook("", ""),
      client.listWebhooks(""),
      client.createWebhook(appId, {} as WebhookInput),
      client.createWebhook(appId, {} as WebhookInput, { reconcile: true }),
      client.updateWebhook(appId, "", input),
      client.deleteWebhook(missing, missing),
      client.patchWebhook(appId, "", {}),
      client.getWebhook(appId, "msg_1", { timeout: -1 }),
    ];
    return Promise.all(calls.map((call) => expect(Promise.resolve(call)).rejects.toThrow(Error)));
  });

  it("lets through what the contract allows, unknown fields and event types included", async () => {
    const { client, requests } = play();
    const body = { ...input, eventTypes: ["some.day"], headers: [], note: "kept" };
    await client.createWebhook(appId, body);
    expect(await requests[0]?.json()).toEqual(body);
  });

  it.each<[string, Partial<ClientOptions>]>([
    ["the client", { validate: false }],
    ["the request", {}],
  ])("refuses nothing with validate: false of %s", async (_, options) => {
    const { client, requests } = play(options);
    const own = options.validate === undefined ? { validate: false } : {};
    await client.createWebhook("no uuid", { ...input, name: "!" }, own);
    expect(await requests[0]?.json()).toMatchObject({ name: "!" });
  });
});
