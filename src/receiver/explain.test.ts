import { describe, expect, it } from "vitest";
import { explain, type VerifyOptions } from "./index.js";
import { documentedSecret, now, secret, signedDelivery } from "./testing/signed-deliveries.js";

const body = '{"name": "Grüße", "number": 1.0}';

interface Mistake extends Partial<VerifyOptions> {
  signed?: string;
  received?: unknown;
  headers?: Record<string, string>;
}
const at = (seconds: number) => ({ now: () => now() + seconds * 1000 });

describe("explain", () => {
  it.each<[RegExp[], Mistake]>([
    [[], {}],
    [[], { keyEncoding: "base64" }],
    [[/written again as JSON/], { signed: '{"a": [1, 2]}', received: '{"a":[1,2]}' }],
    [[/written again as JSON/], { signed: '{"a":1}', received: '{\n  "a": 1\n}' }],
    [[/line break was added at the end/], { received: `${body}\n` }],
    [[/line break at the end of the body was removed/], { signed: `${body}\n` }],
    [[/byte-order mark was added/], { received: `\uFEFF${body}` }],
    [[/byte-order mark of the body was removed/], { signed: `\uFEFF${body}` }],
    [[/Line breaks in the body were changed/], { signed: "a\nb", received: "a\r\nb" }],
    [[/no longer raw/], { received: JSON.parse(body) }],
    [[/spaces or a line break/], { secrets: ` ${secret}\n` }],
    [[/begins with 'v1,'/], { secrets: `v1,${secret}` }],
    [[/quotes around it/], { secrets: `"${secret}"` }],
    [[/added/, /spaces/], { received: `${body}\n`, secrets: `${secret} ` }],
    [[/not the secret read as raw/], { keyEncoding: "raw" }],
    [[/line break was added/], { received: `${body}\n`, keyEncoding: "base64" }],
    [[/No secret given/], { secrets: documentedSecret }],
    [[/in the future/], at(-400)],
    [[/delivery is old/], at(400)],
    [[/header is missing/], { headers: { "webhook-id": "" } }],
    [[/webhook-timestamp is not a number/], { headers: { "webhook-timestamp": "now" } }],
  ])("finds the causes %j, case %#", async (causes, mistake) => {
    const { signed = body, received = body, headers, ...options } = mistake;
    const delivery = await signedDelivery(signed);
    const changed = { headers: { ...delivery.headers, ...headers }, body: received as string };
    const found = await explain(changed, { secrets: secret, now, ...options });
    expect(found.causes).toEqual(causes.map((cause) => expect.stringMatching(cause)));
    expect(found.causes.join("\n")).not.toContain(secret.slice(6));
  });
});
