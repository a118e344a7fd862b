import { execFile } from "node:child_process";
import fc from "fast-check";
import { Webhook as StandardWebhook } from "standardwebhooks";
import { Webhook as SvixWebhook } from "svix";
import { describe, expect, it } from "vitest";
import { type KeyEncoding, sign, verify } from "./index.js";

const ids = fc.oneof(fc.uuid(), fc.stringMatching(/^[!-~]{1,256}$/));
const textBodies = fc.oneof(
  fc.json({ stringUnit: "binary" }),
  fc.constantFrom("", " ", "\r\n", "\u2028", "\uFEFF", '{"name":"Grüße, 世界 🌍"}'),
  fc.string({ unit: "binary" }),
);
const bodies = fc.oneof(textBodies, fc.uint8Array({ maxLength: 2000 }));
const base64Secrets = fc
  .uint8Array({ minLength: 24, maxLength: 64 })
  .map((bytes) => `whsec_${Buffer.from(bytes).toString("base64")}`);
const rawSecrets = fc.oneof(fc.stringMatching(/^[A-Za-z0-9]{33}$/), base64Secrets);

interface Signable {
  id: string;
  timestamp: number;
  body: string | Uint8Array;
}
type Sign = (secret: string, signable: Signable) => string | Promise<string>;

/** Signs like the shell recipe in Mendix's documentation. */
const openssl =
  (keyOptions: (secret: string) => string[]): Sign =>
  (secret, { id, timestamp, body }) =>
    new Promise((resolve, reject) => {
      const args = ["dgst", "-sha256", ...keyOptions(secret), "-binary"];
      const child = execFile("openssl", args, { encoding: "buffer" }, (error, digest) => {
        if (error) reject(new Error("openssl does not run; is it installed?", { cause: error }));
        else resolve(`v1,${digest.toString("base64")}`);
      });
      // If openssl does not start, the error above says so.
      child.stdin?.on("error", () => {});
      child.stdin?.end(Buffer.concat([Buffer.from(`${id}.${timestamp}.`), Buffer.from(body)]));
    });

const hexKey = (secret: string) => Buffer.from(secret.slice(6), "base64").toString("hex");

const library =
  (Webhook: typeof StandardWebhook | typeof SvixWebhook, options?: { format: "raw" }): Sign =>
  (secret, { id, timestamp, body }) =>
    new Webhook(secret, options).sign(id, new Date(timestamp * 1000), String(body));

const hexOptions = (secret: string) => ["-mac", "HMAC", "-macopt", `hexkey:${hexKey(secret)}`];

describe("sign and verify", () => {
  it.each<[string, KeyEncoding, Sign, fc.Arbitrary<string | Uint8Array>]>([
    ["openssl", "raw", openssl((secret) => ["-hmac", secret]), bodies],
    ["openssl", "base64", openssl(hexOptions), bodies],
    ["standardwebhooks", "raw", library(StandardWebhook, { format: "raw" }), textBodies],
    ["svix", "base64", library(SvixWebhook), textBodies],
  ])("agree with %s and find its key encoding, %s", async (_, keyEncoding, signLike, bodies) => {
    const signables = fc.record({ id: ids, timestamp: fc.nat(), body: bodies });
    const secrets = keyEncoding === "raw" ? rawSecrets : base64Secrets;
    const property = fc.asyncProperty(secrets, signables, async (secrets, signable) => {
      const headers = await sign({ ...signable, secrets, keyEncoding });
      expect(headers["webhook-signature"]).toBe(await signLike(secrets, signable));
      const now = () => signable.timestamp * 1000;
      const result = await verify({ headers, body: signable.body }, { secrets, now });
      expect(result).toMatchObject({ ok: true, matched: { keyEncoding } });
    });
    await fc.assert(property, { seed: 1_700_000_000, numRuns: 80 });
  });
});
