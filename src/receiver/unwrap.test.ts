import { describe, expect, expectTypeOf, it } from "vitest";
import openapi from "../../generated/openapi.json" with { type: "json" };
import {
  isEvent,
  ReceiverError,
  SignatureVerificationError,
  sign,
  type Unwrapped,
  unwrap,
} from "./index.js";

const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const timestamp = 1_700_000_000;
const options = { secrets: secret, now: () => timestamp * 1000 };
const { examples } = openapi.components;

async function deliver(body: string) {
  return { headers: await sign({ body, id: "msg_1", timestamp, secrets: secret }), body };
}
const eventOf = async (payload: unknown) =>
  (await unwrap(await deliver(JSON.stringify(payload)), options)).event;

describe("unwrap", () => {
  it.each([
    ["package.uploaded", examples.packageUploaded.value],
    ["teamserver.push", examples.teamServerPush.value],
    ["alert", examples.criticalAlert.value],
    ["unknown", { eventType: "model.renamed", name: "Main" }],
    ["unknown", { eventType: "teamserver.push" }],
    ["unknown", [1, 2]],
    ["unknown", null],
  ])("recognises %s, case %#, and passes its payload on as it came", async (type, payload) => {
    expect(await eventOf(payload)).toEqual({ type, payload });
  });

  it("keeps what Mendix may add to an event that the contract knows", async () => {
    const payload = { ...examples.packageUploaded.value, size: 12 };
    expect(await eventOf(payload)).toEqual({ type: "package.uploaded", payload });
  });

  it("tells id and timestamp, from a Request too", async () => {
    const { headers, body } = await deliver("{}");
    const request = new Request("https://receiver.example", { method: "POST", headers, body });
    expect(await unwrap(request, options)).toMatchObject({ id: "msg_1", timestamp });
  });

  it("reads bytes with a byte-order mark, which is signed like the rest", async () => {
    const { headers } = await deliver("\uFEFF{}");
    const body = new TextEncoder().encode("\uFEFF{}");
    expect((await unwrap({ headers, body }, options)).event.payload).toEqual({});
  });

  it("throws a SignatureVerificationError with the code and the details", async () => {
    const { headers } = await deliver("{}");
    const forged = unwrap({ headers, body: "[]" }, options);
    await expect(forged).rejects.toThrow(SignatureVerificationError);
    await expect(forged).rejects.toMatchObject({ code: "no_match", failure: { code: "no_match" } });
    const late = unwrap(
      { headers, body: "{}" },
      { ...options, now: () => (timestamp + 301) * 1e3 },
    );
    await expect(late).rejects.toMatchObject({ failure: { code: "timestamp_too_old", skew: 301 } });
  });

  it.each(["not json", "", "\uD800"])(
    "refuses a signed body that is not JSON: %j",
    async (body) => {
      const unwrapping = unwrap(await deliver(body), options);
      await expect(unwrapping).rejects.toThrow(ReceiverError);
      await expect(unwrapping).rejects.toMatchObject({ code: "malformed_body" });
    },
  );

  it("refuses bytes that are no UTF-8 rather than guess", async () => {
    const body = new Uint8Array([0x22, 0xff, 0x22]);
    const headers = await sign({ body, id: "msg_1", timestamp, secrets: secret });
    const unwrapping = unwrap({ headers, body }, options);
    await expect(unwrapping).rejects.toMatchObject({ code: "malformed_body" });
  });
});

describe("isEvent", () => {
  it("narrows an event to the payload of its type", async () => {
    const event: Unwrapped["event"] = await eventOf(examples.teamServerPush.value);
    expect(isEvent(event, "alert")).toBe(false);
    if (!isEvent(event, "teamserver.push")) throw new Error("it is a push");
    expectTypeOf(event.payload.branchName).toEqualTypeOf<string>();
    expect(event.payload.branchName).toBe("main");
  });
});
