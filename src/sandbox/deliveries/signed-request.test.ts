import { describe, expect, it } from "vitest";
import { verify } from "../../receiver/index.js";
import { unbroken } from "../breaks.js";
import { signedRequest } from "./signed-request.js";
import { oldSecret, secret, start, storedWebhook } from "./testing/scene.js";

const now = start * 1_000;
const message = { id: "msg_1", body: '{"name":"Grüße"}', now, firstSentAt: undefined };
const services = { random: () => 0.5, breaks: unbroken };
const request = (stored: ReturnType<typeof storedWebhook>) =>
  signedRequest(message, stored, services);

describe("signedRequest", () => {
  it("has the headers of the service", async () => {
    const { headers, body, url } = await request(storedWebhook());
    expect(Object.keys(headers).sort()).toEqual([
      "accept",
      "content-length",
      "content-type",
      "user-agent",
      "webhook-id",
      "webhook-signature",
      "webhook-timestamp",
    ]);
    expect(headers).toMatchObject({
      "webhook-id": "msg_1",
      "webhook-timestamp": `${start}`,
      "content-type": "application/json",
      "content-length": `${Buffer.byteLength(message.body)}`,
      accept: "*/*",
    });
    expect([body, url.href]).toEqual([message.body, "https://some.domain.com/webhooks"]);
  });

  it("signs with the new secret first, and with each old one until its time is over", async () => {
    const expired = "whsec_bm90IGEgc2VjcmV0IGFueSBtb3JlISEh";
    const stored = storedWebhook();
    stored.oldSecrets.push({ secret: oldSecret, until: now }, { secret: expired, until: now - 1 });
    const headers = (await request(stored)).headers as Record<string, string>;
    expect(headers["webhook-signature"]?.split(" ")).toHaveLength(2);
    const matches = [secret, oldSecret, expired].map(async (secrets) => {
      const result = await verify({ headers, body: message.body }, { secrets, now: () => now });
      return result.ok ? result.matched.signatureIndex : result.code;
    });
    expect(await Promise.all(matches)).toEqual([0, 1, "no_match"]);
  });

  it("signs once with a secret that was given again", async () => {
    const stored = storedWebhook();
    stored.oldSecrets.push({ secret, until: now + 1 });
    expect((await request(stored)).headers["webhook-signature"]).not.toContain(" ");
  });

  it("adds custom headers, equal names together, and none that are its own", async () => {
    const own = ["Webhook-Id", "WEBHOOK-SIGNATURE", "webhook-timestamp", "Accept", "Host"];
    const headers = [
      ...own.map((key) => ({ key, value: "mine" })),
      { key: "Connection", value: "upgrade" },
      { key: "X-One", value: "1" },
      { key: "x-one", value: "2" },
      { key: "Authorization", value: "Bearer token" },
    ];
    const { headers: sent } = await request(storedWebhook({ headers }));
    const plain = (await request(storedWebhook())).headers;
    expect(sent).toEqual({ ...plain, "x-one": ["1", "2"], authorization: ["Bearer token"] });
  });

  it("makes a header of a user and password in the URL", async () => {
    const url = "https://ada:p%40ss%@some.domain.com/hook";
    const { url: target, headers } = await request(storedWebhook({ url }));
    expect(target.href).toBe("https://some.domain.com/hook");
    // What does not decode is sent as it was written.
    expect(headers.authorization).toBe(`Basic ${btoa("ada:p%40ss%")}`);
    const decoded = await request(storedWebhook({ url: url.replace("ss%", "ss") }));
    expect(decoded.headers.authorization).toBe(`Basic ${btoa("ada:p@ss")}`);
  });

  it.each([
    ["ftp://some.domain.com/", "neither http: nor https:"],
    ["file:///etc/passwd", "neither http: nor https:"],
    ["nowhere", "not valid"],
  ])("refuses %s", async (url, message) => {
    await expect(request(storedWebhook({ url }))).rejects.toThrow(message);
  });
});
