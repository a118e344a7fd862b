import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { verify } from "./verify.js";

interface Vector {
  name: string;
  secret: string;
  id: string;
  timestamp: string;
  body: string;
  signature: string;
  valid: boolean;
  keyEncoding?: string;
  reason?: string;
  now: number;
}

const { vectors }: { vectors: Vector[] } = JSON.parse(
  readFileSync(join(import.meta.dirname, "testing/signatures.json"), "utf8"),
);

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
});
