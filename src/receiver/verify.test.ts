import { describe, expect, it } from "vitest";
import { type Delivery, sign, type VerifyOptions, verify } from "./index.js";
import {
  documentedSecret,
  now,
  secret,
  signedDelivery,
  timestamp,
  vectorDelivery,
  vectorResult,
  vectors,
} from "./testing/signed-deliveries.js";

const { headers, body } = await signedDelivery('{"name":"Grüße"}');
const bytes = new TextEncoder().encode(body);

async function resultOf(delivery: unknown, options: Partial<VerifyOptions> = {}): Promise<string> {
  const result = await verify(delivery as Delivery, { secrets: secret, now, ...options });
  return result.ok ? "ok" : result.code;
}

const mapHeaders = <Value>(map: (name: string, value: string) => [string, Value]) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => map(name, value)));

const request = () =>
  new Request("https://receiver.example", { method: "POST", headers, body: bytes });

function partOfLargerBuffer(): Uint8Array {
  const larger = new Uint8Array(bytes.length + 8);
  larger.set(bytes, 4);
  return larger.subarray(4, 4 + bytes.length);
}

describe("verify", () => {
  it.each(vectors)("agrees with the published vector: $name", async (vector) => {
    const options = { secrets: vector.secret, now: () => vector.now * 1000 };
    const result = await verify(vectorDelivery(vector), options);
    expect(result).toMatchObject(vectorResult(vector));
  });

  it("tells which secret, in which encoding, matches which signature", async () => {
    const rotated = {
      ...headers,
      "webhook-signature": `v1,rubbish v2,other ${headers["webhook-signature"]}`,
    };
    const secrets = [documentedSecret, secret];
    expect(await verify({ headers: rotated, body }, { secrets, now })).toEqual({
      ok: true,
      id: "msg_1",
      timestamp,
      matched: { keyEncoding: "base64", secretIndex: 1, signatureIndex: 2 },
    });
  });

  it.each<[string, unknown]>([
    ["text", { headers, body }],
    ["bytes", { headers, body: bytes }],
    ["an ArrayBuffer", { headers, body: bytes.buffer }],
    ["a part of a larger buffer", { headers, body: partOfLargerBuffer() }],
    ["a DataView", { headers, body: new DataView(bytes.buffer) }],
    ["Headers", { headers: new Headers(headers), body }],
    ["names in capitals", { headers: mapHeaders((name, it) => [name.toUpperCase(), it]), body }],
    ["values in lists", { headers: mapHeaders((name, it) => [name, [it]]), body }],
    ["a Request", request()],
  ])("accepts %s", async (_, delivery) => {
    expect(await resultOf(delivery)).toBe("ok");
  });

  it("reports that the raw body is gone", async () => {
    const used = request();
    await used.text();
    for (const delivery of [{ headers, body: JSON.parse(body) }, { headers }, used]) {
      expect(await resultOf(delivery)).toBe("body_was_parsed");
    }
  });

  it.each(["webhook-id", "webhook-timestamp", "webhook-signature"])(
    "names the header %s when it is missing, empty or too long",
    async (header) => {
      for (const value of [undefined, "", "1".repeat(5000)]) {
        const delivery = { headers: { ...headers, [header]: value }, body };
        const result = await verify(delivery, { secrets: secret, now });
        expect(result).toEqual({ ok: false, code: "missing_header", header });
      }
    },
  );

  it.each([undefined, null, 1, "text", {}, []])("does not throw for %j", async (delivery) => {
    expect(await resultOf(delivery)).toBe("missing_header");
  });

  it.each([
    ["at the tolerance", 300, {}, { ok: true }],
    ["at the tolerance, ahead", -300, {}, { ok: true }],
    ["too old", 301, {}, { ok: false, code: "timestamp_too_old", skew: 301 }],
    ["too new", -301, {}, { ok: false, code: "timestamp_too_new", skew: 301 }],
    ["without tolerance", 0, { tolerance: 0 }, { ok: true }],
    ["older than none", 1, { tolerance: 0 }, { ok: false, code: "timestamp_too_old", skew: 1 }],
  ])("compares the timestamp with the clock: %s", async (_, age, options, expected) => {
    const later = () => now() + age * 1000;
    const result = await verify({ headers, body }, { secrets: secret, ...options, now: later });
    expect(result).toMatchObject(expected);
  });

  it.each([
    [15, "ok"],
    [16, "no_match"],
  ])("compares the first sixteen signatures: after %i others, %s", async (others, expected) => {
    const signatures = `${"v1,x ".repeat(others)}${headers["webhook-signature"]}`;
    const delivery = { headers: { ...headers, "webhook-signature": signatures }, body };
    expect(await resultOf(delivery)).toBe(expected);
  });

  it.each([
    ["base64", "ok"],
    ["raw", "no_match"],
    ["raw-unprefixed", "no_match"],
  ] as const)("uses only the pinned encoding %s: %s", async (keyEncoding, expected) => {
    expect(await resultOf({ headers, body }, { keyEncoding })).toBe(expected);
  });

  it.each([
    ["secrets", { secrets: "" }],
    ["secrets", { secrets: [] }],
    ["secrets", { secrets: [secret, 1] }],
    ["tolerance", { tolerance: -1 }],
    ["tolerance", { tolerance: Number.NaN }],
    ["tolerance", { tolerance: Number.POSITIVE_INFINITY }],
    ["keyEncoding", { keyEncoding: "hex" }],
    ["now", { now: 1_700_000_000 }],
    ["now", { now: () => Number.NaN }],
  ])("refuses a bad option '%s', case %#, without repeating a secret", async (name, bad) => {
    const options = { secrets: secret, now, ...bad } as VerifyOptions;
    const verifying = verify({ headers, body }, options);
    await expect(verifying).rejects.toThrow(`option '${name}'`);
    await expect(verifying).rejects.not.toThrow(/whsec_/);
  });
});

describe("sign", () => {
  const published = vectors.filter(
    ({ valid, timestamp, signature }) =>
      valid && !timestamp.startsWith("0") && !signature.includes(" "),
  );

  it.each(published)("makes the published signature: $name", async (vector) => {
    const { id, body, secret: secrets, keyEncoding = "auto" } = vector;
    const signed = await sign({
      id,
      timestamp: Number(vector.timestamp),
      body,
      secrets,
      keyEncoding,
    });
    expect(signed["webhook-signature"]).toBe(vector.signature);
  });

  it.each([
    [secret, { keyEncoding: "base64", signatureIndex: 0 }],
    [documentedSecret, { keyEncoding: "raw", signatureIndex: 1 }],
  ])("signs with several secrets in their order, case %#", async (known, matched) => {
    const rotated = await signedDelivery("{}", { secrets: [secret, documentedSecret] });
    const result = await verify(rotated, { secrets: known, now });
    expect(result).toMatchObject({ ok: true, matched });
  });

  it("signs bytes like the text that they encode", async () => {
    expect((await signedDelivery(bytes)).headers).toEqual(headers);
  });

  it.each([
    ["secrets", { secrets: "whsec_c2hvcnQta2V5LXNob3J0", keyEncoding: "base64" as const }],
    ["id", { id: "msg 1" }],
    ["timestamp", { timestamp: 1.5 }],
  ])("refuses a bad option '%s' without repeating its value", async (name, options) => {
    const signing = signedDelivery("{}", options);
    await expect(signing).rejects.toThrow(`option '${name}'`);
    await expect(signing).rejects.not.toThrow(/whsec_/);
  });
});
