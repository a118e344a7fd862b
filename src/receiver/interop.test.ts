import fc from "fast-check";
import { Webhook as StandardWebhook } from "standardwebhooks";
import { Webhook as SvixWebhook } from "svix";
import { beforeAll, describe, expect, it } from "vitest";
import { type DeliveryBody, type KeyEncoding, sign, verify } from "./index.js";
import { signWithOpenssl, withDecodedKey, withRawKey } from "./testing/openssl.js";

/** The secret of Mendix's documentation: 33 characters, so that it cannot be base64. */
const documented = "PMJhiGo1nTL6wlNyZVFh5v9rLZdcLsG2O";

const seed = 1_700_000_000;
const runs = { seed, numRuns: 200 };
/** Each run starts a process. */
const fewRuns = { seed, numRuns: 40 };

const ids = fc.oneof(
  fc.uuid(),
  fc.constant("msg_2M605iBQRge9hTgpYg7fKXQubaw"),
  fc
    .array(fc.integer({ min: 0x21, max: 0x7e }), { minLength: 1, maxLength: 256 })
    .map((codes) => String.fromCharCode(...codes)),
);

/** Texts with everything that a decoder could stumble over. */
const unicode = fc.string({ unit: "binary" });
const jsonBodies = fc.oneof(
  fc.json({ stringUnit: "binary" }),
  fc
    .json({ stringUnit: "grapheme" })
    .map((json) => `${JSON.stringify(JSON.parse(json), null, 2)}\n`),
  fc.constant('{"name":"Grüße, 世界 🌍"}'),
);
const whitespace = fc.constantFrom("", " ", "\n", "\r\n", "\t \n", "\u2028", "\uFEFF");
const textBodies = fc.oneof(jsonBodies, whitespace, unicode);
const bodies = fc.oneof(
  textBodies,
  fc.uint8Array({ maxLength: 2000 }).map((bytes) => Uint8Array.from(bytes)),
);

const keyBytes = fc.uint8Array({ minLength: 24, maxLength: 64 });
const base64Secrets = keyBytes.map((bytes) => `whsec_${Buffer.from(bytes).toString("base64")}`);
const alphanumeric = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"];
const rawSecrets = fc.oneof(
  fc.constant(documented),
  fc.string({ unit: fc.constantFrom(...alphanumeric), minLength: 33, maxLength: 33 }),
);

/** The libraries allow no other clock. */
const seconds = () => Math.floor(Date.now() / 1000);

const delivery = (id: string, timestamp: number, signature: string, body: DeliveryBody) => ({
  headers: {
    "webhook-id": id,
    "webhook-timestamp": `${timestamp}`,
    "webhook-signature": signature,
  },
  body,
});

/** Which reading of the secret `verify` finds, the clock standing at the delivery's time. */
async function encodingFound(
  made: ReturnType<typeof delivery>,
  secrets: string,
): Promise<KeyEncoding | undefined> {
  const now = () => Number(made.headers["webhook-timestamp"]) * 1000;
  const result = await verify(made, { secrets, now });
  return result.ok ? result.matched.keyEncoding : undefined;
}

describe("interoperation with openssl", () => {
  // Where it is absent, its absence is told, and not what the first property could not do.
  beforeAll(async () => {
    await signWithOpenssl(withRawKey(documented), { id: "msg_1", timestamp: 0, body: "" });
  });

  describe.each([
    {
      keyEncoding: "raw" as const,
      title: "keyed with the secret as it stands, by -hmac",
      secrets: fc.oneof(rawSecrets, base64Secrets),
      keyOptions: withRawKey,
    },
    {
      keyEncoding: "base64" as const,
      title: "keyed with what base64 decodes, by -macopt hexkey",
      secrets: base64Secrets,
      keyOptions: withDecodedKey,
    },
  ])("$title", ({ keyEncoding, secrets, keyOptions }) => {
    const signables = fc.record({ id: ids, timestamp: fc.nat(), body: bodies });

    it("verifies what openssl signs, and tells the reading of the secret", async () => {
      const property = fc.asyncProperty(secrets, signables, async (secret, signable) => {
        const signature = await signWithOpenssl(keyOptions(secret), signable);
        const { id, timestamp, body } = signable;
        const made = delivery(id, timestamp, signature, body);
        expect(await encodingFound(made, secret)).toBe(keyEncoding);
      });
      await fc.assert(property, fewRuns);
    });

    it("signs as openssl does", async () => {
      const property = fc.asyncProperty(secrets, signables, async (secret, signable) => {
        const headers = await sign({ ...signable, secrets: secret, keyEncoding });
        const signature = await signWithOpenssl(keyOptions(secret), signable);
        expect(headers["webhook-signature"]).toBe(signature);
      });
      await fc.assert(property, fewRuns);
    });
  });
});

/** What the libraries have in common; both give the parsed body, or throw. */
interface Library {
  sign(id: string, timestamp: Date, body: string): string;
  verify(body: string, headers: Record<string, string>): unknown;
}
type LibraryClass = new (secret: string, options?: { format: "raw" }) => Library;

describe.each<[string, LibraryClass]>([
  ["standardwebhooks", StandardWebhook as LibraryClass],
  ["svix", SvixWebhook],
])("interoperation with %s", (_, Library) => {
  const readings: { keyEncoding: KeyEncoding; secrets: fc.Arbitrary<string>; format?: "raw" }[] = [
    { keyEncoding: "base64", secrets: base64Secrets },
    { keyEncoding: "raw", secrets: fc.oneof(rawSecrets, base64Secrets), format: "raw" },
  ];

  describe.each(readings)("keyed with the $keyEncoding reading", (reading) => {
    const { keyEncoding, secrets, format } = reading;
    const open = (secret: string) => new Library(secret, format && { format });

    it("verifies what it signs, and tells the reading of the secret", async () => {
      const property = fc.asyncProperty(
        secrets,
        ids,
        textBodies,
        fc.date({ min: new Date(0), max: new Date("2100-01-01"), noInvalidDate: true }),
        async (secret, id, body, date) => {
          const signature = open(secret).sign(id, date, body);
          const timestamp = Math.floor(date.getTime() / 1000);
          const made = delivery(id, timestamp, signature, body);
          expect(await encodingFound(made, secret)).toBe(keyEncoding);
        },
      );
      await fc.assert(property, runs);
    });

    it("signs what it verifies", async () => {
      const property = fc.asyncProperty(secrets, ids, jsonBodies, async (secret, id, body) => {
        const timestamp = seconds();
        const headers = await sign({ id, timestamp, body, secrets: secret, keyEncoding });
        expect(open(secret).verify(body, headers)).toEqual(JSON.parse(body));
      });
      await fc.assert(property, runs);
    });
  });

  it("signs a rotation that it verifies with either secret", async () => {
    const property = fc.asyncProperty(
      fc.uniqueArray(base64Secrets, { minLength: 2, maxLength: 2 }),
      jsonBodies,
      async (secrets, body) => {
        const headers = await sign({ id: "msg_1", timestamp: seconds(), body, secrets });
        for (const secret of secrets) {
          expect(new Library(secret).verify(body, headers)).toEqual(JSON.parse(body));
        }
      },
    );
    await fc.assert(property, runs);
  });

  it("refuses as it does what is signed for another body", async () => {
    const property = fc.asyncProperty(base64Secrets, jsonBodies, async (secret, body) => {
      const headers = await sign({ id: "msg_1", timestamp: seconds(), body, secrets: secret });
      const other = `${body} `;
      expect(() => new Library(secret).verify(other, headers)).toThrow("No matching signature");
      expect(await verify({ headers, body: other }, { secrets: secret })).toEqual({
        ok: false,
        code: "no_match",
      });
    });
    await fc.assert(property, runs);
  });
});

describe("svix's own names", () => {
  it("stand for the same headers", async () => {
    const body = "{}";
    const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    const headers = await sign({ id: "msg_1", timestamp: seconds(), body, secrets: secret });
    const renamed = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.replace("webhook-", "svix-"), value]),
    );
    expect(new SvixWebhook(secret).verify(body, renamed)).toEqual({});
    expect(await verify({ headers: renamed, body }, { secrets: secret })).toEqual({
      ok: false,
      code: "missing_header",
      header: "webhook-id",
    });
  });
});

/** Facts of the libraries that a reader may trip over; a failure here tells that one has changed. */
describe("where verify does more than standardwebhooks", () => {
  const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  const library = new StandardWebhook(secret);

  it("takes a timestamp as it was written", async () => {
    const written = `0${seconds()}`;
    const body = "{}";
    const signable = { id: "msg_1", timestamp: written, body };
    const headers = {
      "webhook-id": "msg_1",
      "webhook-timestamp": written,
      "webhook-signature": await signWithOpenssl(withDecodedKey(secret), signable),
    };
    expect(() => library.verify(body, headers)).toThrow("No matching signature");
    expect(await verify({ headers, body }, { secrets: secret })).toMatchObject({ ok: true });
  });

  it("takes bytes that are not text", async () => {
    const body = Uint8Array.of(0xff, 0xfe);
    const signing = { id: "msg_1", timestamp: seconds(), body, secrets: secret };
    const headers = await sign(signing);
    expect(() => library.verify(Buffer.from(body), headers)).toThrow("No matching signature");
    expect(() => library.verify(body as Buffer, headers)).toThrow("Expected payload to be");
    expect(await verify({ headers, body }, { secrets: secret })).toMatchObject({ ok: true });
  });

  it("takes Headers", async () => {
    const body = "{}";
    const signed = await sign({ id: "msg_1", timestamp: seconds(), body, secrets: secret });
    const headers = new Headers(signed);
    expect(() => library.verify(body, headers as never)).toThrow("Missing required headers");
    expect(await verify({ headers, body }, { secrets: secret })).toMatchObject({ ok: true });
  });
});
