import { describe, expect, it } from "vitest";
import { redactedText, redactedUrl } from "./delivery-secrets.js";
import {
  appId,
  createFixture,
  oldSecret,
  push,
  secret,
  start,
  storedWebhook,
} from "./testing/deliveries-fixture.js";

const headers = [
  { key: "Authorization", value: "Bearer DG4R4GT6R43" },
  { key: "X-Words", value: "short words each" },
  { key: "X-Key", value: 'quo"ted-and-secret' },
];
const stored = storedWebhook({ headers, url: "https://ada:pass-word@some.domain.com/hook" });
stored.oldSecrets.push({ secret: oldSecret, until: (start + 60) * 1_000 });

const shown = (text: string, isCut = false) => redactedText(stored, { text, isCut });

describe("redactedText", () => {
  it.each([
    ["the secret", secret],
    ["the secret without its prefix", secret.slice("whsec_".length)],
    ["an old secret", oldSecret],
    ["a header", "Bearer DG4R4GT6R43"],
    ["the token of a header", "DG4R4GT6R43"],
    ["a header of words too short to be masked alone", "short words each"],
    ["a header in JSON", String.raw`quo\"ted-and-secret`],
    ["the password of the URL", "pass-word"],
  ])("masks %s", (_, text) => {
    expect(shown(`<${text}>`)).toMatch(/^<(Bearer |whsec_)?\[redacted\]>$/);
  });

  it("keeps the first 500 characters, masked before they are counted", () => {
    expect(shown("a".repeat(2_000))).toBe("a".repeat(500));
    const answer = `${"a".repeat(490)}${secret}`;
    expect(shown(answer)).toBe(`${"a".repeat(490)}[redacted]`);
    expect(shown("")).toBeUndefined();
  });

  it("drops the end of a cut answer, where a secret may have begun", () => {
    expect(shown(`${"a".repeat(100)}${secret.slice(0, 30)}`, true)).toMatch(/^a+$/);
    expect(shown(secret.slice(0, 30), true)).toBeUndefined();
  });
});

describe("redactedUrl", () => {
  it("masks the password", () => {
    expect(redactedUrl(stored)).toBe("https://ada:[redacted]@some.domain.com/hook");
    expect(redactedUrl(storedWebhook({ url: "not a URL" }))).toBe("not a URL");
  });
});

describe("a record", () => {
  it("holds no secret while it waits for its turn", () => {
    const { deliveries } = createFixture({ send: () => new Promise(() => {}), webhooks: [stored] });
    const records = Array.from({ length: 70 }, () => deliveries.trigger(appId, push));
    expect(JSON.stringify(records)).not.toContain("pass-word");
    deliveries.close();
  });

  it("holds no secret, whatever the receiver does", async () => {
    const echoes = [
      async (request: Request) => new Response(JSON.stringify([...request.headers, secret])),
      async () =>
        new Response(null, { status: 302, headers: { location: `http://${oldSecret}/` } }),
      async () =>
        Promise.reject(new Error(`no ${secret} ${oldSecret}`, { cause: { code: secret } })),
      async (request: Request) =>
        new Response([...request.headers].join("\n") + oldSecret, { status: 500 }),
    ];
    for (const send of echoes) {
      const { deliveries } = createFixture({ send, webhooks: [stored] });
      const triggered = deliveries.trigger(appId, push);
      await deliveries.settled();
      const record = JSON.stringify([triggered, deliveries.list()]);
      expect(record).toContain('"attempts":[{');
      for (const text of [secret.slice(6), oldSecret, "DG4R4GT6R43", "ted-and", "pass-word"]) {
        expect(record).not.toContain(text);
      }
      expect(record).not.toContain(btoa("ada:pass-word"));
    }
  });
});
