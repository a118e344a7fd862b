import fc from "fast-check";
import { Webhook as StandardWebhook } from "standardwebhooks";
import { Webhook as SvixWebhook } from "svix";
import { describe, expect, it } from "vitest";
import {
  type Delivery,
  explain,
  ReceiverError,
  type SignOptions,
  sign,
  type VerifyOptions,
  verify,
} from "./index.js";
import {
  documentedSecret,
  now,
  secret,
  signedDelivery,
  timestamp,
  vectors,
} from "./testing/signed-deliveries.js";

const { headers, body } = await signedDelivery('{"name":"Grüße"}');
const bytes = new TextEncoder().encode(body);
const names = ["webhook-id", "webhook-timestamp", "webhook-signature"] as const;

const resultOf = (delivery: unknown, options: Partial<VerifyOptions> = {}) =>
  verify(delivery as Delivery, { secrets: secret, now, ...options });
const withHeaders = (changed: Record<string, unknown>) => ({
  headers: { ...headers, ...changed },
  body,
});
const request = () => new Request("https://receiver.example", { method: "POST", headers, body });
const used = request();
await used.text();
/** Bytes whose buffer belongs to another thread by now. */
const transferred = new TextEncoder().encode(body);
structuredClone(transferred.buffer, { transfer: [transferred.buffer] });

const withLongId = await signedDelivery(body, { id: "x".repeat(256) });
const larger = Buffer.concat([Buffer.alloc(4), bytes, Buffer.alloc(4)]);
const shared: Uint8Array<ArrayBufferLike> = new Uint8Array(new SharedArrayBuffer(bytes.length));
shared.set(bytes);

describe("verify", () => {
  it.each(vectors)("agrees with the published vector: $name", async (vector) => {
    const options = { secrets: vector.secret, now: () => vector.now * 1000 };
    expect(await verify(vector, options)).toMatchObject(vector.result);
  });

  it("tells which secret, in which encoding, matches which of the signatures of a rotation", async () => {
    const rotated = await signedDelivery("{}", { secrets: [secret, documentedSecret] });
    const known = [`whsec_${"A".repeat(32)}`, "too short", documentedSecret];
    const matched = { keyEncoding: "raw", secretIndex: 2, signatureIndex: 1 };
    const result = await resultOf(rotated, { secrets: known });
    expect(result).toEqual({ ok: true, id: "msg_1", timestamp, matched });
  });

  const capitals = Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value]);
  const lists = Object.entries(headers).map(([name, value]) => [name, [value]]);
  it.each<[string, unknown]>([
    ["bytes", { headers, body: bytes }],
    ["an ArrayBuffer", { headers, body: bytes.buffer }],
    ["a part of a larger buffer", { headers, body: larger.subarray(4, -4) }],
    ["a DataView", { headers, body: new DataView(bytes.buffer) }],
    ["Headers", { headers: new Headers(headers), body }],
    ["names in capitals", { headers: Object.fromEntries(capitals), body }],
    ["values in lists", { headers: Object.fromEntries(lists), body }],
    ["a Request", request()],
    ["an id of 256 characters", withLongId],
  ])("accepts %s", async (_, delivery) => {
    expect(await resultOf(delivery)).toMatchObject({ ok: true });
  });

  it("reports a body that is gone, a timestamp or a header that is wrong, and throws for nothing", async () => {
    for (const written of ["1700000000x", "x1700000000", "9".repeat(16)]) {
      const result = await resultOf(withHeaders({ "webhook-timestamp": written }));
      expect(result).toEqual({ ok: false, code: "invalid_timestamp" });
    }
    for (const delivery of [
      { headers, body: JSON.parse(body) },
      { headers },
      { headers, body: transferred },
      used,
    ]) {
      expect(await resultOf(delivery)).toEqual({ ok: false, code: "body_was_parsed" });
    }
    for (const delivery of [undefined, null, 1, "text", {}, []]) {
      const verification = await resultOf(delivery);
      expect(verification).toMatchObject({ ok: false, code: "missing_header" });
      const explained = await explain(delivery as Delivery, { secrets: secret, now });
      expect(explained).toMatchObject({ verification });
    }
  });

  it.each(names)("names the header %s when it is missing, empty or too long", async (header) => {
    for (const value of [undefined, "", "1".repeat(5000)]) {
      const result = await resultOf(withHeaders({ [header]: value }));
      expect(result).toEqual({ ok: false, code: "missing_header", header });
    }
  });

  it.each([
    [300, { ok: true }],
    [-300, { ok: true }],
    [301, { ok: false, code: "timestamp_too_old", skew: 301 }],
    [-301, { ok: false, code: "timestamp_too_new", skew: 301 }],
  ])("compares an age of %i s with the tolerance, before it reads", async (age, expected) => {
    const later = () => now() + age * 1000;
    const delivery = request();
    expect(await resultOf(delivery, { now: later })).toMatchObject(expected);
    expect(delivery.bodyUsed).toBe(expected.ok);
    expect((await resultOf({ headers, body }, { now: later, tolerance: 0 })).ok).toBe(false);
  });

  it.each([", ", ",", " "])("reads sixteen signatures that '%s' joins", async (separator) => {
    for (const others of [15, 16]) {
      const list = [...Array(others).fill("v1,v1ABC"), headers["webhook-signature"], "v1a,other"];
      const result = await resultOf(withHeaders({ "webhook-signature": list.join(separator) }));
      expect(result.ok).toBe(others < 16);
    }
  });

  it.each<[string, unknown[]]>([
    ["secrets", ["", [], [secret, 1], { length: 1 }, null]],
    ["tolerance", [-1, Number.NaN, Number.POSITIVE_INFINITY, "300", null]],
    ["keyEncoding", ["hex", Symbol("raw")]],
    ["now", [1_700_000_000, () => Number.NaN, () => 1n]],
  ])("refuses a bad option '%s' without repeating a secret", async (name, values) => {
    for (const value of values) {
      const verifying = resultOf({ headers, body }, { [name]: value });
      await expect(verifying).rejects.toThrow(ReceiverError);
      const error = { name: "ReceiverError", code: "invalid_option" };
      await expect(verifying).rejects.toMatchObject(error);
      await expect(verifying).rejects.toThrow(`option '${name}'`);
      await expect(verifying).rejects.not.toThrow(/whsec_/);
    }
  });

  it("verifies a text by its UTF-8, also where it has half a surrogate pair", async () => {
    const text = '{"name":"\ud800 Grüße"}';
    const signed = await signedDelivery(new TextEncoder().encode(text));
    expect(await resultOf({ headers: signed.headers, body: text })).toMatchObject({ ok: true });
  });

  it("accepts no mutated delivery, and throws for none", async () => {
    const flipped = (text: string) =>
      fc.tuple(fc.nat(text.length - 1), fc.nat(6)).map(([at, bit]) => {
        const char = String.fromCharCode(text.charCodeAt(at) ^ (1 << bit));
        return `${text.slice(0, at)}${char}${text.slice(at + 1)}`;
      });
    const odd = fc.constantFrom("", "\u0000", "é", "🌍", "１７", "v1,", ",", "9".repeat(70_000));
    const attacks = fc.oneof(
      ...names.map((name) =>
        fc.oneof(flipped(headers[name]), odd).map((value) => withHeaders({ [name]: value })),
      ),
      flipped(body).map((changed) => ({ headers, body: changed })),
      fc.nat(body.length - 1).map((length) => ({ headers, body: body.slice(0, length) })),
    );
    const property = fc.asyncProperty(attacks, flipped(secret), async (attack, secrets) => {
      expect((await resultOf(attack)).ok).toBe(false);
      expect((await resultOf({ headers, body }, { secrets })).ok).toBe(false);
    });
    await fc.assert(property, { seed: 42, numRuns: 10_000 });
  });
});

const base64Secrets = fc
  .uint8Array({ minLength: 24, maxLength: 64 })
  .map((bytes) => `whsec_${Buffer.from(bytes).toString("base64")}`);
const rawSecrets = fc.stringMatching(/^[A-Za-z0-9]{33}$/);
const library =
  (Webhook: typeof StandardWebhook | typeof SvixWebhook, options?: { format: "raw" }) =>
  (secret: string, id: string, timestamp: number, body: string) =>
    new Webhook(secret, options).sign(id, new Date(timestamp * 1000), body);
const raw = { format: "raw" } as const;

describe("sign", () => {
  it.each([
    ["standardwebhooks", "raw", base64Secrets, library(StandardWebhook, raw)],
    ["standardwebhooks", "base64", base64Secrets, library(StandardWebhook)],
    ["svix", "raw", rawSecrets, library(SvixWebhook, raw)],
    ["svix", "base64", base64Secrets, library(SvixWebhook)],
  ] as const)("agree with %s and a %s key", async (_, keyEncoding, allSecrets, signLike) => {
    const ids = fc.stringMatching(/^[!-~]{1,256}$/);
    const bodies = fc.oneof(fc.json({ stringUnit: "binary" }), fc.string({ unit: "binary" }));
    const args = [allSecrets, ids, fc.nat(), bodies] as const;
    const property = fc.asyncProperty(...args, async (secrets, id, timestamp, body) => {
      const headers = await sign({ id, timestamp, body, secrets, keyEncoding });
      expect(headers["webhook-signature"]).toBe(signLike(secrets, id, timestamp, body));
      const result = await verify({ headers, body }, { secrets, now: () => timestamp * 1000 });
      expect(result).toMatchObject({ ok: true, matched: { keyEncoding } });
    });
    await fc.assert(property, { seed: 1_700_000_000, numRuns: 200 });
  });

  it("signs any bytes like the text that they encode", async () => {
    for (const same of [bytes, Buffer.from(bytes), shared]) {
      expect((await signedDelivery(same)).headers).toEqual(headers);
    }
  });

  it("signs for the current time unless another is given", async () => {
    const headers = await sign({ body, id: "msg_1", secrets: secret });
    expect(await verify({ headers, body }, { secrets: secret })).toMatchObject({ ok: true });
  });

  it("reads a base64 secret with and without padding", async () => {
    const [padded, keyEncoding] = [Buffer.alloc(31, 7).toString("base64"), "base64"] as const;
    const one = await signedDelivery(body, { keyEncoding, secrets: padded });
    const other = await signedDelivery(body, { keyEncoding, secrets: padded.slice(0, -2) });
    expect(one).toEqual(other);
  });

  const keyStart = "A".repeat(41);
  it.each<[string, object]>([
    ["secrets", { secrets: "whsec_c2hvcnQta2V5LXNob3J0", keyEncoding: "base64" }],
    ["secrets", { secrets: `${keyStart}AAwhsec_`, keyEncoding: "base64" }],
    ["secrets", { secrets: `${keyStart}AA==`, keyEncoding: "base64" }],
    ["secrets", { secrets: `${keyStart}A A=`, keyEncoding: "base64" }],
    ["secrets", { secrets: `${keyStart}AB=`, keyEncoding: "base64" }],
    ["id", { id: "msg 1" }],
    ["timestamp", { timestamp: 1.5 }],
    ["timestamp", { timestamp: -1 }],
    ["body", { body: null }],
  ])("refuses a bad option '%s' without repeating its value", async (name, options) => {
    const signing = signedDelivery("{}", options as Partial<SignOptions>);
    await expect(signing).rejects.toThrow(`option '${name}'`);
    await expect(signing).rejects.not.toThrow(/whsec_/);
  });
});
