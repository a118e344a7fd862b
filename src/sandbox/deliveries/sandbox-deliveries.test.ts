import { describe, expect, it, vi } from "vitest";
import { createReceiver } from "../../receiver/index.js";
import {
  appId,
  createFixture,
  createReceiverStub,
  flush,
  push,
  secret,
  start,
  storedWebhook,
  trigger,
  until,
} from "./testing/deliveries-fixture.js";

describe("Deliveries", () => {
  it("delivers an event so that a receiver takes it", async () => {
    const events: unknown[] = [];
    const on = { "teamserver.push": (event: unknown) => events.push(event) };
    const receive = createReceiver({ secrets: secret, on, now: () => start * 1_000 });
    const { deliveries, clock } = createFixture({
      send(request) {
        clock.advance(1_234);
        return receive(request);
      },
    });
    const [delivery] = deliveries.trigger(appId, push);
    expect(delivery).toMatchObject({ status: "pending", attempts: [], eventType: push.type });
    await deliveries.settled();
    expect(events).toEqual([JSON.parse(delivery?.payload ?? "")]);
    const at = new Date(start * 1_000).toISOString();
    expect(deliveries.list()).toEqual([
      { ...delivery, status: "delivered", attempts: [{ at, duration: 1_234, status: 204 }] },
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

  /** So many webhooks, each of which gets a push. */
  const manyWebhooks = (count: number) =>
    Array.from({ length: count }, (_, number) => storedWebhook({ id: `mxep_${number}` }));

  it("forgets the deliveries that ended first", async () => {
    const target = createReceiverStub(204);
    const { deliveries } = createFixture({ ...target, webhooks: manyWebhooks(1_010) });
    const [first] = deliveries.trigger(appId, push);
    await deliveries.settled();
    expect(deliveries.list()).toHaveLength(1_000);
    expect(deliveries.get(first?.id ?? "")).toBeUndefined();
  });

  it("drops what is triggered while too many deliveries are pending", async () => {
    const send = () => new Promise<Response>(() => {});
    const { deliveries } = createFixture({ send, webhooks: manyWebhooks(10_001) });
    deliveries.trigger(appId, push);
    const [dropped, ...others] = deliveries.list();
    expect(dropped).toMatchObject({ status: "dropped", attempts: [] });
    expect(new Set(others.map(({ status }) => status))).toEqual(new Set(["pending"]));
    deliveries.close();
  });
});

describe("settled", () => {
  it("does not let time pass while a response is awaited", async () => {
    const respond: ((status: number) => void)[] = [];
    const send = () =>
      new Promise<Response>((resolve) =>
        respond.push((status) => resolve(new Response(null, { status }))),
      );
    const fixture = createFixture({ send });
    const callback = vi.fn();
    fixture.clock.schedule(callback, 1);
    trigger(fixture);
    const settled = Promise.all([fixture.deliveries.settled(), fixture.deliveries.settled()]);
    await until(() => respond.length === 1);
    expect(callback).not.toHaveBeenCalled();
    respond[0]?.(500);
    await until(() => respond.length === 2);
    expect(callback).toHaveBeenCalledOnce();
    respond[1]?.(204);
    await settled;
  });
});

describe("trigger", () => {
  it("has at most 64 attempts under way, and makes them in their order", async () => {
    let running = 0;
    let most = 0;
    const seen: (string | null)[] = [];
    const send = async ({ headers }: Request) => {
      seen.push(headers.get("webhook-id"));
      running += 1;
      most = Math.max(most, running);
      await flush();
      running -= 1;
      return new Response(null, { status: 204 });
    };
    const fixture = createFixture({ send });
    const ids = Array.from({ length: 300 }, () => trigger(fixture));
    await fixture.deliveries.settled();
    expect(most).toBe(64);
    expect(seen).toEqual(ids);
  });
});

describe("clear", () => {
  it("hangs up on a receiver that does not respond, so that nothing waits for it", async () => {
    const signals: AbortSignal[] = [];
    const statuses = [500, 204];
    const send = ({ signal }: Request) => {
      signals.push(signal);
      if (signals.length === 1) return new Promise<Response>(() => {});
      return Promise.resolve(new Response(null, { status: statuses.shift() ?? 204 }));
    };
    const fixture = createFixture({ send });
    trigger(fixture);
    await until(() => signals.length === 1);
    fixture.deliveries.clear();
    const id = trigger(fixture);
    await fixture.deliveries.settled();
    expect(signals[0]?.aborted).toBe(true);
    expect(fixture.deliveries.list()).toMatchObject([{ id, status: "delivered" }]);
  });
});

describe("close", () => {
  it("cancels attempts, queued or under way, and retries", async () => {
    const signals: AbortSignal[] = [];
    const send = ({ signal, url }: Request) => {
      signals.push(signal);
      if (url.endsWith("/fails")) return Promise.resolve(Response.error());
      return new Promise<Response>(() => {});
    };
    const failing = storedWebhook({ id: "mxep_2", url: "https://some.domain.com/fails" });
    const { deliveries, clock } = createFixture({ send, webhooks: [failing, storedWebhook()] });
    for (let i = 0; i < 70; i += 1) deliveries.trigger(appId, push);
    await until(() => signals.length > 64);
    const settled = deliveries.settled();
    deliveries.close();
    await settled;
    await flush();
    const cancelled = deliveries.list({ status: "cancelled" });
    expect(cancelled).toHaveLength(140);
    expect(cancelled.some((delivery) => "nextAttemptAt" in delivery)).toBe(false);
    expect(signals.at(-1)?.aborted).toBe(true);
    expect(clock.advanceToNext()).toBe(false);
    expect(signals.length).toBeLessThan(140);
  });

  it("leaves alone what has ended, and lets nothing be sent afterwards", async () => {
    const { requests, send } = createReceiverStub(204);
    const fixture = createFixture({ send });
    const id = trigger(fixture);
    await fixture.deliveries.settled();
    fixture.deliveries.close();
    expect(fixture.deliveries.trigger(appId, push)).toEqual([]);
    expect(fixture.deliveries.resend(id)?.status).toBe("delivered");
    await flush();
    expect(requests).toHaveLength(1);
  });
});
