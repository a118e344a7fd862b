import { afterEach, describe, expect, it, vi } from "vitest";
import { verify } from "../../receiver/index.js";
import { createVirtualClock } from "../../shared/clock.js";
import type { StoredWebhook } from "../store.js";
import { createSignedRequest, makeAttempt } from "./delivery-attempt.js";
import {
  type AroundDelivery,
  DeliveryFailure,
  type DeliveryRequest,
  type Transport,
} from "./delivery-transport.js";
import {
  appId,
  createReceiverStub,
  deliver,
  oldSecret,
  secret,
  start,
  storedWebhook,
} from "./testing/deliveries-fixture.js";

const now = start * 1_000;
const clock = createVirtualClock(now);
const delivery = { deliveryId: "msg_1", body: '{"name":"Grüße"}', attempt: 1 };
const response = { status: 200, text: "" };

function attempt(transport: Transport, closing = new AbortController()) {
  const around: AroundDelivery = (request, next) => next(request);
  const settings = { transport, around, timeout: 30_000, retryScale: 1 };
  return makeAttempt(delivery, storedWebhook(), closing.signal, clock, settings);
}

afterEach(() => {
  vi.useRealTimers();
});

describe("makeAttempt", () => {
  it("records when it began and how long it took", async () => {
    const result = await attempt(async () => {
      clock.advance(1_234);
      return response;
    });
    expect(result).toEqual({ at: new Date(now).toISOString(), duration: 1_234, status: 200 });
  });

  it("gives up after 30 s, and leaves no timer behind", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const failing = attempt(() => new Promise(() => {}));
    await vi.advanceTimersByTimeAsync(29_999);
    const early = await Promise.race([failing, "under way"]);
    await vi.advanceTimersByTimeAsync(1);
    expect([early, (await failing).error]).toEqual(["under way", "no response within 30 s"]);
    await attempt(async () => response);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("sends nothing when it was aborted before it began", async () => {
    const transport = vi.fn<Transport>();
    const controller = new AbortController();
    const result = attempt(transport, controller);
    controller.abort(new DeliveryFailure("closed"));
    expect(await result).toMatchObject({ error: "closed" });
    expect(transport).not.toHaveBeenCalled();
  });
});

describe("option around", () => {
  const webhooks = [storedWebhook({ headers: [{ key: "X-One", value: "one" }] })];

  it("gets each attempt as it would be sent", async () => {
    const seen: DeliveryRequest[] = [];
    const around: AroundDelivery = (request, next) => {
      seen.push(request);
      return next(request);
    };
    const { send } = createReceiverStub(500, 204);
    const { id, payload } = await deliver({ send, around, webhooks });
    expect(seen).toMatchObject([{ attempt: 1 }, { attempt: 2 }]);
    expect(seen[0]).toMatchObject({
      url: new URL("https://some.domain.com/webhooks"),
      headers: { "webhook-id": id, "x-one": ["one"] },
      body: payload,
      appId,
      webhook: { id: "mxep_1", validationSecret: secret },
      deliveryId: id,
    });
  });

  it("changes what is sent, or responds instead", async () => {
    const { requests, send } = createReceiverStub();
    const around: AroundDelivery = async (request, next) => {
      await next({ ...request, headers: { "webhook-id": "other" }, body: '"ü"' });
      return { status: 202, text: secret };
    };
    const { attempts } = await deliver({ send, around, webhooks });
    expect(attempts).toMatchObject([{ status: 202, response: "[redacted]" }]);
    expect(requests).toMatchObject([{ body: '"ü"' }]);
    const sent = Object.fromEntries(requests[0]?.headers ?? []);
    expect(sent).toMatchObject({ "webhook-id": "other", "content-length": "4" });
    expect(sent).not.toHaveProperty("x-one");
  });
});

const requestFor = (stored: StoredWebhook) => createSignedRequest(stored, delivery, now);

describe("createSignedRequest", () => {
  it("has the headers of the service", async () => {
    const { headers, body, url } = await requestFor(storedWebhook());
    expect(headers).toEqual({
      "webhook-id": "msg_1",
      "webhook-timestamp": `${start}`,
      "webhook-signature": expect.stringMatching(/^v1,/),
      "content-type": "application/json",
      "user-agent": expect.any(String),
      accept: "*/*",
    });
    expect([body, url.href]).toEqual([delivery.body, "https://some.domain.com/webhooks"]);
  });

  it("signs with the new secret first, and once with each old one until it expires", async () => {
    const expired = "whsec_bm90IGEgc2VjcmV0IGFueSBtb3JlISEh";
    const stored = storedWebhook();
    stored.oldSecrets.push(
      { secret, until: now + 1 },
      { secret: oldSecret, until: now },
      { secret: expired, until: now - 1 },
    );
    const { headers, body } = await requestFor(stored);
    const matches = [secret, oldSecret, expired].map(async (secrets) => {
      const result = await verify({ headers, body }, { secrets, now: () => now });
      return result.ok ? result.matched.signatureIndex : result.code;
    });
    expect(await Promise.all(matches)).toEqual([0, 1, "no_match"]);
  });

  it("adds custom headers, combines equal names, and skips those that it sets itself", async () => {
    const own = ["Webhook-Id", "WEBHOOK-SIGNATURE", "webhook-timestamp", "Accept", "Host"];
    const headers = [
      ...[...own, "Connection", "Content-Length"].map((key) => ({ key, value: "mine" })),
      { key: "X-One", value: "1" },
      { key: "x-one", value: "2" },
      { key: "Authorization", value: "Bearer token" },
    ];
    const { headers: sent } = await requestFor(storedWebhook({ headers }));
    const plain = (await requestFor(storedWebhook())).headers;
    expect(sent).toEqual({ ...plain, "x-one": ["1", "2"], authorization: ["Bearer token"] });
  });

  it("refuses a URL that is not valid", async () => {
    await expect(requestFor(storedWebhook({ url: "nowhere" }))).rejects.toThrow("not valid");
  });
});
