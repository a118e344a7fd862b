import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { WebhookPage } from "../../src/index.js";
import { type Check, failOnce, type SuiteContext } from "../run/check.js";
import type { Ability } from "../targets/target.js";
import { assertShows, type Fixture, scenario } from "./scenario-check.js";

/**
 * A list shows every webhook once, in order, page by page. Where others use the app as well, this
 * is said of the scenario's own webhooks, whatever is between them.
 */
export function pageChecks(context: SuiteContext): Check[] {
  const list = (
    name: string,
    perform: (fixture: Fixture) => Promise<void>,
    needs: readonly Ability[] = ["state"],
  ) => scenario(context, "listWebhooks", name, perform, needs);
  return [
    list("shows the webhooks of its app alone", showsItsOwn, ["state", "apps"]),
    list("leaves out secrets and custom headers", hidesSecrets),
    list("shows each webhook once, oldest or newest first", showsEachOnce),
    list("never shows more than the limit", keepsLimit),
    list("leads back to the page before", leadsBack),
  ];
}

type Query = { limit?: number; ascOrder?: boolean; cursor?: string };

/** Nothing else can be said of the pages of such a list. */
const overLimit = "Not kept: listWebhooks never shows more than the limit";

const endless = "Not kept: the pages of listWebhooks come to an end";

/** More pages than any walk needs. */
const maxPages = 200;

/** Ids of new webhooks, oldest first. */
async function create({ client, app, first }: Fixture, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < count; i += 1) ids.push((await client.createWebhook(app, first)).id);
  return ids;
}

/** The pages from one on, following the cursors. @param most - pages to read */
async function walk(
  { client, app, target }: Fixture,
  query: Query,
  side: keyof WebhookPage["cursors"] = "next",
  most = maxPages,
): Promise<WebhookPage[]> {
  const pages: WebhookPage[] = [];
  const seen = new Set<string>();
  for (let cursor = query.cursor; ; ) {
    const page = await client.listWebhooks(app, { ...query, ...(cursor && { cursor }) });
    pages.push(page);
    if (page.webhooks.length > (query.limit ?? Number.POSITIVE_INFINITY))
      failOnce(target, overLimit);
    const { [side]: other } = page.cursors;
    if (other === undefined || pages.length === most) return pages;
    if (seen.has(other) || pages.length === maxPages) failOnce(target, endless);
    seen.add(other);
    cursor = other;
  }
}

/** All that the list shows, but only the scenario's own where others use the app. */
export async function listed(fixture: Fixture, query: Query = {}) {
  const large = fixture.isShared && { limit: 100 };
  const all = (await walk(fixture, { ...large, ...query })).flatMap(({ webhooks }) => webhooks);
  return fixture.isShared ? fixture.ownOf(all) : all;
}

const idsOf = (webhooks: readonly { id: string }[]) => webhooks.map(({ id }) => id);

async function showsItsOwn(fixture: Fixture): Promise<void> {
  const ids = await create(fixture, 1);
  const others = { ...fixture, app: randomUUID() };
  await create(others, 1);
  assert.deepEqual(idsOf(await listed(fixture)), ids);
  assert.deepEqual(await listed({ ...fixture, app: randomUUID() }), []);
}

async function hidesSecrets(fixture: Fixture): Promise<void> {
  const { client, app, first } = fixture;
  const created = await client.createWebhook(app, first);
  const { validationSecret, headers: _, ...rest } = { ...first, id: created.id };
  const pages = await walk(fixture, {});
  // The secrets of others are not known, but where the contract would show them.
  for (const webhook of pages.flatMap(({ webhooks }) => webhooks)) {
    const shown = Object.keys(webhook).filter((name) => /^(validationSecret|headers)$/.test(name));
    assert.deepEqual(shown, [], "no webhook of the list has a secret or custom headers");
  }
  const text = JSON.stringify(pages);
  for (const secret of [validationSecret, ...(first.headers ?? []).map(({ value }) => value)]) {
    assert.ok(!text.includes(secret), "the list has no secret");
  }
  const [own] = fixture.ownOf(pages.flatMap(({ webhooks }) => webhooks));
  assert.ok(own, "the list has the webhook that was created");
  assertShows(own, rest);
}

async function showsEachOnce(fixture: Fixture): Promise<void> {
  const ids = await create(fixture, 6);
  const limits = fixture.isShared ? [undefined] : [1, 3, 4, 6, 100, undefined];
  for (const ascOrder of [true, false]) {
    const expected = ascOrder ? ids : ids.toReversed();
    for (const limit of limits) {
      const query = { ascOrder, ...(limit !== undefined && { limit }) };
      assert.deepEqual(idsOf(await listed(fixture, query)), expected);
    }
  }
  // The newest are on the first pages, however many webhooks others have.
  const newest = await walk(fixture, { ascOrder: false, limit: 2 }, "next", 5);
  const own = fixture.ownOf(newest.flatMap(({ webhooks }) => webhooks));
  assert.deepEqual(idsOf(own), ids.toReversed());
}

async function keepsLimit(fixture: Fixture): Promise<void> {
  await create(fixture, 4);
  for (const limit of [1, 2, 3]) {
    const pages = await walk(fixture, { limit }, "next", 2);
    assert.equal(pages.length, 2, "there is a page after the first");
  }
}

async function leadsBack(fixture: Fixture): Promise<void> {
  await create(fixture, 5);
  const { isShared } = fixture;
  const shownOn = ({ webhooks }: WebhookPage) =>
    idsOf(isShared ? fixture.ownOf(webhooks) : webhooks);
  // Where others use the app as well, those of the scenario are on the first pages of the newest.
  for (const ascOrder of isShared ? [false] : [true, false]) {
    const query = { limit: 2, ascOrder };
    const forth = await walk(fixture, query, "next", 3);
    assert.equal(forth[0]?.cursors.prev, undefined, "no page is before the first");
    const last = forth.at(-1);
    assert.ok(last?.cursors.prev, "there is a page before the last");
    const back = await walk(fixture, { ...query, cursor: last.cursors.prev }, "prev");
    // A page may hold fewer than the one before it did, so that others begin elsewhere.
    assert.deepEqual([...back.toReversed(), last].flatMap(shownOn), forth.flatMap(shownOn));
  }
}
