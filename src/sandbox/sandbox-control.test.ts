import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createVirtualClock, type Sandbox, type VirtualClock } from "./index.js";
import { appId, ask, clientOf, closeAll, input, json, start } from "./testing/ask.js";

let sandbox: Sandbox;
let clock: VirtualClock;
let statuses: number[];
let received: number;
beforeEach(async () => {
  clock = createVirtualClock();
  statuses = [];
  received = 0;
  const send = async () => {
    received += 1;
    return new Response("thanks", { status: statuses.shift() ?? 200 });
  };
  sandbox = await start({ clock, maxBodyBytes: 10_000, deliveries: { send } });
  const headers = [{ key: "Authorization", value: "Bearer DG4R4GT6R43" }];
  const eventTypes = ["teamserver.push", "custom.event"];
  await clientOf(sandbox).createWebhook(appId, { ...input, headers, eventTypes });
});
afterEach(closeAll);

/** Sends a request to `/_sandbox`. */
function control(method: string, path: string, body?: unknown, headers = {}) {
  const init = body === undefined ? { method } : json(method, body);
  const url = `${sandbox.origin}/_sandbox`;
  return ask({ ...sandbox, url }, path, { ...init, headers: { ...init.headers, ...headers } });
}
const events = `/apps/${appId}/events`;

describe("/_sandbox", () => {
  it("lets an event happen, and shows its deliveries without a secret", async () => {
    statuses = [500];
    const triggered = await control("POST", events, { type: "teamserver.push" });
    expect(triggered).toMatchObject({ status: 200, body: [{ eventType: "teamserver.push" }] });
    expect((await control("GET", "/settled")).status).toBe(204);
    const [{ id }] = triggered.body;
    const { body } = await control("GET", `/deliveries/${id}`);
    expect(body).toMatchObject({
      status: "delivered",
      attempts: [{ status: 500, response: "thanks" }, { status: 200 }],
    });
    const { body: all } = await control("GET", `/deliveries?app-id=${appId}&status=delivered`);
    expect(all).toEqual([body]);
    for (const filter of ["status=exhausted", "webhook-id=other", "app-id=other"]) {
      expect((await control("GET", `/deliveries?${filter}`)).body).toEqual([]);
    }
    expect(JSON.stringify(all)).not.toMatch(/PMJhiGo1|DG4R4GT6R43/);
  });

  it("delivers an event that the contract does not know as it is, and again", async () => {
    const { body } = await control("POST", events, { type: "custom.event", payload: ["ü", 1] });
    await sandbox.settled();
    expect((await control("POST", `/deliveries/${body[0].id}/resend`)).status).toBe(200);
    await sandbox.settled();
    const attempts = [{ status: 200 }, { status: 200 }];
    expect(sandbox.deliveries.get(body[0].id)).toMatchObject({ payload: '["ü",1]', attempts });
  });

  it("forgets webhooks, deliveries and faults, and cancels what waits", async () => {
    statuses = [500];
    await control("POST", events, { type: "teamserver.push" });
    sandbox.faults.set("status");
    expect((await control("POST", "/reset")).status).toBe(204);
    expect((await control("GET", "/deliveries")).body).toEqual([]);
    expect(await clientOf(sandbox).listWebhooks(appId)).toMatchObject({ webhooks: [] });
    await sandbox.settled();
    clock.advance(48 * 3_600_000);
    expect(received).toBeLessThan(2);
  });

  it.each([
    ["an unknown delivery", "GET", "/deliveries/msg_1", undefined, 404],
    ["an unknown path", "GET", "/elsewhere", undefined, 404],
    ["an event without a payload that the contract lacks", "POST", events, { type: "x" }, 400],
    ["an event with the name of a property", "POST", events, { type: "toString" }, 400],
    ["an event without a type", "POST", events, { payload: {} }, 400],
    ["a payload that is a text", "POST", events, { type: "alert", payload: "text" }, 400],
    ["a payload that is a list", "POST", events, { type: "alert", payload: [] }, 400],
    ["an event that is no JSON", "POST", events, "[1", 400],
    ["an event that is no object", "POST", events, "[1]", 400],
    ["an event with more than type and payload", "POST", events, { type: "alert", data: 1 }, 400],
    ["to switch on an unknown fault", "PUT", "/faults/nothing", {}, 400],
    ["to switch off an unknown fault", "DELETE", "/faults/nothing", undefined, 400],
    ["a setting that no fault has", "PUT", "/faults/hang", { times: "two" }, 400],
    ["a status that no delivery has", "GET", "/deliveries?status=lost", undefined, 400],
    ["an event that is too large", "POST", events, { payload: "x".repeat(20_000) }, 413],
  ])("refuses %s in one line", async (_, method, path, body, status) => {
    const response = await control(method, path, body);
    expect(response.status).toBe(status);
    expect(response.body.error.message).not.toContain("\n");
  });

  it("refuses pages of other origins", async () => {
    const headers = { origin: "https://evil.example", "content-type": "text/plain" };
    expect((await control("POST", "/reset", undefined, headers)).status).toBe(403);
    expect((await control("POST", events, { type: "x" }, headers)).status).toBe(403);
    expect((await control("GET", "", undefined, { origin: sandbox.origin })).status).toBe(200);
  });

  it.each([
    ["text/plain", 415],
    ["application/json-patch+json", 415],
    ["Application/JSON; charset=utf-8", 200],
  ])("takes JSON alone: %s", async (type, status) => {
    const headers = { "content-type": type };
    const push = { type: "teamserver.push" };
    expect((await control("POST", events, push, headers)).status).toBe(status);
  });
});

describe("/_sandbox/faults", () => {
  it("lists every fault with what it does, and those that are on", async () => {
    const { status, body } = await control("GET", "/faults");
    expect([status, body.active]).toEqual([200, {}]);
    expect(body.known.hang).toBe("Never responds, and does not perform the request");
  });

  it("switches faults on and off, and is not affected by them", async () => {
    const list = async () => (await sandbox.fetch(`${sandbox.url}/apps/${appId}/webhooks`)).status;
    expect((await control("PUT", "/faults/status", { status: 409, times: 5 })).status).toBe(204);
    expect((await control("PUT", "/faults/html-error", "")).status).toBe(204);
    expect(await list()).toBe(409);
    const active = { status: { status: 409, times: 4 }, "html-error": {} };
    expect((await control("GET", "/faults")).body.active).toEqual(active);
    expect((await control("DELETE", "/faults/status")).status).toBe(204);
    expect(await list()).toBe(401);
    expect((await control("DELETE", "/faults")).status).toBe(204);
    expect(sandbox.faults.active()).toEqual({});
  });
});
