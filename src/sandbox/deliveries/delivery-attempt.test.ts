import { afterEach, describe, expect, it, vi } from "vitest";
import { verify } from "../../receiver/index.js";
import { createVirtualClock } from "../../shared/clock.js";
import type { StoredWebhook } from "../store.js";
import { createSignedRequest, makeAttempt } from "./delivery-attempt.js";
import { DeliveryFailure, describeFailure } from "./delivery-failure.js";
import type { AroundDelivery, DeliveryRequest, Transport } from "./delivery-transport.js";
import {
  appId,
  createFixture,
  createReceiverStub,
  oldSecret,
  push,
  secret,
  start,
  storedWebhook,
} from "./testing/deliveries-fixture.js";

const now = start * 1_000;
const clock = createVirtualClock(now);
const delivery = { deliveryId: "msg_1", body: '{"name":"Grüße"}', attempt: 1 };
const response = { status: 200, text: "", isCut: false };

function attempt(transport: Transport, closing = new AbortController()) {
  const around: AroundDelivery = (request, next) => next(request);
  const services = { clock, transport, around, timeout: 30_000 };
  return makeAttempt(delivery, storedWebhook(), closing.signal, services);
}

afterEach(() => {
  vi.useRealTimers();
});

describe("makeAttempt", () => {
  it("tells when it began and how long it took", async () => {
    const result = await attempt(async () => {
      clock.advance(1_234);
      return response;
    });
    const at = new Date(start * 1_000).toISOString();
    expect(result).toEqual({ at, duration: 1_234, status: 200 });
  });

  it("gives up after 30 s, and leaves no timer behind", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const failing = attempt(() => new Promise(() => {}));
    await vi.advanceTimersByTimeAsync(29_999);
    const early = await Promise.race([failing, "under way"]);
    await vi.advanceTimersByTimeAsync(1);
    expect([early, (await failing).error]).toEqual(["under way", "no answer within 30 s"]);
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
  /** Delivers one push, whose attempts go through the wrapper. */
  async function deliver(around: AroundDelivery, ...statuses: number[]) {
    const receiver = createReceiverStub(...statuses);
    const headers = [{ key: "X-Stage", value: "one" }];
    const webhooks = [storedWebhook({ headers })];
    const { deliveries } = createFixture({ send: receiver.send, around, webhooks });
    deliveries.trigger(appId, push);
    await deliveries.settled();
    return { requests: receiver.requests, delivery: deliveries.list()[0] };
  }

  it("sees each attempt as it would be sent", async () => {
    const seen: DeliveryRequest[] = [];
    const { delivery } = await deliver(
      (request, next) => {
        seen.push(request);
        return next(request);
      },
      500,
      204,
    );
    expect(seen).toMatchObject([{ attempt: 1 }, { attempt: 2 }]);
    expect(seen[0]).toMatchObject({
      url: new URL("https://some.domain.com/webhooks"),
      headers: { "webhook-id": delivery?.id, "x-stage": ["one"] },
      body: delivery?.payload,
      appId,
      webhook: { id: "mxep_1", validationSecret: secret },
      deliveryId: delivery?.id,
    });
  });

  it("changes what is sent", async () => {
    const { requests } = await deliver(({ headers, ...request }, next) => {
      const { "webhook-signature": _, "x-stage": __, ...others } = headers;
      return next({ ...request, headers: { ...others, "webhook-id": "other" }, body: '"Grüße"' });
    });
    expect(requests).toMatchObject([{ body: '"Grüße"' }]);
    const sent = Object.fromEntries(requests[0]?.headers ?? []);
    expect(sent).toMatchObject({ "webhook-id": "other", "content-length": "9" });
    expect(Object.keys(sent)).not.toContain("webhook-signature");
    expect(Object.keys(sent)).not.toContain("x-stage");
  });

  it("sends twice, follows a redirect, or sends nothing", async () => {
    const twice = await deliver(async (request, next) => {
      await next(request);
      return next(request);
    });
    expect(twice.requests).toHaveLength(2);
    expect(twice.delivery?.attempts).toHaveLength(1);

    const url = new URL("https://elsewhere.domain.com/");
    const followed = await deliver(
      async (request, next) => {
        await next(request);
        return next({ ...request, url });
      },
      302,
      204,
    );
    expect(followed.requests[1]?.url).toBe(url.href);

    const answered = await deliver(async () => ({ ...response, status: 202, text: secret }));
    expect(answered.requests).toEqual([]);
    expect(answered.delivery).toMatchObject({
      status: "delivered",
      attempts: [{ status: 202, answer: "[redacted]" }],
    });
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

  it("signs with the new secret first, and with each old one until it expires", async () => {
    const expired = "whsec_bm90IGEgc2VjcmV0IGFueSBtb3JlISEh";
    const stored = storedWebhook();
    stored.oldSecrets.push({ secret: oldSecret, until: now }, { secret: expired, until: now - 1 });
    const { headers, body } = await requestFor(stored);
    const matches = [secret, oldSecret, expired].map(async (secrets) => {
      const result = await verify({ headers, body }, { secrets, now: () => now });
      return result.ok ? result.matched.signatureIndex : result.code;
    });
    expect(await Promise.all(matches)).toEqual([0, 1, "no_match"]);
  });

  it("signs once with a secret that was set again", async () => {
    const stored = storedWebhook();
    stored.oldSecrets.push({ secret, until: now + 1 });
    expect((await requestFor(stored)).headers["webhook-signature"]).not.toContain(" ");
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

const withCode = (code: unknown, cause?: unknown) =>
  Object.assign(new Error("a secret", { cause }), { code });

describe("describeFailure", () => {
  it.each([
    ["its own failure", new DeliveryFailure("no answer within 30 s"), "no answer within 30 s"],
    ["a known code", withCode("ECONNREFUSED"), "connection refused"],
    ["the code of a cause", withCode(undefined, withCode("ENOTFOUND")), "host not found"],
    ["a certificate", withCode("DEPTH_ZERO_SELF_SIGNED_CERT"), /^no trusted TLS connection \(D/],
    ["any other code", withCode("EMFILE"), "the request failed (EMFILE)"],
    ["a code that is a text", withCode("a secret"), "the request failed"],
    ["a code that is a number", withCode(5), "the request failed"],
    ["a value that is no error", "a secret", "the request failed"],
  ])("describes %s", (_, error, description) => {
    expect(describeFailure(error)).toMatch(description);
    expect(describeFailure(error)).not.toContain("a secret");
  });
});
