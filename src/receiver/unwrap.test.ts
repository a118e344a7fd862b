import { describe, expect, expectTypeOf, it } from "vitest";
import openapi from "../../generated/openapi.json" with { type: "json" };
import { isEvent, ReceiverError, SignatureVerificationError, unwrap } from "./index.js";
import { now, secret, signedDelivery, timestamp } from "./testing/signed-deliveries.js";

const { teamServerPush, criticalAlert, packageUploaded } = openapi.components.examples;
const [push, alert, uploaded] = [teamServerPush.value, criticalAlert.value, packageUploaded.value];
const options = { secrets: secret, now };
const { eventType: _, ...pushWithoutType } = push;
const { app_name: __, ...alertWithoutApp } = alert;

const unwrapJson = async (payload: unknown, strict = false) =>
  unwrap(await signedDelivery(JSON.stringify(payload)), { ...options, strict });

describe("unwrap", () => {
  it.each<[string, string[], unknown]>([
    ["package.uploaded", [], uploaded],
    ["package.uploaded", [], { ...uploaded, addedByMendix: 12 }],
    ["teamserver.push", [], push],
    ["teamserver.push", ["after must have type string"], { ...push, after: null }],
    ["teamserver.push", ["branchName is required"], { ...push, branchName: undefined }],
    ["teamserver.push", ["eventType is required"], pushWithoutType],
    ["alert", [], alert],
    ["alert", ["severity must have enum Ok,Warning,Critical,Recovery"], { ...alert, severity: "" }],
    ["alert", ["app_name is required", "id must have type string"], { ...alertWithoutApp, id: 1 }],
    ["alert", ["app_name is required"], { ...alertWithoutApp, eventType: 7 }],
    ["unknown", [], { ...alertWithoutApp, eventType: "model.renamed" }],
    ["unknown", [], { test: true }],
    ["unknown", [], null],
    ["unknown", [], "text"],
  ])("recognizes %s with the violations %j, case %#", async (type, violations, payload) => {
    const sent = JSON.parse(JSON.stringify(payload));
    expect(await unwrapJson(payload)).toMatchObject({ event: { type, payload: sent }, violations });
    const strictType = violations.length > 0 ? "unknown" : type;
    expect((await unwrapJson(payload, true)).event.type).toBe(strictType);
  });

  it("reads id and timestamp, also from a Request, and lists at most ten violations", async () => {
    const many = JSON.stringify({ ...pushWithoutType, commits: Array(1000).fill({}) });
    const init = { method: "POST", ...(await signedDelivery(many)) };
    const request = new Request("https://receiver.example", init);
    const { violations, ...delivery } = await unwrap(request, options);
    expect(delivery).toMatchObject({ id: "msg_1", timestamp });
    expect(violations).toHaveLength(10);
  });

  it("reads text and bytes with a byte-order mark, which is part of what is signed", async () => {
    for (const body of ["\uFEFF{}", new TextEncoder().encode("\uFEFF{}")]) {
      const delivery = await signedDelivery(body);
      expect((await unwrap(delivery, options)).event.payload).toEqual({});
    }
  });

  it("throws for a forged body, and for a signed one that is not JSON", async () => {
    const forged = unwrap({ ...(await signedDelivery("{}")), body: "[]" }, options);
    await expect(forged).rejects.toThrow(SignatureVerificationError);
    const [name, code] = ["SignatureVerificationError", "no_match"];
    await expect(forged).rejects.toMatchObject({ name, code, failure: { code } });
    const unsigned = unwrap({ headers: {}, body: "{}" }, options);
    await expect(unsigned).rejects.toMatchObject({ name, code: "missing_header" });
    for (const body of ["not json", "", Uint8Array.of(0x22, 0xff, 0x22)]) {
      const error = await unwrap(await signedDelivery(body), options).catch((thrown) => thrown);
      expect([error instanceof ReceiverError, error.code]).toEqual([true, "malformed_body"]);
    }
  });
});

it("isEvent narrows an event to the payload of its type", async () => {
  const { event } = await unwrapJson(push);
  expect(isEvent(event, "alert")).toBe(false);
  if (!isEvent(event, "teamserver.push")) throw new Error("it is a push");
  expectTypeOf(event.payload.branchName).toEqualTypeOf<string>();
});
