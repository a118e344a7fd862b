import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { apiOperations, type Operation } from "../../scripts/contract/operations.js";
import { BadRequestError, NotFoundError, type WebhookInput } from "../../src/index.js";
import { inputExample } from "../contract.js";
import { hasBehaviour } from "../derive/behaviours.js";
import { validRequest } from "../derive/requests.js";
import { exchange } from "../oracle/http-exchange.js";
import type { Check, SuiteContext } from "../run/check.js";
import type { Ability } from "../targets/target.js";
import { type Fixture, scenario } from "./scenario-check.js";

/** Statements about all webhooks of an app need an app that nobody else uses. */
const ownApp: readonly Ability[] = ["state", "apps"];

/** What one operation does is what the others see of it. */
export const lifecycleChecks = (context: SuiteContext): Check[] => [
  ...createChecks(context),
  ...updateChecks(context),
  ...deleteChecks(context),
  ...apiOperations(context.contract).flatMap((operation) => [
    ...unknownWebhook(context, operation),
    ...foreignWebhook(context, operation),
  ]),
];

const createChecks = (context: SuiteContext): Check[] => [
  scenario(context, "createWebhook", "stores what it is given", async (fixture) => {
    const { client, app } = fixture;
    for (const input of inputs(context, fixture)) {
      const created = await client.createWebhook(app, input);
      assert.deepEqual(created, { id: created.id, ...input });
      assert.deepEqual(await client.getWebhook(app, created.id), created);
    }
  }),
  scenario(context, "createWebhook", "makes another webhook of the same body", async (fixture) => {
    const { client, app, first } = fixture;
    const one = await client.createWebhook(app, first);
    const other = await client.createWebhook(app, first);
    assert.notEqual(one.id, other.id);
    await assertExactly(fixture, [one.id, other.id]);
  }),
  scenario(
    context,
    "createWebhook",
    "leaves no trace when it refuses",
    async (fixture) => {
      const { client, app, first } = fixture;
      await assert.rejects(client.createWebhook(app, invalid(first)), BadRequestError);
      await assertExactly(fixture, []);
    },
    ownApp,
  ),
  scenario(
    context,
    "getWebhook",
    "shows the webhook as it was created",
    async ({ client, app, first, second }) => {
      const one = await client.createWebhook(app, first);
      const other = await client.createWebhook(app, second);
      assert.deepEqual(await client.getWebhook(app, one.id), one);
      assert.deepEqual(await client.getWebhook(app, other.id), other);
    },
  ),
];

function updateChecks(context: SuiteContext): Check[] {
  const update = (name: string, perform: (fixture: Fixture) => Promise<void>) =>
    scenario(context, "updateWebhook", name, perform);
  return [
    update("replaces the whole webhook", async (fixture) => {
      const { client, app, first } = fixture;
      const { id } = await client.createWebhook(app, first);
      for (const input of inputs(context, fixture)) {
        const updated = { id, ...input };
        assert.deepEqual(await client.updateWebhook(app, id, input), updated);
        assert.deepEqual(await client.getWebhook(app, id), updated);
      }
      await assertExactly(fixture, [id]);
    }),
    update("has the same effect when repeated", async ({ client, app, first, second }) => {
      const { id } = await client.createWebhook(app, first);
      const once = await client.updateWebhook(app, id, second);
      assert.deepEqual(await client.updateWebhook(app, id, second), once);
      assert.deepEqual(await client.getWebhook(app, id), once);
    }),
    update("changes nothing when it refuses", async ({ client, app, first, second }) => {
      const created = await client.createWebhook(app, first);
      await assert.rejects(client.updateWebhook(app, created.id, invalid(second)), BadRequestError);
      assert.deepEqual(await client.getWebhook(app, created.id), created);
    }),
    update("changes no other webhook", async ({ client, app, first, second }) => {
      const other = await client.createWebhook(app, first);
      const { id } = await client.createWebhook(app, first);
      await client.updateWebhook(app, id, second);
      assert.deepEqual(await client.getWebhook(app, other.id), other);
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
    assert.deepEqual(await client.getWebhook(app, other.id), other);
    await assertExactly(fixture, [other.id]);
  }),
];

/** Inputs that differ from the examples in one setting each. */
function inputs({ contract }: SuiteContext, { first, second }: Fixture): WebhookInput[] {
  const headers = [
    { key: "B", value: "" },
    { key: "a", value: "2" },
  ];
  return [
    first,
    second,
    inputExample(contract, "documentedUpdate"),
    { ...first, isActive: false },
    { ...first, eventTypes: [] },
    { ...first, eventTypes: ["b", "a", "b"], headers: [] },
    { ...first, headers },
  ];
}

const invalid = (input: WebhookInput): WebhookInput => ({ ...input, name: "" });

/** The app has these webhooks and no other; not asserted where others use the app too. */
async function assertExactly({ target, client, app }: Fixture, ids: string[]): Promise<void> {
  if (target.app !== undefined) return;
  const { webhooks } = await client.listWebhooks(app);
  assert.deepEqual(webhooks.map(({ id }) => id).sort(), ids.toSorted());
}

function unknownWebhook(context: SuiteContext, operation: Operation): Check[] {
  const name = "says which webhook does not exist";
  if (!hasBehaviour(operation, name)) return [];
  const perform = async ({ target, app }: Fixture) => {
    const id = `none_${randomUUID()}`;
    const response = await send(context, target, operation, { app, id });
    assert.equal(response.status, 404);
    assert.ok(response.body.includes(id), "the response names the webhook");
  };
  return [scenario(context, operation.operationId, name, perform)];
}

/** A webhook of another app is not found, and stays as it is. */
function foreignWebhook(context: SuiteContext, operation: Operation): Check[] {
  const name = "finds no webhook of another app";
  if (!hasBehaviour(operation, name)) return [];
  const perform = async ({ target, client, app, second }: Fixture) => {
    const created = await client.createWebhook(app, second);
    const { status } = await send(context, target, operation, {
      app: randomUUID(),
      id: created.id,
    });
    assert.equal(status, 404);
    assert.deepEqual(await client.getWebhook(app, created.id), created);
  };
  return [scenario(context, operation.operationId, name, perform, ownApp)];
}

/** Performs any operation on a webhook; the response has to keep the contract. */
async function send(
  { contract, oracle }: SuiteContext,
  target: Fixture["target"],
  operation: Operation,
  { app, id }: { app: string; id: string },
) {
  const path = { "app-id": app, "webhook-id": id };
  const request = { ...validRequest(contract, operation), path };
  const { response } = await exchange(await target.url(), operation.path, request);
  assert.deepEqual(oracle.validateResponse(operation, response), []);
  return response;
}
