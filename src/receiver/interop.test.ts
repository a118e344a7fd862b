import fc from "fast-check";
import { Webhook as StandardWebhook } from "standardwebhooks";
import { Webhook as SvixWebhook } from "svix";
import { describe, expect, it } from "vitest";
import { sign, verify } from "./index.js";

const ids = fc.oneof(fc.uuid(), fc.stringMatching(/^[!-~]{1,256}$/));
const textBodies = fc.oneof(
  fc.json({ stringUnit: "binary" }),
  fc.constantFrom("", " ", "\r\n", "\u2028", "\uFEFF", '{"name":"Grüße, 世界 🌍"}'),
  fc.string({ unit: "binary" }),
);
const base64Secrets = fc
  .uint8Array({ minLength: 24, maxLength: 64 })
  .map((bytes) => `whsec_${Buffer.from(bytes).toString("base64")}`);
const rawSecrets = fc.oneof(fc.stringMatching(/^[A-Za-z0-9]{33}$/), base64Secrets);

const library =
  (Webhook: typeof StandardWebhook | typeof SvixWebhook, options?: { format: "raw" }) =>
  (secret: string, id: string, timestamp: number, body: string) =>
    new Webhook(secret, options).sign(id, new Date(timestamp * 1000), body);
const raw = { format: "raw" } as const;

describe("sign and verify", () => {
  it.each([
    ["standardwebhooks", "raw", rawSecrets, library(StandardWebhook, raw)],
    ["standardwebhooks", "base64", base64Secrets, library(StandardWebhook)],
    ["svix", "raw", rawSecrets, library(SvixWebhook, raw)],
    ["svix", "base64", base64Secrets, library(SvixWebhook)],
  ] as const)("agree with %s and a %s key", async (_, keyEncoding, allSecrets, signLike) => {
    const args = [allSecrets, ids, fc.nat(), textBodies] as const;
    const property = fc.asyncProperty(...args, async (secrets, id, timestamp, body) => {
      const headers = await sign({ id, timestamp, body, secrets, keyEncoding });
      expect(headers["webhook-signature"]).toBe(signLike(secrets, id, timestamp, body));
      const result = await verify({ headers, body }, { secrets, now: () => timestamp * 1000 });
      expect(result).toMatchObject({ ok: true, matched: { keyEncoding } });
    });
    await fc.assert(property, { seed: 1_700_000_000, numRuns: 200 });
  });
});
