import { execFile } from "node:child_process";
import fc from "fast-check";
import { Webhook as StandardWebhook } from "standardwebhooks";
import { Webhook as SvixWebhook } from "svix";
import { describe, expect, it } from "vitest";
import { type DeliveryBody, type KeyEncoding, sign, verify } from "./index.js";
import { documentedSecret, secret, signedDelivery } from "./testing/signed-deliveries.js";

const runs = { seed: 1_700_000_000, numRuns: 200 };
/** For properties that start a process in each run. */
const fewRuns = { ...runs, numRuns: 80 };

const ids = fc.oneof(
  fc.uuid(),
  fc.constant("msg_2M605iBQRge9hTgpYg7fKXQubaw"),
  fc
    .array(fc.integer({ min: 0x21, max: 0x7e }), { minLength: 1, maxLength: 256 })
    .map((codes) => String.fromCharCode(...codes)),
);

const jsonBodies = fc.oneof(
  fc.json({ stringUnit: "binary" }),
  fc
    .json({ stringUnit: "grapheme" })
    .map((json) => `${JSON.stringify(JSON.parse(json), null, 2)}\n`),
  fc.constant('{"name":"Grüße, 世界 🌍"}'),
);
const whitespace = fc.constantFrom("", " ", "\n", "\r\n", "\t \n", "\u2028", "\uFEFF");
const textBodies = fc.oneof(jsonBodies, whitespace, fc.string({ unit: "binary" }));
const bodies = fc.oneof(
  textBodies,
  fc.uint8Array({ maxLength: 2000 }).map((bytes) => Uint8Array.from(bytes)),
);

const base64Secrets = fc
  .uint8Array({ minLength: 24, maxLength: 64 })
  .map((bytes) => `whsec_${Buffer.from(bytes).toString("base64")}`);
const rawSecrets = fc.oneof(
  fc.constant(documentedSecret),
  fc.stringMatching(/^[A-Za-z0-9]{33}$/),
  base64Secrets,
);

/** The libraries accept no other clock. */
const seconds = () => Math.floor(Date.now() / 1000);

/** The key encoding that `verify` finds if it receives the delivery when it is sent. */
async function encodingFound(
  delivery: { id: string; timestamp: number; signature: string; body: DeliveryBody },
  secrets: string,
): Promise<KeyEncoding | undefined> {
  const { id, timestamp, signature, body } = delivery;
  const headers = {
    "webhook-id": id,
    "webhook-timestamp": `${timestamp}`,
    "webhook-signature": signature,
  };
  const result = await verify({ headers, body }, { secrets, now: () => timestamp * 1000 });
  return result.ok ? result.matched.keyEncoding : undefined;
}

interface Signable {
  id: string;
  timestamp: number;
  body: string | Uint8Array<ArrayBuffer>;
}

/** Signs like the shell recipe in Mendix's documentation. */
function signWithOpenssl(keyOptions: string[], { id, timestamp, body }: Signable): Promise<string> {
  const message = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), Buffer.from(body)]);
  return new Promise((resolve, reject) => {
    const args = ["dgst", "-sha256", ...keyOptions, "-binary"];
    const child = execFile("openssl", args, { encoding: "buffer" }, (error, digest) => {
      if (error) reject(new Error("openssl does not run; is it installed?", { cause: error }));
      else resolve(`v1,${digest.toString("base64")}`);
    });
    // If openssl does not start, the error above says so.
    child.stdin?.on("error", () => {});
    child.stdin?.end(message);
  });
}

const opensslKeys: {
  keyEncoding: KeyEncoding;
  secrets: fc.Arbitrary<string>;
  keyOptions(secret: string): string[];
}[] = [
  {
    keyEncoding: "raw",
    secrets: rawSecrets,
    keyOptions: (secret) => ["-hmac", secret],
  },
  {
    keyEncoding: "base64",
    secrets: base64Secrets,
    keyOptions: (secret) => {
      const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
      return ["-mac", "HMAC", "-macopt", `hexkey:${key.toString("hex")}`];
    },
  },
];

describe.each(opensslKeys)("interoperation with openssl and a $keyEncoding key", (keys) => {
  const { keyEncoding, secrets, keyOptions } = keys;
  const signables = fc.record({ id: ids, timestamp: fc.nat(), body: bodies });

  it("signs like openssl, verifies that, and finds the encoding of the key", async () => {
    const property = fc.asyncProperty(secrets, signables, async (secret, signable) => {
      const signature = await signWithOpenssl(keyOptions(secret), signable);
      const headers = await sign({ ...signable, secrets: secret, keyEncoding });
      expect(headers["webhook-signature"]).toBe(signature);
      expect(await encodingFound({ ...signable, signature }, secret)).toBe(keyEncoding);
    });
    await fc.assert(property, fewRuns);
  });
});

/** What both libraries have in common. `verify` returns the parsed body, or throws. */
interface Library {
  sign(id: string, timestamp: Date, body: string): string;
  verify(body: string, headers: Record<string, string>): unknown;
}
type LibraryClass = new (secret: string, options?: { format: "raw" }) => Library;

describe.each<[string, LibraryClass]>([
  ["standardwebhooks", StandardWebhook as LibraryClass],
  ["svix", SvixWebhook],
])("interoperation with %s", (_, Library) => {
  const encodings: {
    keyEncoding: KeyEncoding;
    secrets: fc.Arbitrary<string>;
    options?: { format: "raw" };
  }[] = [
    { keyEncoding: "base64", secrets: base64Secrets },
    { keyEncoding: "raw", secrets: rawSecrets, options: { format: "raw" } },
  ];

  describe.each(encodings)("and a $keyEncoding key", ({ keyEncoding, secrets, options }) => {
    it("verifies what the library signs, and finds the encoding of the key", async () => {
      const date = fc.date({ min: new Date(0), max: new Date("2100-01-01"), noInvalidDate: true });
      const signables = fc.record({ id: ids, body: textBodies, date });
      const property = fc.asyncProperty(secrets, signables, async (secret, { id, body, date }) => {
        const signature = new Library(secret, options).sign(id, date, body);
        const timestamp = Math.floor(date.getTime() / 1000);
        const delivery = { id, timestamp, signature, body };
        expect(await encodingFound(delivery, secret)).toBe(keyEncoding);
      });
      await fc.assert(property, runs);
    });

    it("signs what the library verifies", async () => {
      const property = fc.asyncProperty(secrets, ids, jsonBodies, async (secret, id, body) => {
        const timestamp = seconds();
        const headers = await sign({ id, timestamp, body, secrets: secret, keyEncoding });
        const parsed = new Library(secret, options).verify(body, headers);
        expect(parsed).toEqual(JSON.parse(body));
      });
      await fc.assert(property, runs);
    });
  });

  it("signs a rotation that the library verifies with either secret", async () => {
    const pairs = fc.uniqueArray(base64Secrets, { minLength: 2, maxLength: 2 });
    const property = fc.asyncProperty(pairs, jsonBodies, async (secrets, body) => {
      const headers = await sign({ id: "msg_1", timestamp: seconds(), body, secrets });
      for (const secret of secrets) {
        expect(new Library(secret).verify(body, headers)).toEqual(JSON.parse(body));
      }
    });
    await fc.assert(property, runs);
  });

  it("refuses, like the library, a signature of another body", async () => {
    const property = fc.asyncProperty(base64Secrets, jsonBodies, async (secret, body) => {
      const headers = await sign({ id: "msg_1", timestamp: seconds(), body, secrets: secret });
      const other = `${body} `;
      expect(() => new Library(secret).verify(other, headers)).toThrow("No matching signature");
      const result = await verify({ headers, body: other }, { secrets: secret });
      expect(result).toEqual({ ok: false, code: "no_match" });
    });
    await fc.assert(property, runs);
  });
});

describe("where verify differs from the libraries", () => {
  it("does not accept svix's own header names", async () => {
    const { headers, body } = await signedDelivery("{}", { timestamp: seconds() });
    const renamed = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.replace("webhook-", "svix-"), value]),
    );
    expect(new SvixWebhook(secret).verify(body, renamed)).toEqual({});
    const result = await verify({ headers: renamed, body }, { secrets: secret });
    expect(result).toEqual({ ok: false, code: "missing_header", header: "webhook-id" });
  });

  it("accepts bytes that are not text, unlike standardwebhooks", async () => {
    const delivery = await signedDelivery(Uint8Array.of(0xff, 0xfe), { timestamp: seconds() });
    const library = new StandardWebhook(secret);
    const body = Buffer.from(delivery.body);
    expect(() => library.verify(body, delivery.headers)).toThrow("No matching signature");
    expect(await verify(delivery, { secrets: secret })).toMatchObject({ ok: true });
  });
});
