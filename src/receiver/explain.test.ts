import { describe, expect, it } from "vitest";
import { explain, sign } from "./index.js";

const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const body = '{"name": "Grüße", "number": 1.0}';
const now = () => 1_700_000_000_000;

async function headersFor(signed: string, timestamp = 1_700_000_000) {
  return sign({ body: signed, id: "msg_1", timestamp, secrets: secret });
}

async function causesOf(received: unknown, signed: string, options = {}) {
  const delivery = { headers: await headersFor(signed), body: received as string };
  return (await explain(delivery, { secrets: secret, now, ...options })).causes;
}

describe("explain", () => {
  it("has nothing to say of a delivery that verifies", async () => {
    expect(await causesOf(body, body)).toEqual([]);
  });

  it.each([
    [
      "re-serialised JSON",
      JSON.stringify(JSON.parse('{"a": 1}')),
      '{"a": 1}',
      {},
      /written again as JSON/,
    ],
    ["pretty JSON of a compact one", '{\n  "a": 1\n}', '{"a":1}', {}, /written again as JSON/],
    ["a trailing newline", `${body}\n`, body, {}, /line break was added at the end/],
    ["a removed newline", body, `${body}\n`, {}, /line break at the end of the body was removed/],
    ["a byte-order mark", `\uFEFF${body}`, body, {}, /byte-order mark was added/],
    ["spaces around the secret", body, body, { secrets: ` ${secret}\n` }, /spaces or a line break/],
    ["v1, in the secret", body, body, { secrets: `v1,${secret}` }, /begins with 'v1,'/],
    ["quotes around the secret", body, body, { secrets: `"${secret}"` }, /quotes around it/],
    ["the wrong reading", body, body, { keyEncoding: "raw" }, /not the secret read as raw/],
    ["a clock that is slow", body, body, { now: () => now() - 400_000 }, /400 s in the future/],
    ["a clock that is fast", body, body, { now: () => now() + 400_000 }, /400 s old/],
    [
      "another secret",
      body,
      body,
      { secrets: "PMJhiGo1nTL6wlNyZVFh5v9rLZdcLsG2O" },
      /No secret given/,
    ],
    ["a parsed body", JSON.parse(body), body, {}, /no longer raw/],
  ])("finds %s", async (_, received, signed, options, cause) => {
    const causes = await causesOf(received, signed, options);
    expect(causes.join("\n")).toMatch(cause);
    expect(causes).toHaveLength(1);
    expect(causes.join("\n")).not.toContain(secret.slice(6));
  });

  it("finds two causes at once", async () => {
    const causes = await causesOf(`${body}\n`, body, { secrets: `${secret} ` });
    expect(causes).toHaveLength(2);
  });

  it("finds a timestamp in milliseconds", async () => {
    const headers = await headersFor(body, 1_700_000_000_000);
    const { causes } = await explain({ headers, body }, { secrets: secret, now });
    expect(causes).toEqual(["The timestamp is in milliseconds; it has to be in seconds."]);
  });

  it("says which header is missing", async () => {
    const { "webhook-id": _, ...headers } = await headersFor(body);
    const { causes } = await explain({ headers, body }, { secrets: secret, now });
    expect(causes).toEqual([expect.stringContaining("webhook-id is missing")]);
  });
});
