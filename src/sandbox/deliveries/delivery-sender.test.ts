import { describe, expect, it, vi } from "vitest";
import { systemClock } from "../../shared/clock.js";
import {
  appId,
  createFixture,
  createReceiverStub,
  flush,
  push,
  storedWebhook,
} from "./testing/deliveries-fixture.js";

/** Answers only when told to. */
function createSlowTarget() {
  const answers: ((status: number) => void)[] = [];
  const send = () =>
    new Promise<Response>((resolve) =>
      answers.push((status) => resolve(new Response(null, { status }))),
    );
  return { answers, send };
}

describe("resend", () => {
  it("makes one more attempt under the same id, and its retries", async () => {
    const target = createReceiverStub(...Array(8).fill(500), 500, 204);
    const { deliveries } = createFixture(target);
    const [{ id } = { id: "" }] = deliveries.trigger(appId, push);
    await deliveries.settled();
    expect(deliveries.get(id)?.status).toBe("exhausted");
    expect(deliveries.resend(id)?.status).toBe("pending");
    await deliveries.settled();
    const delivery = deliveries.get(id);
    expect(delivery?.status).toBe("delivered");
    expect(delivery?.attempts).toHaveLength(10);
    const [last, next] = (delivery?.attempts ?? []).slice(-2).map(({ at }) => Date.parse(at));
    expect((next ?? 0) - (last ?? 0)).toBe(5_000);
    const ids = target.requests.map(({ headers }) => headers.get("webhook-id"));
    expect(new Set(ids)).toEqual(new Set([id]));
    expect(deliveries.resend("msg_unknown")).toBeUndefined();
  });

  it("takes the place of a retry that waits", async () => {
    const target = createReceiverStub(500, 204);
    const { deliveries, clock } = createFixture(target);
    const [{ id } = { id: "" }] = deliveries.trigger(appId, push);
    await flush();
    expect(deliveries.resend(id)).not.toHaveProperty("nextAttemptAt");
    await deliveries.settled();
    expect(clock.advanceToNext()).toBe(false);
    expect(target.requests).toHaveLength(2);
  });

  it("runs beside an attempt under way, whose failure does not undo its success", async () => {
    const target = createSlowTarget();
    const { deliveries, clock } = createFixture(target);
    const [{ id } = { id: "" }] = deliveries.trigger(appId, push);
    await flush();
    deliveries.resend(id);
    await flush();
    target.answers[1]?.(204);
    await flush();
    expect(deliveries.get(id)?.status).toBe("delivered");
    target.answers[0]?.(500);
    await flush();
    expect(deliveries.get(id)?.status).toBe("delivered");
    expect(deliveries.get(id)?.attempts).toHaveLength(2);
    expect(clock.advanceToNext()).toBe(false);
  });

  it("leaves the retry to the last of two attempts that fail", async () => {
    const target = createSlowTarget();
    const { deliveries, clock } = createFixture(target);
    const [{ id } = { id: "" }] = deliveries.trigger(appId, push);
    deliveries.resend(id);
    await flush();
    target.answers[0]?.(500);
    await flush();
    expect(deliveries.get(id)).not.toHaveProperty("nextAttemptAt");
    target.answers[1]?.(500);
    await flush();
    expect(deliveries.get(id)).toHaveProperty("nextAttemptAt");
    expect([clock.advanceToNext(), clock.advanceToNext()]).toEqual([true, false]);
    deliveries.close();
  });

  it("remembers the last 100 attempts", async () => {
    const { deliveries } = createFixture(createReceiverStub(...Array(5).fill(201), 204));
    const [{ id } = { id: "" }] = deliveries.trigger(appId, push);
    await deliveries.settled();
    for (let i = 0; i < 104; i += 1) {
      deliveries.resend(id);
      await deliveries.settled();
    }
    const statuses = deliveries.get(id)?.attempts.map(({ status }) => status);
    expect(statuses).toEqual(Array(100).fill(204));
  });
});

describe("settled", () => {
  it("does not let time pass while an answer is awaited", async () => {
    const target = createSlowTarget();
    const { deliveries, clock } = createFixture(target);
    const call = vi.fn();
    clock.schedule(call, 1);
    deliveries.trigger(appId, push);
    const settling = deliveries.settled();
    await flush();
    expect(call).not.toHaveBeenCalled();
    target.answers[0]?.(500);
    await flush();
    expect(call).toHaveBeenCalledOnce();
    target.answers[1]?.(204);
    await settling;
  });

  it("resolves at once when nothing is pending, and for everybody who waits", async () => {
    const { deliveries } = createFixture(createReceiverStub(500, 204));
    await deliveries.settled();
    deliveries.trigger(appId, push);
    await Promise.all([deliveries.settled(), deliveries.settled()]);
    expect(deliveries.list({ status: "delivered" })).toHaveLength(1);
  });

  it("waits in the system's time", async () => {
    const target = createReceiverStub(500, 204);
    const { deliveries } = createFixture({
      ...target,
      realClock: systemClock,
      retryScale: 0.000_2,
    });
    deliveries.trigger(appId, push);
    await deliveries.settled();
    expect(deliveries.list({ status: "delivered" })).toHaveLength(1);
  });
});

describe("Sender", () => {
  it("has 64 attempts under way at most, and makes the others in their order", async () => {
    let running = 0;
    let most = 0;
    const seen: string[] = [];
    const send = async (request: Request) => {
      seen.push(request.headers.get("webhook-id") ?? "");
      running += 1;
      most = Math.max(most, running);
      await flush();
      running -= 1;
      return new Response(null, { status: 204 });
    };
    const { deliveries } = createFixture({ send, maxLogged: 5_000 });
    const ids = Array.from({ length: 1_500 }, () => deliveries.trigger(appId, push)[0]?.id);
    await deliveries.settled();
    expect(most).toBe(64);
    expect(seen).toEqual(ids);
  });
});

describe("close", () => {
  it("cancels attempts, those that wait, and retries", async () => {
    const signals: AbortSignal[] = [];
    const send = (request: Request) => {
      signals.push(request.signal);
      if (request.url.endsWith("/fails")) return Promise.resolve(Response.error());
      return new Promise<Response>(() => {});
    };
    const failing = storedWebhook({ id: "mxep_2", url: "https://some.domain.com/fails" });
    const { deliveries, clock } = createFixture({ send, webhooks: [failing, storedWebhook()] });
    for (let i = 0; i < 70; i += 1) deliveries.trigger(appId, push);
    await flush();
    const settling = deliveries.settled();
    deliveries.close();
    await settling;
    await flush();
    expect(deliveries.list({ status: "cancelled" })).toHaveLength(140);
    expect(deliveries.list().some((delivery) => "nextAttemptAt" in delivery)).toBe(false);
    const [underWay] = deliveries.list({ webhookId: "mxep_1" }).slice(-1);
    expect(underWay?.attempts).toEqual([]);
    expect(signals.at(-1)?.aborted).toBe(true);
    expect(clock.advanceToNext()).toBe(false);
    expect(signals.length).toBeLessThan(140);
  });

  it("lets those go who wait for a retry", async () => {
    const { deliveries } = createFixture({ ...createReceiverStub(500), realClock: systemClock });
    deliveries.trigger(appId, push);
    await flush();
    const settling = deliveries.settled();
    deliveries.close();
    await settling;
    expect(deliveries.list()).toMatchObject([{ status: "cancelled", attempts: [{ status: 500 }] }]);
  });

  it("leaves nothing to deliver or to send again, and alone what has ended", async () => {
    const target = createReceiverStub(204);
    const signals: AbortSignal[] = [];
    const send = (request: Request) => {
      signals.push(request.signal);
      return target.send(request);
    };
    const { deliveries } = createFixture({ send });
    const [{ id } = { id: "" }] = deliveries.trigger(appId, push);
    await deliveries.settled();
    deliveries.close();
    expect(deliveries.trigger(appId, push)).toEqual([]);
    expect(deliveries.resend(id)?.status).toBe("delivered");
    await flush();
    expect(target.requests).toHaveLength(1);
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
  });
});
