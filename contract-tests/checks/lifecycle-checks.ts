import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { apiOperations, type Operation } from "../../scripts/contract/operations.js";
import { BadRequestError, NotFoundError, type WebhookInput } from "../../src/index.js";
import { inputExample } from "../contract.js";
import { applies, behaviour, behaviourOfOperation } from "../derive/behaviours.js";
import { validRequest } from "../derive/cases.js";
import { exchange } from "../judge/exchange.js";
import type { Basis, Check } from "../run/check.js";
import { type Scene, story } from "../run/fixture.js";
import type { Ability } from "../targets/target.js";

/** What one operation does is what the others see of it. */
export function lifecycleChecks(basis: Basis): Check[] {
  return [
    story(basis, behaviour("createWebhook", "stores what it is given"), (scene) =>
      storesAll(basis, scene),
    ),
    story(
      basis,
      behaviour("createWebhook", "makes another webhook of the same body"),
      makesAnother,
    ),
    story(
      basis,
      behaviour("createWebhook", "leaves no trace when it refuses"),
      leavesNoTrace,
      wholeApp,
    ),
    story(basis, behaviour("getWebhook", "shows the webhook as it was created"), showsCreated),
    story(basis, behaviour("updateWebhook", "replaces the whole webhook"), (scene) =>
      replacesAll(basis, scene),
    ),
    story(basis, behaviour("updateWebhook", "has the same effect when repeated"), repeats),
    story(basis, behaviour("updateWebhook", "changes nothing when it refuses"), changesNothing),
    story(basis, behaviour("updateWebhook", "changes no other webhook"), changesNoOther),
    story(basis, behaviour("deleteWebhook", "removes the webhook for good"), removesForGood),
    story(basis, behaviour("deleteWebhook", "removes no other webhook"), removesNoOther),
    ...apiOperations(basis.contract).flatMap((operation) => [
      ...unknownWebhook(basis, operation),
      ...foreignWebhook(basis, operation),
    ]),
  ];
}

/** What is said of all webhooks of an app can be found out where nobody else has any. */
const wholeApp: readonly Ability[] = ["state", "apps"];

/** Inputs that differ from the examples in one setting each. */
function inputs({ contract }: Basis, { first, second }: Scene): WebhookInput[] {
  return [
    first,
    second,
    inputExample(contract, "documentedUpdate"),
    { ...first, isActive: false },
    { ...first, eventTypes: [] },
    { ...first, eventTypes: ["b", "a", "b"], headers: [] },
    {
      ...first,
      headers: [
        { key: "B", value: "" },
        { key: "a", value: "2" },
      ],
    },
  ];
}

async function storesAll(basis: Basis, scene: Scene): Promise<void> {
  const { client, app } = scene;
  for (const input of inputs(basis, scene)) {
    const created = await client.createWebhook(app, input);
    assert.deepEqual(created, { id: created.id, ...input });
    assert.deepEqual(await client.getWebhook(app, created.id), created);
  }
}

async function makesAnother(scene: Scene): Promise<void> {
  const { client, app, first } = scene;
  const one = await client.createWebhook(app, first);
  const other = await client.createWebhook(app, first);
  assert.notEqual(one.id, other.id);
  await hasExactly(scene, [one.id, other.id]);
}

const invalid = (input: WebhookInput): WebhookInput => ({ ...input, name: "" });

async function leavesNoTrace({ client, app, first }: Scene): Promise<void> {
  await assert.rejects(client.createWebhook(app, invalid(first)), BadRequestError);
  assert.deepEqual(await idsOf({ client, app }), []);
}

async function showsCreated({ client, app, first, second }: Scene): Promise<void> {
  const one = await client.createWebhook(app, first);
  const other = await client.createWebhook(app, second);
  assert.deepEqual(await client.getWebhook(app, one.id), one);
  assert.deepEqual(await client.getWebhook(app, other.id), other);
}

async function replacesAll(basis: Basis, scene: Scene): Promise<void> {
  const { client, app, first } = scene;
  const { id } = await client.createWebhook(app, first);
  for (const input of inputs(basis, scene)) {
    const updated = { id, ...input };
    assert.deepEqual(await client.updateWebhook(app, id, input), updated);
    assert.deepEqual(await client.getWebhook(app, id), updated);
  }
  await hasExactly(scene, [id]);
}

async function repeats({ client, app, first, second }: Scene): Promise<void> {
  const { id } = await client.createWebhook(app, first);
  const once = await client.updateWebhook(app, id, second);
  assert.deepEqual(await client.updateWebhook(app, id, second), once);
  assert.deepEqual(await client.getWebhook(app, id), once);
}

async function changesNothing({ client, app, first, second }: Scene): Promise<void> {
  const created = await client.createWebhook(app, first);
  await assert.rejects(client.updateWebhook(app, created.id, invalid(second)), BadRequestError);
  assert.deepEqual(await client.getWebhook(app, created.id), created);
}

async function changesNoOther({ client, app, first, second }: Scene): Promise<void> {
  const other = await client.createWebhook(app, first);
  const { id } = await client.createWebhook(app, first);
  await client.updateWebhook(app, id, second);
  assert.deepEqual(await client.getWebhook(app, other.id), other);
}

async function removesForGood(scene: Scene): Promise<void> {
  const { client, app, first, second } = scene;
  const { id } = await client.createWebhook(app, first);
  await client.deleteWebhook(app, id);
  await assert.rejects(client.getWebhook(app, id), NotFoundError);
  await assert.rejects(client.updateWebhook(app, id, second), NotFoundError);
  await assert.rejects(Promise.resolve(client.deleteWebhook(app, id)), NotFoundError);
  await hasExactly(scene, []);
}

async function removesNoOther(scene: Scene): Promise<void> {
  const { client, app, first } = scene;
  const other = await client.createWebhook(app, first);
  const { id } = await client.createWebhook(app, first);
  await client.deleteWebhook(app, id);
  assert.deepEqual(await client.getWebhook(app, other.id), other);
  await hasExactly(scene, [other.id]);
}

/** The app has these webhooks and no other; in an app that others use too, nobody can tell. */
async function hasExactly({ target, client, app }: Scene, ids: string[]): Promise<void> {
  if (target.app === undefined) assert.deepEqual(await idsOf({ client, app }), ids.toSorted());
}

/** Sorted, because the order of a list is a matter of its own. */
async function idsOf({ client, app }: Pick<Scene, "client" | "app">): Promise<string[]> {
  const { webhooks } = await client.listWebhooks(app);
  return webhooks.map(({ id }) => id).sort();
}

function unknownWebhook(basis: Basis, operation: Operation): Check[] {
  const name = "says which webhook does not exist";
  if (!applies(name, operation)) return [];
  const play = async ({ target, app }: Scene) => {
    const id = `none_${randomUUID()}`;
    const response = await askFor(basis, target, operation, app, id);
    assert.equal(response.status, 404);
    assert.ok(response.body.includes(id), "the answer names the webhook");
  };
  return [story(basis, behaviourOfOperation(operation, name), play)];
}

/** It is not found, and stays as it is. */
function foreignWebhook(basis: Basis, operation: Operation): Check[] {
  const name = "finds no webhook of another app";
  if (!applies(name, operation)) return [];
  const play = async ({ target, client, app, second }: Scene) => {
    const created = await client.createWebhook(app, second);
    const response = await askFor(basis, target, operation, randomUUID(), created.id);
    assert.equal(response.status, 404);
    assert.deepEqual(await client.getWebhook(app, created.id), created);
  };
  return [story(basis, behaviourOfOperation(operation, name), play, wholeApp)];
}

/** Performs any operation on a webhook; the answer has to keep the contract. */
async function askFor(
  { contract, oracle }: Basis,
  target: Scene["target"],
  operation: Operation,
  app: string,
  webhook: string,
) {
  const path = { "app-id": app, "webhook-id": webhook };
  const request = { ...validRequest(contract, operation), path };
  const { response } = await exchange(await target.url(), operation.path, request);
  assert.deepEqual(oracle.judgeResponse(operation, response), []);
  return response;
}
