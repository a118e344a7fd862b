import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { apiOperations, type Operation } from "../../scripts/contract/operations.js";
import {
  ApiError,
  NotFoundError,
  type WebhookDetailed,
  type WebhookInput,
} from "../../src/index.js";
import { inputExample } from "../contract.js";
import { validRequest } from "../derive/requests.js";
import { type Check, failOnce, type SuiteContext } from "../run/check.js";
import type { Target } from "../targets/target.js";
import { assertValid, notAccepted, sameId, send } from "./expectations.js";
import { listed } from "./page-checks.js";
import { assertShows, type Fixture, scenario } from "./scenario-check.js";

/** What one operation does is what the others see of it. */
export const lifecycleChecks = (context: SuiteContext): Check[] => [
  ...createChecks(context),
  ...updateChecks(context),
  ...deleteChecks(context),
  ...apiOperations(context.contract)
    .filter(({ path }) => path.includes("{webhook-id}"))
    .flatMap((operation) => [
      unknownWebhook(context, operation),
      webhookOfAnotherApp(context, operation),
    ]),
];

const createChecks = (context: SuiteContext): Check[] => [
  scenario(context, "createWebhook", "stores what it is given", async (fixture) => {
    const { client, app } = fixture;
    const created: [WebhookInput, WebhookDetailed][] = [];
    for (const [what, input] of inputs(context, fixture)) {
      const call = Promise.resolve(client.createWebhook(app, input));
      created.push([input, await call.catch(refusedBy(fixture, "createWebhook", what))]);
    }
    const ids = new Set(created.map(([, { id }]) => id));
    if (ids.size === 1) failOnce(fixture.target, sameId);
    for (const [input, webhook] of created) {
      const expected = { ...input, id: webhook.id };
      assertShows(webhook, expected);
      assertShows(await client.getWebhook(app, webhook.id), expected);
    }
  }),
  scenario(context, "createWebhook", "makes another webhook of the same body", async (fixture) => {
    const { client, app, first } = fixture;
    const one = await client.createWebhook(app, first);
    const other = await client.createWebhook(app, first);
    assert.notEqual(one.id, other.id);
    await assertExactly(fixture, [one.id, other.id]);
  }),
  scenario(context, "createWebhook", "leaves no trace when it refuses", async (fixture) => {
    const { client, app, first } = fixture;
    await assert.rejects(client.createWebhook(app, invalid(first)), isRefusal);
    await assertExactly(fixture, []);
  }),
];

function updateChecks(context: SuiteContext): Check[] {
  const update = (name: string, perform: (fixture: Fixture) => Promise<void>) =>
    scenario(context, "updateWebhook", name, perform);
  return [
    update("replaces the whole webhook", async (fixture) => {
      const { client, app, first } = fixture;
      const { id } = await client.createWebhook(app, first);
      for (const [what, input] of inputs(context, fixture)) {
        const call = Promise.resolve(client.updateWebhook(app, id, input));
        assertShows(await call.catch(refusedBy(fixture, "updateWebhook", what)), { ...input, id });
        assertShows(await client.getWebhook(app, id), { ...input, id });
      }
      await assertExactly(fixture, [id]);
    }),
    update("has the same effect when repeated", async ({ client, app, first, second }) => {
      const { id } = await client.createWebhook(app, first);
      const { headers = [] } = await client.updateWebhook(app, id, second);
      const expected = { ...second, id, headers };
      assertShows(await client.updateWebhook(app, id, second), expected);
      assertShows(await client.getWebhook(app, id), expected);
    }),
    update("changes nothing when it refuses", async ({ client, app, first, second }) => {
      const { id } = await client.createWebhook(app, first);
      await assert.rejects(client.updateWebhook(app, id, invalid(second)), isRefusal);
      assertShows(await client.getWebhook(app, id), { ...first, id });
    }),
    update("changes no other webhook", async ({ client, app, first, second }) => {
      const other = await client.createWebhook(app, first);
      const { id } = await client.createWebhook(app, first);
      await client.updateWebhook(app, id, second);
      assertShows(await client.getWebhook(app, other.id), { ...first, id: other.id });
    }),
  ];
}

const deleteChecks = (context: SuiteContext): Check[] => [
  scenario(context, "deleteWebhook", "removes the webhook for good", async (fixture) => {
    const { client, app, first, second } = fixture;
    const { id } = await client.createWebhook(app, first);
    await client.deleteWebhook(app, id);
    await assert.rejects(client.getWebhook(app, id), NotFoundError);
    await assert.rejects(client.updateWebhook(app, id, second), NotFoundError);
    await assert.rejects(Promise.resolve(client.deleteWebhook(app, id)), NotFoundError);
    await assertExactly(fixture, []);
  }),
  scenario(context, "deleteWebhook", "removes no other webhook", async (fixture) => {
    const { client, app, first } = fixture;
    const other = await client.createWebhook(app, first);
    const { id } = await client.createWebhook(app, first);
    await client.deleteWebhook(app, id);
    assertShows(await client.getWebhook(app, other.id), { ...first, id: other.id });
    await assertExactly(fixture, [other.id]);
  }),
];

/** Inputs that differ from the examples in one setting each, and what is special about them. */
function inputs(
  { contract }: SuiteContext,
  { first, second, named }: Fixture,
): [string, WebhookInput][] {
  const documented = inputExample(contract, "documentedUpdate");
  const headers = [
    { key: "B", value: "" },
    { key: "a", value: "2" },
  ];
  return [
    ["the example of the contract", first],
    ["an example of the contract", second],
    ["an example of the contract", { ...documented, name: named(documented.name) }],
    ["an inactive webhook", { ...first, isActive: false }],
    ["a webhook without event types", { ...first, eventTypes: [] }],
    ["an unknown event type", { ...first, eventTypes: ["b", "a", "b"] }],
    ["an empty list of headers", { ...first, headers: [] }],
    ["an empty header", { ...first, headers }],
  ];
}

/** Names what an operation refuses, although the contract allows it. */
const refusedBy =
  ({ target }: Fixture, operationId: string, what: string) =>
  (error: unknown): never => {
    if (isRefusal(error)) failOnce(target, notAccepted(operationId, what));
    throw error;
  };

/** An input with a secret that is too short, under the name of the scenario. */
const invalid = (input: WebhookInput): WebhookInput => ({ ...input, validationSecret: "short" });

const isRefusal = (error: unknown) =>
  error instanceof ApiError && error.status >= 400 && error.status < 500;

/** The list has these webhooks and no other. */
async function assertExactly(fixture: Fixture, ids: string[]): Promise<void> {
  const webhooks = await listed(fixture);
  assert.deepEqual(webhooks.map(({ id }) => id).sort(), ids.toSorted());
}

function unknownWebhook(context: SuiteContext, operation: Operation): Check {
  const name = "finds no webhook that does not exist";
  return scenario(context, operation.operationId, name, async ({ target, app }) => {
    const path = { "app-id": app, "webhook-id": `none_${randomUUID()}` };
    const status = await statusOf(context, target, operation, path);
    assertNotFound(target, status, [404], "a webhook that does not exist");
  });
}

/** A webhook is not found in another app, and stays as it is. */
function webhookOfAnotherApp(context: SuiteContext, operation: Operation): Check {
  const name = "finds no webhook of another app";
  return scenario(context, operation.operationId, name, async (fixture) => {
    const { target, client, app, second } = fixture;
    const { id } = await client.createWebhook(app, second);
    const path = { "app-id": randomUUID(), "webhook-id": id };
    // Where the token is not for all apps, whether there is the app may be nobody's business.
    const expected = fixture.isShared ? [403, 404] : [404];
    const status = await statusOf(context, target, operation, path);
    assertNotFound(target, status, expected, "a webhook of another app");
    assertShows(await client.getWebhook(app, id), { ...second, id });
  });
}

/** The first operation that finds what it should not stands for all of them. */
function assertNotFound(target: Target, status: number, expected: number[], what: string): void {
  if (expected.includes(status)) return;
  const instead = `${status} instead of ${expected.join(" or ")}`;
  const headline = status < 300 ? `${what} is found` : `${what} gets ${instead}`;
  failOnce(target, headline, new assert.AssertionError({ message: instead }));
}

/** Performs any operation on a webhook; the response has to satisfy the contract. */
async function statusOf(
  context: SuiteContext,
  target: Target,
  operation: Operation,
  path: Record<string, string>,
): Promise<number> {
  const request = { ...validRequest(context.contract, operation), path };
  const response = await send(target, operation, request);
  assertValid(context, target, operation, response);
  return response.status;
}
