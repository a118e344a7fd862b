import { describe, expect, it } from "vitest";
import { redactedText } from "./delivery-secrets.js";
import { deliver, oldSecret, secret, start, storedWebhook } from "./testing/deliveries-fixture.js";

const headers = [
  { key: "Authorization", value: "Bearer DG4R4GT6R43" },
  { key: "X-Words", value: "short words each" },
  { key: "X-Key", value: 'quo"ted-and-secret' },
];
const stored = storedWebhook({ headers, url: "https://ada:pass-word@some.domain.com/hook" });
stored.oldSecrets.push({ secret: oldSecret, until: (start + 60) * 1_000 });

const shown = (text: string) => redactedText(stored, text);

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
    expect(shown(`${"a".repeat(490)}${secret}`)).toBe(`${"a".repeat(490)}[redacted]`);
    expect(shown("")).toBeUndefined();
  });
});

describe("a delivery in the log", () => {
  it.each<[string, (request: Request) => Promise<Response>]>([
    ["echoes them", async ({ headers }) => new Response([...headers].join("\n") + oldSecret)],
    ["echoes JSON", async ({ headers }) => new Response(JSON.stringify([...headers, secret]))],
    ["redirects to one", async () => Response.redirect(`http://${oldSecret}.domain.com/`, 302)],
    ["throws one", () => Promise.reject(new Error(`no ${secret}`, { cause: { code: secret } }))],
  ])("holds no secrets when the receiver %s", async (_, send) => {
    const record = JSON.stringify(await deliver({ send, webhooks: [stored] }));
    expect(record).toContain('"attempts":[{');
    expect(record).toContain('"url":"https://ada:[redacted]@some.domain.com/hook"');
    const secrets = [secret.slice(6), oldSecret, "DG4R4GT6R43", "ted-and", "pass-word"];
    for (const text of [...secrets, btoa("ada:pass-word")]) expect(record).not.toContain(text);
  });
});
