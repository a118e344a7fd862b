import { describe, expect, expectTypeOf, it } from "vitest";
import openapi from "../../generated/openapi.json" with { type: "json" };
import { isEvent, ReceiverError, SignatureVerificationError, unwrap } from "./index.js";
import { now, secret, signedDelivery, timestamp } from "./testing/signed-deliveries.js";

const options = { secrets: secret, now };
const { packageUploaded, teamServerPush, criticalAlert } = openapi.components.examples;

const eventOf = async (payload: unknown) =>
  (await unwrap(await signedDelivery(JSON.stringify(payload)), options)).event;

describe("unwrap", () => {
  it.each([
    ["package.uploaded", packageUploaded.value],
    ["package.uploaded", { ...packageUploaded.value, addedByMendix: 12 }],
    ["teamserver.push", teamServerPush.value],
    ["alert", criticalAlert.value],
    ["unknown", { eventType: "model.renamed", name: "Main" }],
    ["unknown", { eventType: "teamserver.push" }],
    ["unknown", [1, 2]],
    ["unknown", null],
  ])("recognizes %s, case %#, and keeps the payload as it is", async (type, payload) => {
    expect(await eventOf(payload)).toEqual({ type, payload });
  });

  it("reads id and timestamp, also from a Request", async () => {
    const { headers, body } = await signedDelivery("{}");
    const request = new Request("https://receiver.example", { method: "POST", headers, body });
    expect(await unwrap(request, options)).toMatchObject({ id: "msg_1", timestamp });
  });

  it("reads bytes with a byte-order mark, which is part of what is signed", async () => {
    const delivery = await signedDelivery(new TextEncoder().encode("\uFEFF{}"));
    expect((await unwrap(delivery, options)).event.payload).toEqual({});
  });

  it("throws a SignatureVerificationError with the code and the details", async () => {
    const delivery = await signedDelivery("{}");
    const forged = unwrap({ ...delivery, body: "[]" }, options);
    await expect(forged).rejects.toThrow(SignatureVerificationError);
    await expect(forged).rejects.toMatchObject({ code: "no_match", failure: { code: "no_match" } });
    const late = unwrap(delivery, { ...options, now: () => now() + 301_000 });
    await expect(late).rejects.toMatchObject({ failure: { code: "timestamp_too_old", skew: 301 } });
  });

  it.each([
    ["text", "not json"],
    ["nothing", ""],
    ["a lone surrogate", "\uD800"],
    ["bytes that are not UTF-8", Uint8Array.of(0x22, 0xff, 0x22)],
  ])("refuses a signed body that is not JSON: %s", async (_, body) => {
    const unwrapping = unwrap(await signedDelivery(body), options);
    await expect(unwrapping).rejects.toThrow(ReceiverError);
    await expect(unwrapping).rejects.toMatchObject({ code: "malformed_body" });
  });
});

describe("isEvent", () => {
  it("narrows an event to the payload of its type", async () => {
    const event = await eventOf(teamServerPush.value);
    expect(isEvent(event, "alert")).toBe(false);
    if (!isEvent(event, "teamserver.push")) throw new Error("it is a push");
    expectTypeOf(event.payload.branchName).toEqualTypeOf<string>();
    expect(event.payload.branchName).toBe("main");
  });
});
