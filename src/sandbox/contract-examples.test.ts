import { afterEach, describe, expect, it } from "vitest";
import openapi from "../../generated/openapi.json" with { type: "json" };
import { documentedAppId } from "./contract-examples.js";
import { ask, clientOf, closeAll, start } from "./testing/ask.js";

afterEach(closeAll);

const { parameters, examples } = openapi.components;
const { webhooks } = examples.onlyPage.value;
const path = `/apps/${parameters.AppId.example}/webhooks`;

const pageAt = async (sandbox: Awaited<ReturnType<typeof start>>, query: string) =>
  (await ask(sandbox, path + query)).body?.webhooks;

describe("the option examples of createSandbox", () => {
  it("finds every documented webhook", async () => {
    const sandbox = await start({ examples: true });
    expect(documentedAppId).toBe(parameters.AppId.example);
    const ids = [...webhooks.map(({ id }) => id), parameters.WebhookId.example];
    for (const id of ids) {
      const { status, body } = await ask(sandbox, `${path}/${id}`);
      expect([status, body.id]).toEqual([200, id]);
    }
    expect((await ask(sandbox, `${path}/${ids[0]}`)).body).toEqual(examples.createdWebhook.value);
  });

  it("lists the documented pages, at every documented cursor", async () => {
    const sandbox = await start({ examples: true });
    const { firstPage, lastPage } = examples;
    const { next } = firstPage.value.cursors;
    expect(await pageAt(sandbox, "")).toEqual(webhooks);
    expect(await pageAt(sandbox, `?cursor=${next}`)).toEqual(lastPage.value.webhooks);
    const { prev } = lastPage.value.cursors;
    expect(await pageAt(sandbox, `?cursor=${prev}`)).toEqual(firstPage.value.webhooks);
    const { Cursor, Limit, AscOrder } = parameters;
    const query = `cursor=${Cursor.example}&limit=${Limit.example}&ascOrder=${AscOrder.example}`;
    expect(await pageAt(sandbox, `?${query}`)).toEqual(lastPage.value.webhooks);
  });

  it("begins with them again after a reset, and only if it is set", async () => {
    const sandbox = await start({ examples: true });
    const client = clientOf(sandbox);
    await client.deleteWebhook(parameters.AppId.example, parameters.WebhookId.example);
    expect((await ask(sandbox, `${path}?cursor=${parameters.Cursor.example}`)).status).toBe(400);
    await sandbox.reset();
    expect(await pageAt(sandbox, "")).toEqual(webhooks);
    const empty = await start();
    expect(await pageAt(empty, "")).toEqual([]);
    expect((await ask(empty, `${path}?cursor=${parameters.Cursor.example}`)).status).toBe(400);
  });
});
