import { describe, expect, it } from "vitest";
import { explain, type VerifyOptions } from "./index.js";
import { documentedSecret, now, secret, signedDelivery } from "./testing/signed-deliveries.js";

const body = '{"name": "Grüße", "number": 1.0}';

interface Mistake {
  signed?: string;
  received?: unknown;
  options?: Partial<VerifyOptions>;
}

async function causesOf({ signed = body, received = body, options = {} }: Mistake) {
  const { headers } = await signedDelivery(signed);
  const delivery = { headers, body: received as string };
  return (await explain(delivery, { secrets: secret, now, ...options })).causes;
}

const at = (seconds: number) => ({ now: () => now() + seconds * 1000 });

describe("explain", () => {
  it("finds nothing wrong with a delivery that verifies", async () => {
    expect(await causesOf({})).toEqual([]);
  });

  it.each<[RegExp, Mistake]>([
    [/written again as JSON/, { signed: '{"a": 1}', received: '{"a":1}' }],
    [/written again as JSON/, { signed: '{"a":1}', received: '{\n  "a": 1\n}' }],
    [/line break was added at the end/, { received: `${body}\n` }],
    [/line break at the end of the body was removed/, { signed: `${body}\n` }],
    [/byte-order mark was added/, { received: `\uFEFF${body}` }],
    [/no longer raw/, { received: JSON.parse(body) }],
    [/spaces or a line break/, { options: { secrets: ` ${secret}\n` } }],
    [/begins with 'v1,'/, { options: { secrets: `v1,${secret}` } }],
    [/quotes around it/, { options: { secrets: `"${secret}"` } }],
    [/not the secret read as raw/, { options: { keyEncoding: "raw" } }],
    [/No secret given/, { options: { secrets: documentedSecret } }],
    [/400 s in the future/, { options: at(-400) }],
    [/400 s old/, { options: at(400) }],
  ])("finds the cause %s", async (cause, mistake) => {
    const causes = await causesOf(mistake);
    expect(causes).toEqual([expect.stringMatching(cause)]);
    expect(causes.join("\n")).not.toContain(secret.slice(6));
  });

  it("finds two causes at once", async () => {
    const causes = await causesOf({ received: `${body}\n`, options: { secrets: `${secret} ` } });
    expect(causes).toHaveLength(2);
  });

  it("finds a timestamp in milliseconds", async () => {
    const delivery = await signedDelivery(body, { timestamp: now() });
    const { causes } = await explain(delivery, { secrets: secret, now });
    expect(causes).toEqual(["The timestamp is in milliseconds; it has to be in seconds."]);
  });

  it("names a missing header", async () => {
    const { "webhook-id": _, ...headers } = (await signedDelivery(body)).headers;
    const { causes } = await explain({ headers, body }, { secrets: secret, now });
    expect(causes).toEqual([expect.stringContaining("webhook-id is missing")]);
  });
});
