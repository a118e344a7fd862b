import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { StateFileError } from "./errors.js";
import { decodeState, encodeState } from "./format.js";
import { stateOf, storedWebhook } from "./testing/stored.js";

const path = "state.json";
const state = stateOf(2);
const bytes = Buffer.from(encodeState(state, path));

function refusalOf(damaged: Buffer): StateFileError | undefined {
  try {
    decodeState(damaged, path);
  } catch (error) {
    if (error instanceof StateFileError) return error;
    throw error;
  }
  return undefined;
}

/** A file with a right checksum, whatever it holds. */
function sealed(body: string): Buffer {
  const head = bytes.toString("latin1").replace(/(?<="state":).*/su, "");
  const sum = createHash("sha256").update(body).digest("hex");
  return Buffer.from(`${head.replace(/[0-9a-f]{64}/, sum)}${body}}\n`);
}

const withStored = (change: object) =>
  sealed(JSON.stringify({ sequence: 2, webhooks: [{ ...storedWebhook(1), ...change }] }));

describe("decodeState", () => {
  it.each([
    ["none", stateOf(0)],
    ["some", state],
    [
      "those of every alphabet, and half a character",
      { sequence: 1, webhooks: [storedWebhook(1, 'Grüße, 世界 🌍 "\u0000\ud800\u2028')] },
    ],
  ])("reads what was written: %s", (_title, written) => {
    expect(decodeState(Buffer.from(encodeState(written, path)), path)).toEqual(written);
  });

  it("reads a file that is one JSON document telling its format and version", () => {
    expect(JSON.parse(`${bytes}`)).toEqual({
      format: "mendix-webhooks sandbox state",
      version: 1,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      state,
    });
    expect(sealed(JSON.stringify(state))).toEqual(bytes);
  });

  it("notices every flip of one bit, of a whole byte, and every byte lost or doubled", () => {
    const unnoticed: string[] = [];
    const one = Buffer.from(encodeState(stateOf(1), path));
    for (let at = 0; at < one.length; at += 1) {
      const before = one.subarray(0, at);
      const after = one.subarray(at + 1);
      const byte = one[at] ?? 0;
      const flips = [1, 2, 4, 8, 16, 32, 64, 128, 255].map((mask) => [byte ^ mask]);
      for (const instead of [...flips, [], [byte, byte]]) {
        const damaged = Buffer.concat([before, Buffer.from(instead), after]);
        if (!refusalOf(damaged)) unnoticed.push(`${byte} became ${instead} at ${at}`);
      }
    }
    expect(unnoticed).toEqual([]);
  });

  it("notices a file cut off anywhere, and one with something behind it", () => {
    const lengths = Array.from(bytes, (_, length) => length);
    expect(lengths.filter((length) => !refusalOf(bytes.subarray(0, length)))).toEqual([]);
    expect(refusalOf(Buffer.concat([bytes, Buffer.from("\n")]))?.code).toBe("damaged");
    expect(refusalOf(Buffer.concat([bytes, bytes]))?.code).toBe("damaged");
  });

  it.each([
    ["it is empty", Buffer.alloc(0)],
    ["it does not begin as a sandbox's state file does", Buffer.from("# Notes\n")],
    ["it does not begin as a sandbox's state file does", Buffer.from('{"webhooks":[]}\n')],
    ["it does not begin as a sandbox's state file does", Buffer.alloc(4096)],
    [
      "it does not tell its version",
      Buffer.from(`${bytes}`.replace('"version":1', '"version":"1"')),
    ],
    ["its end is missing", bytes.subarray(0, -100)],
    [
      "its checksum does not match what it holds",
      Buffer.from(`${bytes}`.replace("Webhook 1", "Webhook 7")),
    ],
    ["its state is malformed at /", sealed("not JSON")],
    ["its state is malformed at /", sealed("[]")],
    ["its state is malformed at /sequence", sealed('{"sequence":0.5,"webhooks":[]}')],
    ["its state is malformed at /webhooks", sealed('{"sequence":0}')],
    ["its state is malformed at /webhooks/0", sealed('{"sequence":1,"webhooks":[null]}')],
    ["its state is malformed at /webhooks/0/appId", withStored({ appId: undefined })],
    ["its state is malformed at /webhooks/0/sequence", withStored({ sequence: 3 })],
    ["its state is malformed at /webhooks/0/webhook", withStored({ webhook: null })],
    [
      "its state is malformed at /webhooks/0/webhook/url",
      withStored({ webhook: { ...storedWebhook(1).webhook, url: 1 } }),
    ],
    ["its state is malformed at /webhooks/0/oldSecrets", withStored({ oldSecrets: {} })],
    [
      "its state is malformed at /webhooks/0/oldSecrets/0",
      withStored({ oldSecrets: [{ secret: "a", until: null }] }),
    ],
  ])("says that %s", (what, damaged) => {
    expect(refusalOf(damaged)).toMatchObject({
      code: "damaged",
      message:
        `state file state.json is damaged: ${what}; it was left as it is: ` +
        "restore a copy of it, or move it away to begin with no webhooks",
    });
  });

  it("refuses a newer version by its number", () => {
    const newer = Buffer.from(`${bytes}`.replace('"version":1', '"version":12'));
    expect(refusalOf(newer)).toMatchObject({
      code: "newer_version",
      message:
        "state file state.json has version 12, and this sandbox knows versions up to 1; " +
        "it was left as it is: update mendix-webhooks, or name another file",
    });
  });

  it("repeats nothing of a file that may hold secrets", () => {
    const { webhook } = storedWebhook(1);
    const refusal = refusalOf(sealed(`{"sequence":1,"webhooks":[${webhook.validationSecret}`));
    expect(refusal?.message).not.toContain(webhook.validationSecret);
    expect(refusal).not.toHaveProperty("cause");
  });
});

describe("encodeState", () => {
  it("refuses what could not be read back", () => {
    const broken = { ...stateOf(1), sequence: Number.NaN };
    expect(() => encodeState(broken, path)).toThrow(
      "state file state.json was not written: the state is malformed at /sequence",
    );
  });
});
