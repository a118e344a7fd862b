import { describe, expect, it } from "vitest";
import { verify } from "../../receiver/index.js";
import {
  createFixture,
  createReceiverStub,
  type Fixture,
  flush,
  oldSecret,
  secret,
  start,
  storedWebhook,
  trigger,
  until,
} from "./testing/deliveries-fixture.js";

const delays = [5, 300, 1_800, 7_200, 18_000, 36_000, 36_000];

/** Triggers a push, and waits until its first attempt has failed. */
async function triggerAndFail(fixture: Fixture): Promise<string> {
  const id = trigger(fixture);
  await until(() => fixture.deliveries.get(id)?.nextAttemptAt !== undefined);
  return id;
}

describe("retries", () => {
  it("follow the documented schedule, with the same id and a fresh timestamp", async () => {
    const { requests, send } = createReceiverStub(500);
    const fixture = createFixture({ send });
    const id = trigger(fixture);
    await fixture.deliveries.settled();
    let time = start;
    const times = [start, ...delays.map((delay) => (time += delay))];
    const delivery = fixture.deliveries.get(id);
    expect(delivery?.status).toBe("exhausted");
    expect(delivery).not.toHaveProperty("nextAttemptAt");
    expect(delivery?.attempts.map(({ at }) => Date.parse(at) / 1_000)).toEqual(times);
    for (const [index, request] of requests.entries()) {
      const now = () => (times[index] ?? 0) * 1_000;
      const result = await verify(request, { secrets: secret, now, tolerance: 0 });
      expect(result.ok).toBe(true);
      expect([request.headers.get("webhook-id"), request.body]).toEqual([id, delivery?.payload]);
    }
    expect(requests).toHaveLength(8);
  });

  it("wait until they are due, and stop when one succeeds", async () => {
    const { requests, send } = createReceiverStub(500, 302, 200);
    const fixture = createFixture({ send, retryScale: 2 });
    const { deliveries, clock } = fixture;
    const id = await triggerAndFail(fixture);
    const nextAttemptAt = new Date((start + 10) * 1_000).toISOString();
    expect(deliveries.get(id)).toMatchObject({ status: "pending", nextAttemptAt });
    clock.advance(9_999);
    await flush();
    expect(requests).toHaveLength(1);
    clock.advance(1);
    expect(deliveries.get(id)).not.toHaveProperty("nextAttemptAt");
    await deliveries.settled();
    expect(requests).toHaveLength(3);
    expect(deliveries.get(id)?.status).toBe("delivered");
  });

  it("go to the webhook as it is by then", async () => {
    const { requests, send } = createReceiverStub(500, 204);
    const stored = storedWebhook();
    const fixture = createFixture({ send, webhooks: [stored] });
    const id = await triggerAndFail(fixture);
    const headers = [{ key: "X-One", value: "second" }];
    const url = "https://elsewhere.domain.com/";
    stored.webhook = { ...stored.webhook, url, headers, validationSecret: oldSecret };
    await fixture.deliveries.settled();
    const [, request = { url: "", headers: new Headers(), body: "" }] = requests;
    expect([request.url, request.headers.get("x-one")]).toEqual([url, "second"]);
    expect(fixture.deliveries.get(id)?.url).toBe(url);
    const now = () => (start + 5) * 1_000;
    expect(await verify(request, { secrets: oldSecret, now })).toMatchObject({ ok: true });
  });

  it.each(["deleted", "made inactive"])("end when the webhook is %s", async (change) => {
    const { requests, send } = createReceiverStub(500);
    const stored = storedWebhook();
    const fixture = createFixture({ send, webhooks: [stored] });
    const id = await triggerAndFail(fixture);
    if (change === "deleted") fixture.store.remove(stored);
    else stored.webhook.isActive = false;
    await fixture.deliveries.settled();
    expect(requests).toHaveLength(1);
    const delivery = fixture.deliveries.get(id);
    expect(delivery).toMatchObject({ status: "cancelled", attempts: [{ status: 500 }] });
    expect(delivery).not.toHaveProperty("nextAttemptAt");
  });
});

describe("resend", () => {
  it("makes one more attempt under the same id, and its retries", async () => {
    const { requests, send } = createReceiverStub(...Array(9).fill(500), 204);
    const fixture = createFixture({ send });
    const { deliveries } = fixture;
    const id = trigger(fixture);
    await deliveries.settled();
    expect(deliveries.resend(id)?.status).toBe("pending");
    await deliveries.settled();
    const delivery = deliveries.get(id);
    expect([delivery?.status, delivery?.attempts.length]).toEqual(["delivered", 10]);
    const [last, next] = (delivery?.attempts ?? []).slice(-2).map(({ at }) => Date.parse(at));
    expect((next ?? 0) - (last ?? 0)).toBe(5_000);
    const ids = new Set(requests.map(({ headers }) => headers.get("webhook-id")));
    expect(ids).toEqual(new Set([id]));
    expect(deliveries.resend("msg_unknown")).toBeUndefined();
  });

  it("replaces a retry that is due later, and does nothing during an attempt", async () => {
    const { requests, send } = createReceiverStub(500, 204);
    const fixture = createFixture({ send });
    const id = await triggerAndFail(fixture);
    expect(fixture.deliveries.resend(id)).not.toHaveProperty("nextAttemptAt");
    fixture.deliveries.resend(id);
    await fixture.deliveries.settled();
    expect(fixture.clock.advanceToNext()).toBe(false);
    expect(requests).toHaveLength(2);
  });
});
