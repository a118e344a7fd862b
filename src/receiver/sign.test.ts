import { describe, expect, it } from "vitest";
import { sign } from "./sign.js";
import { vectors } from "./testing/vectors.js";
import { verify } from "./verify.js";

const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const older = "PMJhiGo1nTL6wlNyZVFh5v9rLZdcLsG2O";
const now = () => 1_700_000_000_000;
const delivery = { id: "msg_1", timestamp: 1_700_000_000, body: '{"name":"Grüße"}' };

describe("sign", () => {
  it("makes the published signatures", async () => {
    const published = vectors.filter(
      ({ valid, timestamp, signature }) =>
        valid && !timestamp.startsWith("0") && !signature.includes(" "),
    );
    expect(published.length).toBeGreaterThan(6);
    for (const { id, timestamp, body, signature, keyEncoding = "auto", secret } of published) {
      const delivered = { id, timestamp: Number(timestamp), body };
      const headers = await sign({ ...delivered, secrets: secret, keyEncoding });
      expect(headers["webhook-signature"]).toBe(signature);
    }
  });

  it("signs with several secrets, newest first, and each of them verifies", async () => {
    const headers = await sign({ ...delivery, secrets: [secret, older] });
    expect(headers["webhook-signature"].split(" ")).toHaveLength(2);
    const { body } = delivery;
    const newest = await verify({ headers, body }, { secrets: secret, now });
    expect(newest).toMatchObject({
      ok: true,
      matched: { keyEncoding: "base64", signatureIndex: 0 },
    });
    const oldest = await verify({ headers, body }, { secrets: older, now });
    expect(oldest).toMatchObject({ ok: true, matched: { keyEncoding: "raw", signatureIndex: 1 } });
  });

  it("signs bytes like the text they stand for", async () => {
    const bytes = new TextEncoder().encode(delivery.body);
    expect(await sign({ ...delivery, body: bytes, secrets: secret })).toEqual(
      await sign({ ...delivery, secrets: secret }),
    );
  });

  it.each([
    ["secrets", { secrets: "whsec_c2hvcnQta2V5LXNob3J0", keyEncoding: "base64" as const }],
    ["id", { secrets: secret, id: "msg 1" }],
    ["timestamp", { secrets: secret, timestamp: 1.5 }],
  ])("refuses a bad option '%s' and does not repeat its value", async (name, options) => {
    const signing = sign({ ...delivery, ...options });
    await expect(signing).rejects.toThrow(`option '${name}'`);
    await expect(signing).rejects.not.toThrow(/whsec_/);
  });
});
