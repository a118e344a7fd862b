import { describe, expect, it } from "vitest";
import { verify } from "../../receiver/index.js";
import type { StoredWebhook } from "../state.js";
import { createSignedRequest } from "./delivery-request.js";
import { oldSecret, secret, start, storedWebhook } from "./testing/deliveries-fixture.js";

const now = start * 1_000;
const delivery = { id: "msg_1", body: '{"name":"Grüße"}', attempt: 1 };
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
