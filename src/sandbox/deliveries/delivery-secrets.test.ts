import { describe, expect, it } from "vitest";
import { deliver, oldSecret, secret, start, storedWebhook } from "./testing/deliveries-fixture.js";

const headers = [
  { key: "Authorization", value: "Bearer DG4R4GT6R43" },
  { key: "X-Words", value: "short words each" },
  { key: "X-Key", value: 'quo"ted-and-secret' },
];
const stored = storedWebhook({ headers, url: "https://ada:pass-word@some.domain.com/hook" });
stored.oldSecrets.push({ secret: oldSecret, until: (start + 60) * 1_000 });

describe("a delivery in the log", () => {
  it.each<[string, (request: Request) => Promise<Response>]>([
    ["echoes them", async ({ headers }) => new Response([...headers].join("\n") + oldSecret)],
    ["echoes JSON", async ({ headers }) => new Response(JSON.stringify([...headers, secret]))],
    ["echoes half of one", async () => new Response(`${"a".repeat(490)}${secret}`)],
    ["redirects to one", async () => Response.redirect(`http://${oldSecret}.domain.com/`, 302)],
    ["throws one", () => Promise.reject(new Error(`no ${secret}`, { cause: { code: secret } }))],
  ])("holds no secrets when the receiver %s", async (_, send) => {
    const record = JSON.stringify(await deliver({ send, webhooks: [stored] }));
    expect(record).toContain('"attempts":[{');
    expect(record).toContain('"url":"https://ada:[redacted]@some.domain.com/hook"');
    const secrets = [secret.slice(6, 10), oldSecret, "DG4R4GT6R43", "ted-and", "pass-word"];
    for (const text of [...secrets, "short words each", btoa("ada:pass-word")])
      expect(record).not.toContain(text);
  });

  it.each([
    ["https://secret-token@some.domain.com/", "https://[redacted]@some.domain.com/"],
    ["https://some.domain.com/?sig=se+cret/value=", "https://some.domain.com/?sig=[redacted]"],
    ["https://some.domain.com/?sig=se%2bcret%2fvalue", "https://some.domain.com/?sig=[redacted]"],
    ["https://some.domain.com/?a=1&secret-value", "https://some.domain.com/?a=1&[redacted]"],
  ])("holds no secrets of %s when the receiver echoes them", async (url, shown) => {
    const send = async (request: Request) =>
      new Response([request.url, ...new URL(request.url).searchParams.values()].join("\n"));
    const webhooks = [storedWebhook({ url })];
    const { url: logged, first } = await deliver({ send, webhooks });
    expect(logged).toBe(shown);
    expect(first?.response).not.toMatch(/cret/);
  });

  it("is made for a header that cannot be sent", async () => {
    const headers = [{ key: "X-Half", value: "half of a pair: \ud800" }];
    const { first } = await deliver({ webhooks: [storedWebhook({ headers })] });
    expect(first?.error).toBe("a custom header cannot be sent");
  });
});
