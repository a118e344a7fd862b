import { afterEach, describe, expect, it, vi } from "vitest";
import { verify } from "../../receiver/index.js";
import type { StoredWebhook } from "../store.js";
import { createSignedRequest } from "./delivery-attempt.js";
import {
  createFixture,
  deliver,
  flush,
  oldSecret,
  secret,
  start,
  storedWebhook,
  trigger,
} from "./testing/deliveries-fixture.js";

afterEach(() => {
  vi.useRealTimers();
});

describe("an attempt", () => {
  it("gives up after 30 s, and leaves no timer behind", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const fixture = createFixture({ send: () => new Promise(() => {}) });
    const id = trigger(fixture);
    await vi.advanceTimersByTimeAsync(29_999);
    expect(fixture.deliveries.get(id)?.attempts).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    await flush();
    const attempt = { error: "no response within 30 s" };
    expect(fixture.deliveries.get(id)?.attempts).toMatchObject([attempt]);
    await deliver({ send: async () => new Response() });
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("the location of a response", () => {
  it.each([
    [201, undefined],
    [302, "redirects are not followed"],
  ])("with the status %i gives the error %j", async (status, error) => {
    const headers = { location: "https://elsewhere.domain.com/" };
    const { first } = await deliver({ send: async () => new Response(null, { status, headers }) });
    expect([first?.status, first?.error]).toEqual([status, error]);
  });
});

const now = start * 1_000;
const delivery = { deliveryId: "msg_1", body: '{"name":"Grüße"}', attempt: 1 };
const requestFor = (stored: StoredWebhook) => createSignedRequest(stored, delivery, now);

describe("createSignedRequest", () => {
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
      ...[...own, "Connection", "Content-Length", "Transfer-Encoding", "Expect"].map((key) => ({
        key,
        value: "mine",
      })),
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
