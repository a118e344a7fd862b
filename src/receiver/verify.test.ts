import { describe, expect, it } from "vitest";
import { type Delivery, sign, type VerifyOptions, verify } from "./index.js";
import { vectors } from "./testing/vectors.js";

const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const timestamp = 1_700_000_000;
const now = () => timestamp * 1000;
const body = '{"name":"Grüße"}';
const bytes = new TextEncoder().encode(body);
const headers = await sign({ body, id: "msg_1", timestamp, secrets: secret });

const codeOf = async (delivery: unknown, options: Partial<VerifyOptions> = {}) => {
  const result = await verify(delivery as Delivery, { secrets: secret, now, ...options });
  return result.ok ? "ok" : result.code;
};

describe("verify", () => {
  it.each(vectors)("comes to the published verdict: $name", async (vector) => {
    const result = await verify(
      {
        headers: {
          "webhook-id": vector.id,
          "webhook-timestamp": vector.timestamp,
          "webhook-signature": vector.signature,
        },
        body: vector.body,
      },
      { secrets: vector.secret, now: () => vector.now * 1000 },
    );
    expect(result).toMatchObject(
      vector.valid
        ? { ok: true, id: vector.id, matched: { keyEncoding: vector.keyEncoding } }
        : { ok: false, code: vector.reason },
    );
  });

  it("tells which secret, read how, made which signature", async () => {
    const { "webhook-signature": signature } = headers;
    const rotated = { ...headers, "webhook-signature": `v1,rubbish v2,other ${signature}` };
    const secrets = ["PMJhiGo1nTL6wlNyZVFh5v9rLZdcLsG2O", secret];
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
    ["a part of a larger buffer", { headers, body: padded(bytes) }],
    ["a DataView", { headers, body: new DataView(bytes.buffer) }],
    ["Headers", { headers: new Headers(headers), body }],
    ["names in capitals", { headers: mapped((name) => name.toUpperCase()), body }],
    ["values in lists, as some frameworks give them", { headers: listed(), body }],
    ["a Request", request()],
  ])("accepts %s", async (_, delivery) => {
    expect(await codeOf(delivery)).toBe("ok");
  });

  it("tells that the raw body is gone", async () => {
    const used = request();
    await used.text();
    for (const delivery of [{ headers, body: JSON.parse(body) }, { headers }, used]) {
      expect(await codeOf(delivery)).toBe("body_was_parsed");
    }
  });

  it.each(["webhook-id", "webhook-timestamp", "webhook-signature"])(
    "names the header %s when it is missing, empty or too long",
    async (header) => {
      for (const value of [undefined, "", "1".repeat(5000)]) {
        const result = await verify(
          { headers: { ...headers, [header]: value }, body },
          { secrets: secret, now },
        );
        expect(result).toEqual({ ok: false, code: "missing_header", header });
      }
    },
  );

  it.each([undefined, null, 1, "text", {}, []])("answers even to %j", async (delivery) => {
    expect(await codeOf(delivery)).toBe("missing_header");
  });

  it("accepts a timestamp at the tolerance, before and after, and tells the skew beyond", async () => {
    const at = (seconds: number) => ({ secrets: secret, now: () => now() + seconds * 1000 });
    const delivery = { headers, body };
    expect(await verify(delivery, at(300))).toMatchObject({ ok: true });
    expect(await verify(delivery, at(-300))).toMatchObject({ ok: true });
    expect(await verify(delivery, at(301))).toEqual({
      ok: false,
      code: "timestamp_too_old",
      skew: 301,
    });
    expect(await verify(delivery, at(-301))).toEqual({
      ok: false,
      code: "timestamp_too_new",
      skew: 301,
    });
    expect(await codeOf(delivery, { tolerance: 0 })).toBe("ok");
    expect(await codeOf(delivery, { tolerance: 0, now: () => now() + 1000 })).not.toBe("ok");
  });

  it("looks at sixteen signatures and at no more", async () => {
    const behind = (others: number) => ({
      headers: {
        ...headers,
        "webhook-signature": `${"v1,x ".repeat(others)}${headers["webhook-signature"]}`,
      },
      body,
    });
    expect(await codeOf(behind(15))).toBe("ok");
    expect(await codeOf(behind(16))).toBe("no_match");
  });

  it("reads a secret only as it is told to", async () => {
    const delivery = { headers, body };
    expect(await codeOf(delivery, { keyEncoding: "base64" })).toBe("ok");
    expect(await codeOf(delivery, { keyEncoding: "raw" })).toBe("no_match");
    expect(await codeOf(delivery, { keyEncoding: "raw-unprefixed" })).toBe("no_match");
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

function padded(content: Uint8Array): Uint8Array {
  const larger = new Uint8Array(content.length + 8);
  larger.set(content, 4);
  return larger.subarray(4, 4 + content.length);
}

function mapped(rename: (name: string) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [rename(name), value]));
}

function listed(): Record<string, string[]> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));
}

function request(): Request {
  return new Request("https://receiver.example", { method: "POST", headers, body });
}
