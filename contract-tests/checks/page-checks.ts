import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { apiOperations } from "../../scripts/contract/operations.js";
import type { WebhookPage } from "../../src/index.js";
import { validRequest } from "../derive/requests.js";
import { exchange } from "../oracle/http-exchange.js";
import type { Check, SuiteContext } from "../run/check.js";
import type { Ability } from "../targets/target.js";
import { type Fixture, scenario } from "./scenario-check.js";

/** A list shows every webhook once, in order, page by page. */
export function pageChecks(context: SuiteContext): Check[] {
  const list = (
    name: string,
    perform: (fixture: Fixture) => Promise<void>,
    needs: readonly Ability[] = ["state", "apps"],
  ) => scenario(context, "listWebhooks", name, perform, needs);
  const refusesUnknown = (fixture: Fixture) => refusesUnknownCursors(context, fixture);
  return [
    list("shows the webhooks of its app alone", showsItsOwn),
    list("leaves out secrets and custom headers", hidesSecrets),
    list("shows each webhook once, oldest or newest first", showsEachOnce),
    list("never shows more than the limit", keepsLimit),
    list("leads back to the page before", leadsBack),
    list("loses and repeats nothing while webhooks come and go", staysComplete),
    list("refuses a cursor that it never gave", refusesUnknown, ["state"]),
  ];
}

type Query = { limit?: number; ascOrder?: boolean; cursor?: string };

/** Ids of new webhooks, oldest first. */
async function create({ client, app, first }: Fixture, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < count; i += 1) ids.push((await client.createWebhook(app, first)).id);
  return ids;
}

/** The pages from one on, following the cursors. */
async function walk(
  { client, app }: Fixture,
  query: Query,
  side: keyof WebhookPage["cursors"] = "next",
): Promise<string[][]> {
  const pages: string[][] = [];
  for (let cursor = query.cursor; ; ) {
    const page = await client.listWebhooks(app, { ...query, ...(cursor && { cursor }) });
    pages.push(page.webhooks.map(({ id }) => id));
    assert.ok(pages.length <= 20, "the pages come to an end");
    cursor = page.cursors[side];
    if (cursor === undefined) return pages;
  }
}

async function showsItsOwn(fixture: Fixture): Promise<void> {
  const [id = ""] = await create(fixture, 1);
  await create({ ...fixture, app: randomUUID() }, 1);
  assert.deepEqual(await walk(fixture, {}), [[id]]);
  assert.deepEqual(await walk({ ...fixture, app: randomUUID() }, {}), [[]]);
}

async function hidesSecrets({ client, app, first }: Fixture): Promise<void> {
  const { validationSecret, headers = [], ...rest } = await client.createWebhook(app, first);
  const { webhooks } = await client.listWebhooks(app);
  const text = JSON.stringify(webhooks);
  for (const secret of [validationSecret, ...headers.map(({ value }) => value)]) {
    assert.ok(!text.includes(secret), "the list has no secret");
  }
  assert.deepEqual(webhooks, [rest]);
}

async function showsEachOnce(fixture: Fixture): Promise<void> {
  const ids = await create(fixture, 6);
  const orders = [
    { ascOrder: true, expected: ids },
    { ascOrder: false, expected: ids.toReversed() },
  ];
  for (const { ascOrder, expected } of orders) {
    for (const limit of [1, 3, 4, 6, 100]) {
      const pages = await walk(fixture, { ascOrder, limit });
      assert.deepEqual(pages.flat(), expected);
      assert.ok(!pages.some(({ length }) => length === 0), "no page is empty");
    }
    assert.deepEqual((await walk(fixture, { ascOrder })).flat(), expected);
  }
}

async function keepsLimit(fixture: Fixture): Promise<void> {
  await create(fixture, 4);
  for (const limit of [1, 2, 3]) {
    for (const { length } of await walk(fixture, { limit })) assert.ok(length <= limit);
  }
}

async function leadsBack(fixture: Fixture): Promise<void> {
  const ids = await create(fixture, 5);
  for (const ascOrder of [true, false]) {
    const forth = await walk(fixture, { limit: 2, ascOrder });
    const cursor = await cursorOfLast(fixture, ascOrder);
    const back = await walk(fixture, { limit: 2, ascOrder, cursor }, "prev");
    assert.equal(forth.flat().length, ids.length);
    assert.deepEqual(back.toReversed(), forth);
  }
}

/** A cursor that leads to the last of three pages of two. */
async function cursorOfLast({ client, app }: Fixture, ascOrder: boolean): Promise<string> {
  const query = { limit: 2, ascOrder };
  const { cursors } = await client.listWebhooks(app, query);
  assert.equal(cursors.prev, undefined, "no page is before the first");
  const middle = await client.listWebhooks(app, { ...query, cursor: cursors.next ?? "" });
  return middle.cursors.next ?? "";
}

async function staysComplete(fixture: Fixture): Promise<void> {
  const before = { ...fixture, app: randomUUID() };
  const [a, b, c, d, e, f] = await create(fixture, 6);
  const [u, v, w, x, y, z] = await create(before, 6);
  const added = await changeBetweenPages(fixture, true, [b, d], [a, b]);
  assert.deepEqual(added.rest, [c, e, f, added.id]);
  // The newest would come before the page that was already shown.
  const { rest } = await changeBetweenPages(before, false, [y, w], [z, y]);
  assert.deepEqual(rest, [x, v, u]);
}

/** Reads a page, deletes some and adds one, and reads on. */
async function changeBetweenPages(
  fixture: Fixture,
  ascOrder: boolean,
  deleted: (string | undefined)[],
  shown: (string | undefined)[],
): Promise<{ rest: string[]; id: string | undefined }> {
  const { client, app } = fixture;
  const query = { limit: 2, ascOrder };
  const { webhooks, cursors } = await client.listWebhooks(app, query);
  assert.deepEqual(
    webhooks.map(({ id }) => id),
    shown,
  );
  for (const id of deleted) await client.deleteWebhook(app, id ?? "");
  const [id] = await create(fixture, 1);
  return { rest: (await walk(fixture, { ...query, cursor: cursors.next ?? "" })).flat(), id };
}

async function refusesUnknownCursors(
  { contract, oracle }: SuiteContext,
  { target, app }: Fixture,
): Promise<void> {
  const operation = apiOperations(contract).find((one) => one.operationId === "listWebhooks");
  assert.ok(operation);
  const valid = validRequest(contract, operation);
  const deviation = operation.responses["400"]
    ? undefined
    : target.knownDeviations.undocumentedRefusal;
  for (const cursor of ["", "nonsense", "iterator_", `${valid.query.cursor ?? ""}`]) {
    const request = { ...valid, path: { "app-id": app }, query: { cursor } };
    const { response } = await exchange(await target.url(), operation.path, request);
    assert.equal(response.status, deviation?.status ?? 400);
    assert.deepEqual(oracle.validateResponse(operation, response), deviation?.findings ?? []);
  }
}
