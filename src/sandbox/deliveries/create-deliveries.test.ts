import { describe, expect, it } from "vitest";
import { createReceiver, verify } from "../../receiver/index.js";
import { seededRandom } from "../random.js";
import { SandboxError } from "../sandbox-error.js";
import {
  appId,
  createFixture,
  createReceiverStub,
  flush,
  oldSecret,
  push,
  secret,
  start,
  storedWebhook,
} from "./testing/deliveries-fixture.js";

const waits = [5, 300, 1_800, 7_200, 18_000, 36_000, 36_000];

describe("createDeliveries", () => {
  it("delivers an event so that a receiver takes it", async () => {
    const events: unknown[] = [];
    const on = { "teamserver.push": (event: unknown) => events.push(event) };
    const send = createReceiver({ secrets: secret, on, now: () => start * 1_000 });
    const { deliveries } = createFixture({ send });
    const [delivery] = deliveries.trigger(appId, push);
    expect(delivery).toMatchObject({
      status: "pending",
      attempts: [],
      eventType: push.type,
      appId,
    });
    await deliveries.settled();
    expect(events).toEqual([JSON.parse(delivery?.payload ?? "")]);
    const at = new Date(start * 1_000).toISOString();
    expect(deliveries.list()).toEqual([
      { ...delivery, status: "delivered", attempts: [{ at, duration: 0, status: 204 }] },
    ]);
  });

  it("delivers to every active webhook of the app that subscribes to the event", async () => {
    const target = createReceiverStub(204);
    const alerts = storedWebhook({ id: "mxep_2", eventTypes: ["alert"] });
    const both = storedWebhook({ id: "mxep_3", eventTypes: ["alert", "teamserver.push"] });
    const inactive = storedWebhook({ id: "mxep_4", isActive: false });
    const elsewhere = { ...storedWebhook({ id: "mxep_5" }), appId: "another" };
    const webhooks = [storedWebhook(), alerts, both, inactive, elsewhere];
    const { deliveries } = createFixture({ ...target, webhooks });
    const webhookIds = (type: string) =>
      deliveries.trigger(appId, { type }).map(({ webhookId }) => webhookId);
    expect(webhookIds("teamserver.push")).toEqual(["mxep_1", "mxep_3"]);
    expect(webhookIds("alert")).toEqual(["mxep_2", "mxep_3"]);
    expect(webhookIds("package.uploaded")).toEqual([]);
    await deliveries.settled();
    expect(target.requests).toHaveLength(4);
  });

  it("retries on the documented schedule, with the same id and a fresh timestamp", async () => {
    const target = createReceiverStub(500);
    const { deliveries } = createFixture(target);
    deliveries.trigger(appId, push);
    await deliveries.settled();
    const [delivery] = deliveries.list();
    let time = start;
    const times = [start, ...waits.map((wait) => (time += wait))];
    expect(target.requests.map(({ headers }) => Number(headers.get("webhook-timestamp")))).toEqual(
      times,
    );
    expect(delivery?.attempts.map(({ at }) => Date.parse(at) / 1_000)).toEqual(times);
    expect(delivery?.status).toBe("exhausted");
    expect(delivery?.nextAttemptAt).toBeUndefined();
    const ids = target.requests.map(({ headers }) => headers.get("webhook-id"));
    expect(new Set(ids)).toEqual(new Set([delivery?.id]));
    expect(new Set(target.requests.map(({ body }) => body)).size).toBe(1);
    const results = target.requests.map((request) => {
      const now = () => Number(request.headers.get("webhook-timestamp")) * 1_000;
      return verify(request, { secrets: secret, now, tolerance: 0 });
    });
    for (const result of await Promise.all(results)) expect(result.ok).toBe(true);
  });

  it("waits for a retry until it is due, and stops when one succeeds", async () => {
    const target = createReceiverStub(500, 302, 200);
    const { deliveries, clock } = createFixture({ ...target, retryScale: 2 });
    deliveries.trigger(appId, push);
    await flush();
    const nextAttemptAt = new Date((start + 10) * 1_000).toISOString();
    expect(deliveries.list()).toMatchObject([{ status: "pending", nextAttemptAt }]);
    clock.advance(9_999);
    await flush();
    expect(target.requests).toHaveLength(1);
    clock.advance(1);
    expect(deliveries.list()[0]?.nextAttemptAt).toBeUndefined();
    await deliveries.settled();
    expect(target.requests).toHaveLength(3);
    expect(deliveries.list()[0]).toMatchObject({ status: "delivered" });
  });

  it("retries at once when the waits are scaled to nothing", async () => {
    const target = createReceiverStub(503);
    const { deliveries, clock } = createFixture({ ...target, retryScale: 0 });
    deliveries.trigger(appId, push);
    expect(clock.advanceToNext()).toBe(false);
    for (let i = 0; i < 8; i += 1) await flush();
    expect(deliveries.list()).toMatchObject([{ status: "exhausted" }]);
    expect(target.requests).toHaveLength(8);
  });

  it("sends each attempt to the webhook as it is by then", async () => {
    const target = createReceiverStub(500, 204);
    const [stored] = [storedWebhook()];
    const { deliveries } = createFixture({ ...target, webhooks: [stored] });
    deliveries.trigger(appId, push);
    await flush();
    const headers = [{ key: "X-Stage", value: "second" }];
    const url = "https://elsewhere.domain.com/";
    stored.webhook = { ...stored.webhook, url, headers, validationSecret: oldSecret };
    await deliveries.settled();
    const request = target.requests[1];
    expect(request?.url).toBe(url);
    expect(deliveries.list()[0]?.url).toBe(url);
    expect(request?.headers.get("x-stage")).toBe("second");
    const now = () => (start + 5) * 1_000;
    const delivery = { headers: request?.headers ?? {}, body: request?.body ?? "" };
    expect((await verify(delivery, { secrets: oldSecret, now })).ok).toBe(true);
    expect((await verify(delivery, { secrets: secret, now })).ok).toBe(false);
  });

  it.each([
    ["deleted", (webhooks: unknown[]) => webhooks.splice(0)],
    [
      "made inactive",
      ([stored]: ReturnType<typeof storedWebhook>[]) =>
        Object.assign(stored?.webhook ?? {}, { isActive: false }),
    ],
  ])("cancels the retries of a webhook that was %s", async (_, change) => {
    const target = createReceiverStub(500);
    const { deliveries, webhooks } = createFixture(target);
    deliveries.trigger(appId, push);
    await flush();
    change(webhooks);
    await deliveries.settled();
    expect(target.requests).toHaveLength(1);
    const [delivery] = deliveries.list();
    expect(delivery).toMatchObject({ status: "cancelled", attempts: [{ status: 500 }] });
    expect(delivery).not.toHaveProperty("nextAttemptAt");
  });

  it("delivers an event that the contract does not know as it is", async () => {
    const target = createReceiverStub(204);
    const webhooks = [storedWebhook({ eventTypes: ["story.done"] })];
    const { deliveries } = createFixture({ ...target, webhooks });
    deliveries.trigger(appId, { type: "story.done", payload: ["ü", 1] });
    await deliveries.settled();
    expect(target.requests[0]?.body).toBe('["ü",1]');
    expect(() => deliveries.trigger(appId, { type: "story.done" })).toThrow(SandboxError);
    const circular: unknown[] = [];
    circular.push(circular);
    for (const payload of [circular, 1n, () => {}]) {
      expect(() => deliveries.trigger(appId, { type: "story.done", payload })).toThrow(
        "cannot be written as JSON",
      );
    }
  });

  it("lists newest first, and what is asked for", async () => {
    const webhooks = [storedWebhook(), storedWebhook({ id: "mxep_2" })];
    const { deliveries } = createFixture({ ...createReceiverStub(500, 204), webhooks });
    deliveries.trigger(appId, push);
    await flush();
    const ids = (filter?: Parameters<typeof deliveries.list>[0]) =>
      deliveries.list(filter).map(({ webhookId }) => webhookId);
    expect(ids()).toEqual(["mxep_2", "mxep_1"]);
    expect(ids({ status: "pending" })).toEqual(["mxep_1"]);
    expect(ids({ status: "delivered", webhookId: "mxep_1" })).toEqual([]);
    expect(ids({ appId, webhookId: "mxep_1" })).toEqual(["mxep_1"]);
    expect(ids({ appId: "another" })).toEqual([]);
    deliveries.close();
  });

  it("gives records that do not change", async () => {
    const { deliveries } = createFixture(createReceiverStub(204));
    const [delivery] = deliveries.trigger(appId, push);
    await deliveries.settled();
    expect(delivery).toMatchObject({ status: "pending", attempts: [] });
    expect(deliveries.get(delivery?.id ?? "")?.status).toBe("delivered");
    expect(deliveries.get("msg_unknown")).toBeUndefined();
  });

  it("gives the same ids and payloads for the same seed", () => {
    const [one, same, other] = [7, 7, 8].map((seed) => {
      const random = seededRandom(seed);
      const { deliveries } = createFixture({ ...createReceiverStub(204), random });
      return deliveries.trigger(appId, push)[0];
    });
    expect(one).toEqual(same);
    expect(one?.id).not.toBe(other?.id);
    expect(one?.payload).not.toBe(other?.payload);
  });

  it("gives no id that the log has already", () => {
    let numbers = 0;
    // The first two ids would be the same.
    const random = () => (numbers++ < 2 * 27 ? 0.1 : 0.9);
    const webhooks = [storedWebhook({ eventTypes: ["story.done"] })];
    const { deliveries } = createFixture({ ...createReceiverStub(204), random, webhooks });
    for (let i = 0; i < 2; i += 1) deliveries.trigger(appId, { type: "story.done", payload: 1 });
    const ids = deliveries.list().map(({ id }) => id);
    expect(ids).toEqual([`msg_${"t".repeat(27)}`, `msg_${"6".repeat(27)}`]);
  });

  it.each([
    { retryScale: -1 },
    { retryScale: Number.NaN },
    { retryScale: 1_001 },
    { timeout: 0 },
    { maxLogged: 0 },
  ])("refuses the option %o", (options) => {
    const create = () => createFixture(options);
    expect(create).toThrow(SandboxError);
    expect(create).toThrow(Object.keys(options)[0]);
  });
});
